"""Cells of a sheet that do not hold what they show: merged ones, and limits shown as percentages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from egov_budget.errors import FIRST_ROW, Fault
from egov_budget.intake.kept import Kept
from egov_budget.language import all_digits
from egov_budget.scenario.columns import BY_NAME


def merged(table: str, ranges: Iterable[str], found: Kept) -> Iterator[Fault]:
    """Yield a fault for each range of merged cells that the head or a record has a part in.

    Parameters
    ----------
    table : str
        Table named in the faults.
    ranges : iterable of str
        Such as ``"B3:B5"``.
    found : Kept
        Head and records.

    Examples
    --------
    >>> asked = Kept([["id", "agency"], ["p", "tax"], ["q", None]], [2, 3, 4])
    >>> [fault.fault for fault in merged("projects", ["A1:B1", "B3:B4"], asked)]
    ['the cells B3:B4 are merged, and the first alone holds what stands there']
    """
    from openpyxl.utils import range_boundaries

    head = ["" if cell is None else str(cell) for cell in found.rows[0]] if found.rows else []
    for cells in ranges:
        left, top, right, bottom = (bound or 0 for bound in range_boundaries(cells))
        names = [name for name in head[left - 1 : right] if not name.startswith("#")]
        at = bisect_left(found.numbers, top)
        if names and at < len(found.numbers) and found.numbers[at] <= bottom:
            yield Fault.of("merged", table, top, names[0], cells)


def percentages(table: str, sheet: Any, found: Kept) -> Iterator[Fault]:
    """Yield a fault for each limit that is shown as a percentage: 10% holds 0.1, and its unit is beside it.

    Parameters
    ----------
    table : str
        Table named in the faults.
    sheet : ReadOnlyWorksheet
        Of openpyxl.
    found : Kept
        Head and records.
    """
    if table not in BY_NAME or len(found.rows) < FIRST_ROW:
        return
    names = BY_NAME[table].names
    limits = {name for name in names if f"{name}_unit" in names}
    for place, name in enumerate(found.rows[0], start=1):
        if name not in limits:
            continue
        column = sheet.iter_rows(found.numbers[0] + 1, found.numbers[-1], min_col=place, max_col=place)
        for (cell,) in column:
            if isinstance(cell.value, int | float) and "%" in str(cell.number_format):
                shown = all_digits(round(cell.value * 100, 10))
                told = {"shown": shown, "holds": all_digits(cell.value)}
                yield Fault.of("shown_as_percent", table, cell.row, name, str(cell.value), **told)
