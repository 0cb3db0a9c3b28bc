"""reliability: whether what was expected is what came about, from low to high."""

from __future__ import annotations

import numpy as np
import pandas as pd

ENOUGH = 30  # projects: fewer say nothing about how far to trust a factor
A_BIN = 10  # projects in a bin at least
MOST_BINS = 10


def reliability(observations: pd.DataFrame) -> pd.DataFrame:
    """Return expected against realised factors, in bins of about as many projects each.

    Parameters
    ----------
    observations : DataFrame
        One row a project of a round: expected (the factor its plan counted on), factor (realised).

    Returns
    -------
    DataFrame
        One row a bin, ascending: projects, expected, realised (means), error (standard error of the
        realised mean), off (realised less expected, in standard errors). Empty under 30 projects.

    References
    ----------
    A. H. Murphy and R. L. Winkler (1977), Reliability of subjective probability forecasts of
    precipitation and temperature, Applied Statistics 26(1), 41-47, doi:10.2307/2346866.

    Examples
    --------
    >>> observations = pd.DataFrame({"expected": [0.5] * 20 + [0.9] * 20, "factor": [0.4, 0.6] * 20})
    >>> reliability(observations)[["projects", "expected", "realised"]].round(2).values.tolist()
    [[20.0, 0.5, 0.5], [20.0, 0.9, 0.5]]
    """
    names = ["projects", "expected", "realised", "error", "off"]
    if len(observations) < ENOUGH:
        return pd.DataFrame(columns=names)
    bins = min(MOST_BINS, len(observations) // A_BIN)
    place = observations["expected"].rank(method="average") / len(observations) * bins
    code = np.minimum(np.ceil(place) - 1, bins - 1).astype(int)
    grouped = observations.assign(bin=code).groupby("bin")
    table = grouped[["expected", "factor"]].mean().set_axis(["expected", "realised"], axis=1)
    table.insert(0, "projects", grouped.size())
    table["error"] = grouped["factor"].std(ddof=1).fillna(0.0) / np.sqrt(table["projects"])
    table["off"] = (table["realised"] - table["expected"]) / table["error"].where(table["error"] > 0)
    return table.reset_index(drop=True)[names]
