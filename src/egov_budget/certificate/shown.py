"""The tables that a document shows, beside the figures that they have to show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

from egov_budget.certificate.branch_faults import as_fault
from egov_budget.certificate.figures import Near

if TYPE_CHECKING:
    from egov_budget.certificate.figures import Lines
    from egov_budget.errors import Fault

KEYS = {
    "projects": "id", "agencies": "agency", "services": "service", "bands": "band",
    "indicators": "indicator", "shared_work": "project", "summary": "fact", "by_year": "year",
}  # fmt: skip
as_changed = partial(as_fault, remedy="Ask for the document that was decided")


def shown(content: Mapping[str, Any], figures: Mapping[str, Lines]) -> Iterator[Fault]:
    """Yield each line that is missing, too much or not what the plan says.

    Parameters
    ----------
    content : mapping
        The whole document; what its tables hold is unchecked.
    figures : mapping
        Figures by table, key of a line and column, as ``figures`` returned them.
    """
    for table, lines in figures.items():
        rows = content.get(table)
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            yield from _table(table, rows, lines)
        else:
            yield as_changed(table, "", rows, f"{table} is no list of records")


def _table(table: str, rows: list[dict[str, Any]], lines: Lines) -> Iterator[Fault]:
    key = KEYS[table]
    seen: set[str] = set()
    for row in rows:
        name = row.get(key)
        if not isinstance(name, str) or name not in lines:
            yield as_changed(table, key, name, f"the plan has no {name!r}, and a line speaks of it")
            continue
        if name in seen:
            yield as_changed(table, key, name, f"two lines speak of {name!r}")
        seen.add(name)
        for column, figure in lines[name].items():
            given = row.get(column)
            if not _same(given, figure):
                need = float(figure.exact) if isinstance(figure, Near) else getattr(figure, "pattern", figure)
                fault = f"{column} of {name!r} is {str(given)[:40]}, by the plan it is {need}"
                yield as_changed(table, column, name, fault)
    for name in lines:
        if name not in seen:
            yield as_changed(table, key, name, f"no line speaks of {name!r}")


def _same(given: object, figure: object) -> bool:
    if isinstance(given, bool):
        return False  # True is 1 to Python and no figure
    if isinstance(figure, re.Pattern):
        return isinstance(given, str) and bool(figure.fullmatch(given))
    if not isinstance(figure, Near):
        return bool(given == figure)
    if not isinstance(given, int | float) or not abs(given) < float("inf"):
        return False
    return abs(Fraction(given) - figure.exact) <= figure.slack
