"""ranks: where agencies stand by their services, before and after."""

from __future__ import annotations

import pandas as pd


def ranks(services: pd.DataFrame) -> pd.DataFrame:
    """Rank agencies by the mean attainment of their services, by importance.

    Parameters
    ----------
    services : DataFrame
        agency, importance, and attainment ``before`` and ``after`` of each service, NaN where not rated.

    Returns
    -------
    DataFrame
        One row an agency with a rated service, the best after it first: agency, before and after (mean
        attainment, 0-1), rank_before and rank_after (1 is best; agencies that are alike share a rank),
        moved (places up; down is negative).

    Examples
    --------
    >>> rows = {"agency": ["a", "b"], "importance": [1.0, 1.0], "before": [0.2, 0.4], "after": [0.6, 0.4]}
    >>> ranks(pd.DataFrame(rows))[["agency", "rank_before", "rank_after", "moved"]].values.tolist()
    [['a', 2, 1, 1], ['b', 1, 2, -1]]
    """
    rated = services[services["before"].notna() & (services["importance"] > 0)]
    weight = rated["importance"]
    weighted = rated[["before", "after"]].mul(weight, axis=0).groupby(rated["agency"]).sum()
    means = weighted.div(weight.groupby(rated["agency"]).sum(), axis=0)
    places = means.round(9).rank(method="min", ascending=False).astype(int)
    frame = means.join(places.add_prefix("rank_"))
    frame["moved"] = frame["rank_before"] - frame["rank_after"]
    return frame.reset_index().sort_values(["rank_after", "agency"], ignore_index=True)
