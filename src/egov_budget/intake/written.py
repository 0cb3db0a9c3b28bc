"""A typed column -> its cells as they are written, whatever the format."""

from __future__ import annotations

from typing import Any

import pandas as pd

from egov_budget.scenario.field import Kind


def written(values: pd.Series, kind: Kind) -> list[Any]:
    """Return the cells of a typed column: ``None`` where nothing is to be written, yes or no for a flag.

    Parameters
    ----------
    values : Series
        Column of a typed table.
    kind : Kind
        What it holds.

    Returns
    -------
    list
        Texts, numbers, whole numbers.

    Examples
    --------
    >>> written(pd.Series([1.5, float("nan")]), Kind.NUMBER), written(pd.Series([True]), Kind.FLAG)
    ([1.5, None], ['yes'])
    """
    cells = values.tolist()
    if kind is Kind.FLAG:
        return ["yes" if cell else "no" for cell in cells]
    return [None if cell is pd.NA or cell == "" or cell != cell else cell for cell in cells]  # noqa: PLR0124  # NaN
