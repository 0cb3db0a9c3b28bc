"""What two records share in one part, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.similarity.features import count
from egov_budget.similarity.text import fold

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.similarity.matrix import Block


def shared(block: Block, one: pd.Series, other: pd.Series) -> tuple[str, ...]:
    """Return the words or attributes two records share in a part, the rarest first.

    Parameters
    ----------
    block : Block
        The part and how many records each of its features stands in.
    one, other : Series
        The two records.

    Returns
    -------
    tuple of str
        Folded words, or ``column: value`` for attributes; empty where they share nothing.
    """
    part = block.part
    columns = [column for column in part.columns if column in one.index]
    if part.cut != "items":
        texts = [" ".join(str(record[column]) for column in columns) for record in (one, other)]
        common = sorted(set(fold(texts[0]).split()) & set(fold(texts[1]).split()))
        if part.cut == "letters":
            return tuple(common)
        return _rarest_first(block, [[word] for word in common], common)
    names, cells = [], []
    for at, column in enumerate(columns):
        mine, theirs = (
            {fold(item): item for item in str(record[column]).split(";")} for record in (one, other)
        )
        for value in sorted(mine.keys() & theirs.keys() - {""}):
            names.append(f"{column}: {mine[value].strip()}")
            cells.append([""] * at + [value])
    return _rarest_first(block, cells, names)


def _rarest_first(block: Block, cells: list[list[str]], names: list[str]) -> tuple[str, ...]:
    holders = []
    for cell in cells:
        key = count(block.part, [[text] for text in cell]).keys
        at = np.searchsorted(block.keys, key[0]) if len(key) else len(block.keys)
        holders.append(int(block.records[at]) if at < len(block.keys) else 0)
    return tuple(names[at] for at in sorted(range(len(names)), key=lambda at: (holders[at], names[at])))
