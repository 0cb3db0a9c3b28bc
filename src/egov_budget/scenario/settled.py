"""Settled: what all rows on a pair say together, or that they do not agree."""

from __future__ import annotations

import pandas as pd

from egov_budget.scenario.columns import BY_NAME, ENDS
from egov_budget.scenario.relations import ACCEPTED, PARALLEL

UNSETTLED = "unsettled"  # the verdict of a pair whose rows do not agree: it binds nothing
TOLD = ["reviewer", "date", "reason"]


def settled(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Return one row a pair: what its reviewers say together.

    A pair is settled when one of its rows ``settles`` or all of them agree: they say the same (accept says
    parallel) and name no two leads. What nobody disputes is shared: the smallest share that is stated, at the
    dearest connection.

    Parameters
    ----------
    verdicts : DataFrame
        The scenario's table of verdicts, a row for each reviewer of a pair; columns it lacks are empty.

    Returns
    -------
    DataFrame
        The same columns, ``project_a`` < ``project_b``, ascending; ``verdict`` is ``unsettled`` where rows
        disagree, without share, cost and lead. The index has the first place of each pair in the table.
        The order of rows changes nothing else.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("p", "q", "A", "accept", .8), ("q", "p", "B", "parallel", .6), ("p", "r", "A", "joint", 1),
    ...         ("p", "r", "agency r", "reject", 1)]
    >>> told = pd.DataFrame(rows, columns=["project_a", "project_b", "reviewer", "verdict", "share"])
    >>> settled(told)[["project_a", "project_b", "verdict", "share"]].values.tolist()
    [['p', 'q', 'parallel', 0.6], ['p', 'r', 'unsettled', nan]]
    """
    lacking = {
        column.name: column.empty for column in BY_NAME["verdicts"].columns if column.name not in verdicts
    }
    rows = in_order(verdicts.assign(**lacking)).sort_values([*ENDS, "reviewer"], kind="stable")
    several = rows.duplicated(ENDS, keep=False).to_numpy()
    together = [_together(of_pair) for _, of_pair in rows[several].groupby(ENDS, sort=False)]
    parts = [rows[~several], *together]
    return pd.concat([part for part in parts if len(part)] or [rows]).sort_values(ENDS, kind="stable")


def in_order(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Return verdicts with each pair in the order of the ids."""
    a, b = (verdicts[end] for end in ENDS)
    swapped = a > b
    return verdicts.assign(**dict(zip(ENDS, (a.where(~swapped, b), b.where(~swapped, a)), strict=True)))


def meanings(verdicts: pd.Series) -> pd.Series:
    """Return what verdicts mean: to accept is to say parallel."""
    return verdicts.mask(verdicts.isin(ACCEPTED), PARALLEL)


def _together(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the one row that several on a pair come to; they stand in the order of their reviewers."""
    heard = rows[rows["settles"]] if rows["settles"].any() else rows
    said, leads = meanings(heard["verdict"]), heard["lead"][heard["lead"] != ""]
    one = heard.head(1).set_axis([min(rows.index)])
    told = {name: "; ".join(dict.fromkeys(text for text in heard[name] if text)) for name in TOLD}
    if said.nunique() > 1 or leads.nunique() > 1:
        nothing = float("nan")
        return one.assign(verdict=UNSETTLED, share=nothing, connection_cost=nothing, lead="", **told)
    if len(heard) > 1:
        one = one.assign(verdict=said.iloc[0])
    return one.assign(
        share=heard["share"].astype("float64").min(),
        connection_cost=heard["connection_cost"].astype("float64").max(),
        lead="".join(leads.unique()),
        **told,
    )
