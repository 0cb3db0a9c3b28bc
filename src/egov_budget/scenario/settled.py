"""Settled: what all rows on a pair say together, or that they do not agree."""

from __future__ import annotations

import numpy as np
import pandas as pd

from egov_budget.scenario.columns import BY_NAME, ENDS
from egov_budget.scenario.relations import ACCEPTED, OF_PLATFORMS, PARALLEL

UNSETTLED = "unsettled"  # the verdict of a pair whose rows do not agree: it binds nothing
TOLD = ["reviewer", "date", "reason"]


def settled(verdicts: pd.DataFrame, *, platforms: bool = False) -> pd.DataFrame:
    """Return one row a pair: what its reviewers say together.

    A pair is settled when one of its rows ``settles`` or all of them agree: they say the same (accept says
    parallel) and name no two leads. What nobody disputes is shared: the smallest share that is stated, at the
    dearest connection.

    Parameters
    ----------
    verdicts : DataFrame
        The scenario's table of verdicts, a row for each reviewer of a pair; columns it lacks are empty.
    platforms : bool
        Whether pairs of a request and a platform are told, in place of those of two requests.

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
    columns = BY_NAME["verdicts"].columns
    lacking = {column.name: column.empty for column in columns if column.name not in verdicts}
    told = verdicts[verdicts["verdict"].isin(OF_PLATFORMS) == platforms]
    if told.empty:
        return told.assign(**lacking)
    rows = in_order(told.assign(**lacking)).sort_values([*ENDS, "reviewer"], kind="stable")
    several = rows.duplicated(ENDS, keep=False).to_numpy()
    parts = [part for part in (rows[~several], _together(rows[several])) if len(part)]
    return pd.concat(parts).sort_values(ENDS, kind="stable") if parts else rows


def in_order(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Return verdicts with each pair of requests in the order of the ids; a platform stays the second."""
    a, b = (verdicts[end] for end in ENDS)
    swapped = (a > b) & ~verdicts["verdict"].isin(OF_PLATFORMS)
    return verdicts.assign(**dict(zip(ENDS, (a.where(~swapped, b), b.where(~swapped, a)), strict=True)))


def meanings(verdicts: pd.Series) -> pd.Series:
    """Return what verdicts mean: to accept is to say parallel."""
    return verdicts.mask(verdicts.isin(ACCEPTED), PARALLEL)


def _together(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each pair, of several rows in the order of their reviewers."""
    if rows.empty:
        return rows
    rows = rows.assign(place=rows.index)
    rows["place"] = rows.groupby(ENDS)["place"].transform("min")
    heard = rows[rows["settles"] | ~rows.groupby(ENDS)["settles"].transform("any")]
    heard = heard.assign(verdict=meanings(heard["verdict"]), lead=heard["lead"].where(heard["lead"] != ""))
    pairs = heard.groupby(ENDS, sort=False)
    one = pairs.first().assign(connection_cost=pairs["connection_cost"].max(), share=pairs["share"].min())
    for name in TOLD:
        said = heard[heard[name] != ""].drop_duplicates([*ENDS, name])
        one[name] = said.groupby(ENDS, sort=False)[name].agg("; ".join).reindex(one.index, fill_value="")
    agree = (pairs["verdict"].nunique() == 1) & (pairs["lead"].nunique() <= 1)
    one["lead"] = one["lead"].fillna("")
    unsettled = {"verdict": UNSETTLED, "lead": "", "share": np.nan, "connection_cost": np.nan}
    for name, instead in unsettled.items():
        one[name] = one[name].where(agree, instead)
    return one.reset_index().set_index("place").rename_axis(None)[[*rows.columns.drop("place")]]
