"""Which column of a list holds what: as it is told, or else by its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from egov_budget.catalogues.portfolio.table import published_table
from egov_budget.errors import Fault
from egov_budget.intake.head import Head
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.hints import did_you_mean
from egov_budget.similarity import fold

TABLE = "projects"
REQUIRED = ("agency", "title", "cost")
OWN = ("service", "type")  # columns of a list that are none of a request
COLUMNS = (*BY_NAME["projects"].names, *OWN)
MOST = 12  # labels that are named in a fault
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class Headings(NamedTuple):
    """Label in the list by column, those that were found by their heading, and what is wrong."""

    labels: dict[str, str]
    found: dict[str, str]
    faults: list[Fault]


def headings(labels: Iterable[str], told: Mapping[str, str]) -> Headings:
    """Return which label of a list holds which column.

    Parameters
    ----------
    labels : iterable of str
        Its labels.
    told : mapping of str to str
        Label by column, as far as it was told; other columns are known by their heading.

    Returns
    -------
    Headings
        A fault for a column that is none, for one that is needed and neither told nor known, and for
        one that two labels may be.

    Examples
    --------
    >>> headings(["Ministry", "Project", "Budget (thousand)", "What for"], {}).labels
    {'agency': 'Ministry', 'title': 'Project', 'cost': 'Budget (thousand)'}
    """
    taken = {label for column, label in told.items() if column in COLUMNS}
    there = [*dict.fromkeys(labels)]
    free = [label for label in there if label not in taken]
    known = {column: [*_known(column, free)] for column in COLUMNS if column not in told}
    faults = [
        Fault.of("no_such_column", TABLE, 1, "", column,
                 remedy=did_you_mean(column, COLUMNS) or f"Give one of: {', '.join(COLUMNS)}")
        for column in told
        if column not in COLUMNS
    ]  # fmt: skip
    faults += [
        Fault.of("no_such_heading", TABLE, 1, "", label,
                 remedy=did_you_mean(label, there) or f"Give one of: {', '.join(map(repr, there[:MOST]))}")
        for column, label in told.items()
        if column in COLUMNS and label not in there
    ]  # fmt: skip
    told = {column: label for column, label in told.items() if label in there}
    found = {column: names[0] for column, names in known.items() if len(names) == 1}
    left = [repr(label) for label in free if label not in found.values()]
    more = f" and {len(left) - MOST} more" if len(left) > MOST else ""
    these = f"{', '.join(left[:MOST])}{more}"
    for column, names in known.items():
        if len(names) > 1:
            both = " and ".join(map(repr, names))
            faults.append(Fault.of("two_headings", TABLE, 1, column, names[1], both=both, one=names[0]))
        elif not names and column in REQUIRED:
            remedy = f"Say by {column}= which of these it is: {these}" if left else "Add one"
            faults.append(Fault.of("unknown_heading", TABLE, 1, column, remedy=remedy))
    named = {**told, **found}
    return Headings({column: named[column] for column in COLUMNS if column in named}, found, faults)


def head(told: Mapping[str, str]) -> Head:
    """Return what the columns of a list may be called: as it is told, or as is usual.

    Examples
    --------
    >>> head({"cost": "X"}).column("X"), head({}).column("Ministry"), head({}).column("X")
    ('cost', 'agency', '')
    """
    columns = {label: column for column, label in told.items()}

    def column(label: str) -> str:
        usual = (column for column in COLUMNS if column not in told and [*_known(column, [label])])
        return columns.get(label) or next(usual, "")

    return Head(COLUMNS, frozenset(REQUIRED), told=column)


def _known(column: str, labels: Iterable[str]) -> Iterator[str]:
    names = {fold(column)} | published_table().headings.get(column, frozenset())
    return (label for label in labels if fold(BRACKETS.sub(" ", label)) in names)
