"""A typed column -> its cells as they are written, whatever the format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from egov_budget.scenario.field import Kind


def written(cells: Sequence[Any], kind: Kind) -> list[Any]:
    """Return the cells of a typed column: ``None`` where nothing is to be written, yes or no for a flag.

    Parameters
    ----------
    cells : sequence
        Cells of a typed column.
    kind : Kind
        What it holds.

    Returns
    -------
    list
        Texts, numbers, whole numbers.

    Examples
    --------
    >>> written([1.5, float("nan")], Kind.NUMBER), written([True], Kind.FLAG)
    ([1.5, None], ['yes'])
    """
    if kind is Kind.FLAG:
        return ["yes" if cell else "no" for cell in cells]
    return [None if cell is pd.NA or cell == "" or cell != cell else cell for cell in cells]  # noqa: PLR0124  # NaN
