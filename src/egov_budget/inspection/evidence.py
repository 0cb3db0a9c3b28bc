"""Evidence: which rows of which table a line of a report rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

import pandas as pd

from egov_budget.errors import FIRST_ROW

MOST = 6  # runs of rows that are named one by one


def rows_of(table: str, places: Iterable[int]) -> str:
    """Name rows of a table as a spreadsheet numbers them: the header is row 1.

    Parameters
    ----------
    table : str
        Name of the table.
    places : iterable of int
        Positions in the table, from 0.

    Returns
    -------
    str
        Runs of rows, and how many more there are beyond six runs; empty without a row.

    Examples
    --------
    >>> rows_of("scores", [0, 1, 2, 7])
    'scores 2-4, 9'
    >>> rows_of("scores", [])
    ''
    """
    listed = sorted({int(place) + FIRST_ROW for place in places})
    if not listed:
        return ""
    in_runs = groupby(enumerate(listed), lambda each: each[1] - each[0])
    runs = [[row for _, row in run] for _, run in in_runs]
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs[:MOST]]
    rest = sum(map(len, runs[MOST:]))
    return f"{table} {', '.join(shown)}" + (f" +{rest}" if rest else "")


def places_by(keys: pd.Series) -> dict[str, list[int]]:
    """Return the positions at which each key stands.

    Examples
    --------
    >>> places_by(pd.Series(["a", "b", "a"]))
    {'a': [0, 2], 'b': [1]}
    """
    return {str(key): [*map(int, places)] for key, places in keys.groupby(keys.to_numpy()).indices.items()}


def evidence(keys: Iterable[str], columns: Mapping[str, pd.Series]) -> list[str]:
    """Name for each key the rows of every table in which it stands.

    Parameters
    ----------
    keys : iterable of str
        Ids.
    columns : mapping of str to Series
        By table, the column to look in.

    Examples
    --------
    >>> evidence(["a", "c"], {"projects": pd.Series(["a", "b", "a"]), "scores": pd.Series(["c"])})
    ['projects 2, 4', 'scores 2']
    """
    at = {table: places_by(column) for table, column in columns.items()}
    return [joined(*(rows_of(table, places.get(key, [])) for table, places in at.items())) for key in keys]


def joined(*parts: str) -> str:
    """Join what several tables say, leaving out what is empty."""
    return "; ".join(part for part in parts if part)
