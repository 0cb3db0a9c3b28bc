"""What each attribute adds to the similarity of two records: the waterfall in its finest steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.similarity.term_matrix import STEPS
from egov_budget.similarity.terms import count

if TYPE_CHECKING:
    from egov_budget.similarity.term_matrix import TermMatrix


def by_attribute(
    matrix: TermMatrix, records: pd.DataFrame, pair: tuple[int, int], contribution: float
) -> dict[str, float]:
    """Return what each attribute of a part contributes to the similarity of a pair.

    Parameters
    ----------
    matrix : TermMatrix
        The part.
    records : DataFrame
        All records.
    pair : tuple of int
        Rows of the two.
    contribution : float
        What the part contributes, a whole multiple of 2**-40.

    Returns
    -------
    dict of str to float
        By column; together exactly ``contribution``. A part of texts is one step, named by its columns.
    """
    columns = [column for column in matrix.part.columns if column in records]
    if matrix.part.analyzer != "items" or len(columns) == 1:
        return {", ".join(columns): contribution}
    product = matrix.rows[[pair[0]]].multiply(matrix.rows[[pair[1]]]).tocsr()
    keys, total = matrix.keys[product.indices], float(product.data.sum())
    added = {}
    for at, column in enumerate(columns):
        text = str(records[column].iloc[pair[0]])
        own = count(matrix.part, [[text] if place == at else [""] for place in range(len(columns))]).keys
        part = float(product.data[np.isin(keys, own)].sum()) / total if total > 0 else 0.0
        added[column] = float(np.floor(part * contribution * STEPS) / STEPS)
    largest = max(added, key=lambda column: added[column])
    added[largest] += contribution - sum(added.values())  # what rounding down left over
    return added
