"""The cells of a column as texts, each text brought into form once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd


def each_once(values: pd.Series, tell: Callable[[list[Any]], list[str]]) -> list[str]:
    """Return the cells of a typed column as somebody tells them; a text in many cells is told once.

    Numbers are told one by one: 0.0 and -0.0 are equal, and are not told alike.

    Examples
    --------
    >>> each_once(pd.Series(["a", "b", "a"], dtype="str"), lambda cells: [f"{len(cells)} {c}" for c in cells])
    ['2 a', '2 b', '2 a']
    """
    cells = values.tolist()
    if values.dtype != "str" or not cells:
        return tell(cells) if cells else []
    each = [*dict.fromkeys(cells)]
    return [*map(dict(zip(each, tell(each), strict=True)).__getitem__, cells)]
