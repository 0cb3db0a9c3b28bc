"""Products and programmes that texts name: words that nobody writes in small letters."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from egov_budget.similarity.text import fold, folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-/.][A-Za-z0-9]+)*")
QUOTED = re.compile(r"[«“]([^«»“”]{2,24})[»”]")
LONGEST = 24  # letters of a name


@dataclass(frozen=True)
class Named:
    """What some records name.

    Parameters
    ----------
    names : list of frozenset of str
        Folded names that each record gives: words of two capitals or more, or of a capital and a digit, that
        as many other records do not write in small letters (a title all in capitals names no products), and
        what stands in quotation marks, as names do in writing that has no capitals.
    products : list of frozenset of str
        Those of them that are no agency of the list.
    holders : mapping of str to int
        How many records name each product.
    """

    names: list[frozenset[str]]
    products: list[frozenset[str]]
    holders: Mapping[str, int]


def named(records: pd.DataFrame) -> Named:
    """Return the names that each record gives, folded: GCdocs, SAP, M365.

    Parameters
    ----------
    records : DataFrame
        Records with any of agency, title and description.

    Returns
    -------
    Named
        In the order of the records.

    Examples
    --------
    >>> import pandas as pd
    >>> titles = ["Move to GCdocs", "NEW PORTAL", "a new portal", "سامانه «فجر»"]
    >>> named(pd.DataFrame({"title": titles})).names
    [frozenset({'gcdocs'}), frozenset(), frozenset(), frozenset({'فجر'})]
    """
    texts = whole_texts(records)
    words = [frozenset(LATIN.findall(text)) for text in texts]
    capitals = [frozenset(_names(of)) for of in words]
    written = Counter(name for of in capitals for name in of)
    small = Counter(word for of in words for word in of if word.lower() in written and word.islower())
    quoted = [frozenset(map(fold, QUOTED.findall(text))) - {""} for text in texts]
    names = [
        frozenset(name for name in of if small[name] < written[name]) | said
        for of, said in zip(capitals, quoted, strict=True)
    ]
    agencies = records["agency"].astype("str").unique().tolist() if "agency" in records else []
    offices = folded(agencies)
    products = [of.difference(offices) for of in names]
    return Named(names, products, Counter(name for of in products for name in of))


def whole_texts(records: pd.DataFrame) -> list[str]:
    """Return title and description of each record as one text."""
    empty = [""] * len(records)
    titles, texts = (
        records[name].astype("str").tolist() if name in records else empty
        for name in ("title", "description")
    )
    return [f"{title} {text}" for title, text in zip(titles, texts, strict=True)]


def _names(words: frozenset[str]) -> set[str]:
    found: set[str] = set()
    for word in words:
        capitals = sum(letter.isupper() for letter in word)
        if len(word) <= LONGEST and (capitals > 1 or (capitals and any(sign.isdigit() for sign in word))):
            found.update(part for part in fold(word).split() if len(part) > 1)
    return found
