"""The order to read pairs in: what saves most, and where a reader changes most."""

from __future__ import annotations

import numpy as np
import pandas as pd

from egov_budget.language import all_digits
from egov_budget.scenario.columns import ENDS
from egov_budget.scenario.settled import UNSETTLED

FALLING = [False, True, True]
UNDECIDED = [
    *ENDS, "degree", "overlap", "duplication", "relation", "parallel", "share", "at_stake", "verdict",
]  # fmt: skip


def ranked(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs by money at stake x confidence that it is overlap at all, largest first.

    Parameters
    ----------
    pairs : DataFrame
        Pairs with ``at_stake`` and ``overlap``.

    Returns
    -------
    DataFrame
        Fresh range index; ties by the ids.
    """
    worth = pairs.assign(worth=pairs["at_stake"] * pairs["overlap"])
    return worth.sort_values(["worth", *ENDS], ascending=FALLING, ignore_index=True).drop(columns="worth")


def queue(pairs: pd.DataFrame, materiality: float) -> pd.DataFrame:
    """Return the pairs that are not settled by money at stake x doubt, with what reading so far covers.

    Parameters
    ----------
    pairs : DataFrame
        As ``Overlaps.pairs``.
    materiality : float
        Part of all the money in doubt that has to be covered, 0-1.

    Returns
    -------
    DataFrame
        project_a, project_b, degree, overlap, duplication, relation, parallel, share, at_stake,
        verdict (empty, or ``unsettled``), doubt (0 where reading can change nothing, 1 where overlap or
        duplication is as likely as not, or reviewers disagree), worth
        (at_stake x doubt), covered (part of all the worth that is read by then, rising to 1: the curve over
        the rows) and material (whether it is still needed to cover ``materiality``). Ties by the ids.
    """
    if not 0 <= materiality <= 1:
        raise ValueError(f"materiality is {all_digits(materiality)}, outside 0-1; a usual value is 0.95")
    rows = pairs.loc[pairs["verdict"].isin(("", UNSETTLED)), UNDECIDED]
    overlap, duplication = rows["overlap"].to_numpy(), rows["duplication"].to_numpy()
    doubt = np.maximum(4 * overlap * (1 - overlap), 4 * duplication * (1 - duplication))
    doubt = np.where(rows["verdict"] == UNSETTLED, 1.0, doubt)
    rows = rows.assign(doubt=doubt, worth=rows["at_stake"] * doubt)
    rows = rows.sort_values(["worth", *ENDS], ascending=FALLING, ignore_index=True)
    total = rows["worth"].sum()
    so_far = rows["worth"].cumsum() / total if total > 0 else rows["worth"]
    before = so_far.shift(fill_value=0.0)
    return rows.assign(covered=so_far.clip(upper=1.0), material=(before < materiality) & (rows["worth"] > 0))
