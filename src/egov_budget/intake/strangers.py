"""Strangers: files and sheets beside the tables of a scenario, which no reader reads."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from egov_budget.errors import Fault
from egov_budget.scenario.columns import TABLES
from egov_budget.scenario.names import meant

SHEETS = (".csv", ".tsv", ".txt")
LONGEST_HEAD = 2**16  # bytes of a file in which its header is looked for
FEWEST = 2  # columns that make a header; a list of ids is no table


def misplaced(name: str, head: Iterable[object]) -> Fault | None:
    """Return the fault of a stranger whose header is that of a table: somebody means it to be read.

    Parameters
    ----------
    name : str
        Name of the file or sheet.
    head : iterable of str
        Cells of its first row; those that are empty or begin with ``#`` do not count.

    Returns
    -------
    Fault or None
        ``None`` if no table has these columns.

    Examples
    --------
    >>> misplaced("review.csv", ["project_a", "project_b", "verdict", "# title_a"]).fault
    'review.csv has the columns of the table verdicts, but is not read'
    >>> misplaced("contacts.csv", ["id", "telephone"]) is None
    True
    """
    words = {str(cell).strip() for cell in head if cell is not None}
    words = {word for word in words if word and not word.startswith("#")}
    if len(words) < FEWEST:
        return None
    for table in TABLES:
        labels = {meant(word, tuple(table.names), "column") for word in words}
        required = {column.name for column in table.columns if column.required}
        if required <= labels <= {*table.names}:
            return Fault.of("misplaced", name, value=name, other=table.name)
    return None


def header(path: Path) -> list[str]:
    """Return the first row of a file, parted by commas, semicolons or tabs; nothing if it is no sheet."""
    if path.suffix.lower() not in SHEETS or not path.is_file():
        return []
    try:
        with path.open("rb") as file:
            text = file.read(LONGEST_HEAD).decode("utf-8-sig", "replace")
        line = next(iter(text.splitlines()), "")
        separator = max(",;\t", key=line.count)
        return next(csv.reader([line], delimiter=separator), [])
    except (OSError, csv.Error):
        return []
