"""How far two reviewers agree on the pairs that both have read."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from egov_budget.scenario.columns import ENDS
from egov_budget.scenario.settled import in_order, meanings


def agreement(verdicts: pd.DataFrame) -> pd.DataFrame:
    r"""Return how far every two reviewers agree, and how much of that is more than chance.

    Rows that settle a pair are left out: whoever settles it knows what the others said.

    Parameters
    ----------
    verdicts : DataFrame
        The scenario's table of verdicts, or ``Overlaps.verdicts``.

    Returns
    -------
    DataFrame
        A row for each two reviewers who have read a pair in common: reviewer_a, reviewer_b, read (pairs that
        both have read), agree (those on which they say the same), kappa (Cohen's: 1 where they always
        agree, 0 where no more often than by chance; NaN where chance alone would make them agree).
        Most read in common first.

    Notes
    -----
    With :math:`p` the part on which they agree and :math:`q` what chance would give, the sum over verdicts
    of both reviewers' parts of it, :math:`\kappa = (p - q) / (1 - q)`.

    Examples
    --------
    >>> rows = [("p", "q", "A", "accept"), ("p", "q", "B", "parallel"), ("p", "r", "A", "joint"),
    ...         ("p", "r", "B", "reject"), ("q", "r", "A", "reject"), ("q", "r", "B", "reject")]
    >>> told = pd.DataFrame(rows, columns=["project_a", "project_b", "reviewer", "verdict"])
    >>> agreement(told.assign(settles=False)).round(2).values.tolist()
    [['A', 'B', 3, 2, 0.5]]

    References
    ----------
    .. [1] J. Cohen (1960), "A coefficient of agreement for nominal scales", Educational and Psychological
       Measurement 20(1), 37-46. https://doi.org/10.1177/001316446002000104
    """
    first = in_order(verdicts[~verdicts["settles"]])
    said = first.assign(said=meanings(first["verdict"])).pivot(index=ENDS, columns="reviewer", values="said")
    found = []
    for one, other in combinations(said.columns.tolist(), 2):
        both = said[[one, other]].dropna()
        if len(both):
            agree = int((both[one] == both[other]).sum())
            chance = both[one].value_counts(normalize=True) * both[other].value_counts(normalize=True)
            left = 1 - float(chance.sum())
            kappa = (agree / len(both) - 1 + left) / left if left > 1e-12 else float("nan")
            found.append((one, other, len(both), agree, kappa))
    table = pd.DataFrame(found, columns=["reviewer_a", "reviewer_b", "read", "agree", "kappa"])
    return table.sort_values("read", ascending=False, kind="stable", ignore_index=True)
