"""Products and programmes that texts name: words that nobody writes in small letters."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from egov_budget.similarity.text import fold

if TYPE_CHECKING:
    import pandas as pd

LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-/.][A-Za-z0-9]+)*")
QUOTED = re.compile(r"[«“]([^«»“”]{2,24})[»”]")
LONGEST = 24  # letters of a name


def named_products(texts: pd.Series) -> list[frozenset[str]]:
    """Return the names that each text gives, folded: GCdocs, SAP, M365.

    Parameters
    ----------
    texts : Series of str
        Titles with descriptions.

    Returns
    -------
    list of frozenset of str
        Words of two capitals or more, or of a capital and a digit, that as many other texts do not write in
        small letters (a title all in capitals names no products), and what stands in quotation marks, as
        names do in writing that has no capitals.

    Examples
    --------
    >>> import pandas as pd
    >>> named_products(pd.Series(["Move to GCdocs", "NEW PORTAL", "a new portal", "سامانه «فجر»"]))
    [frozenset({'gcdocs'}), frozenset(), frozenset(), frozenset({'فجر'})]
    """
    words = [frozenset(LATIN.findall(text)) for text in texts]
    names = [frozenset(_names(of)) for of in words]
    holders = Counter(name for of in names for name in of)
    quoted = [frozenset(map(fold, QUOTED.findall(text))) - {""} for text in texts]
    small = Counter(word for of in words for word in of if word.lower() in holders and word.islower())
    return [
        frozenset(name for name in of if small[name] < holders[name]) | said
        for of, said in zip(names, quoted, strict=True)
    ]


def _names(words: frozenset[str]) -> set[str]:
    found: set[str] = set()
    for word in words:
        capitals = sum(letter.isupper() for letter in word)
        if len(word) <= LONGEST and (capitals > 1 or (capitals and any(sign.isdigit() for sign in word))):
            found.update(part for part in fold(word).split() if len(part) > 1)
    return found
