"""The order to read pairs in: what saves most, and is likeliest to, first."""

from __future__ import annotations

import pandas as pd


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
    worth = pairs["at_stake"] * pairs["overlap"]
    order = pairs.assign(_worth=-worth).sort_values(["_worth", "project_a", "project_b"], kind="stable").index
    return pairs.loc[order].reset_index(drop=True)
