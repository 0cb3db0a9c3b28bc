"""Work that is bound to a site: alike everywhere, and still to be done at each place on its own.

Two agencies that move to the cloud, renew a network or close a data centre describe the same
work in the same words. It can be planned together, but not done once for both, since each moves
or renews what it has. Two that build a portal can share the portal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.similarity.text import folded

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

# Beginnings of words, folded; English, French and Persian.
STEMS = (
    "migrat", "workload", "data cent", "datacent", "centre de donnees", "closure", "decommission",
    "relocat", "network", "reseau", "infrastructure", "upgrade", "refresh", "lifecycle", "life cycle",
    "readiness", "wan ", "cabl", "radio", "hardware", "materiel", "equipment", "equipement", "storage",
    "wifi", "wi fi", "telephon", "disaster", "cloud", "nuage", "server", "serveur",
    "مهاجرت", "انتقال", "مرکز داده", "شبکه", "سخت افزار", "تجهیز", "ارتقا", "سرور", "کابل",
    "رایانش ابری", "بیسیم", "بی سیم", "تلفن", "ذخیره ساز", "پشتیبان گیری",
)  # fmt: skip
PATTERN = re.compile(rf"(?<![^ ])(?:{'|'.join(map(re.escape, STEMS))})")


def sited(records: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell of each record whether its title speaks of work bound to a site.

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
    >>> sited(pd.DataFrame({"title": titles})).tolist()
    [True, False, True]
    """
    if "title" not in records:
        return np.zeros(len(records), dtype=bool)
    titles = folded(records["title"].astype("str").tolist())
    return np.array([PATTERN.search(f"{title} ") is not None for title in titles], dtype=bool)
