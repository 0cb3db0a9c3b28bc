"""Work that is bound to a site: alike everywhere, and still to be done at each place on its own.

Two agencies that move to the cloud, renew a network or close a data centre describe the same
work in the same words. It can be planned together, but not done once for both, since each moves
or renews what it has. Two that build a portal can share the portal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.overlaps.glossary import glossary
from egov_budget.similarity.text import folded

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

AT_ONCE = 50_000  # titles that are folded in memory at once


def site_bound(records: pd.DataFrame) -> NDArray[np.bool_]:
    """Return whether the title of each record speaks of work bound to a site.

    Parameters
    ----------
    records : DataFrame
        Records with a title; without the column none is.

    Returns
    -------
    ndarray of bool, shape (records,)
        False for an empty title.

    Examples
    --------
    >>> import pandas as pd
    >>> titles = ["Migration to the cloud", "Grants portal", "ارتقای شبکه داخلی"]
    >>> site_bound(pd.DataFrame({"title": titles})).tolist()
    [True, False, True]
    """
    bound = np.zeros(len(records), dtype=bool)
    for at in range(0, len(records) if "title" in records else 0, AT_ONCE):
        told = folded(records["title"].iloc[at : at + AT_ONCE].astype("str").tolist())
        bound[[at + row for row in glossary("site_bound").found(told)]] = True
    return bound
