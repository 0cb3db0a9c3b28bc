"""places: the order in which a bill names agencies and programmes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from egov_budget.language.alphabet import alphabetical

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 30  # digits of a number


def places(records: pd.DataFrame) -> dict[str, int]:
    """Return the place of each record: by its number of the classification, then those without by title.

    Parameters
    ----------
    records : DataFrame
        id, title and classification; an id stands for a title that is not there.

    Returns
    -------
    dict of str to int
        By id, from 0.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("a", "Tax", ""), ("b", "Health", ""), ("c", "Roads", "12-9"), ("d", "Post", "12-10")]
    >>> places(pd.DataFrame(rows, columns=["id", "title", "classification"]))
    {'c': 0, 'd': 1, 'b': 2, 'a': 3}
    """
    numbers = [re.sub(r"\d+", lambda run: run[0].zfill(LONGEST), each) for each in records["classification"]]
    titles = [
        alphabetical(title or name) for name, title in zip(records["id"], records["title"], strict=True)
    ]
    known = zip([not number for number in numbers], numbers, titles, records["id"], strict=True)
    return {name: at for at, (*_, name) in enumerate(sorted(known))}
