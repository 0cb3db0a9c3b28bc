"""Products and programmes that texts name: words that nobody writes in small letters."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from egov_budget.similarity.text import fold, folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-/.][A-Za-z0-9]+)*")
QUOTED = re.compile(r"[«“]([^«»“”]{2,24})[»”]")
NUMBERED = re.compile(r"\b([A-Z][a-z][A-Za-z]*) (\d{2,4})\b")
LONGEST = 24  # letters of a name
DATES = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "spring", "summer", "autumn", "fall", "winter",
})  # fmt: skip


@dataclass(frozen=True)
class Census:
    """How a list of records writes names.

    Parameters
    ----------
    written, small, holders : mapping of str to int
        How many records write each name in capitals, in small letters, and give it as the name of a product.
    offices : frozenset of str
        Agencies of the list, folded.
    """

    written: Mapping[str, int]
    small: Mapping[str, int]
    holders: Mapping[str, int]
    offices: frozenset[str]


@dataclass(frozen=True)
class Named:
    """What some records name.

    Parameters
    ----------
    names : list of frozenset of str
        Folded names that each record gives: words of two capitals or more, or of a capital and a digit, that
        as many other records do not write in small letters (a title all in capitals names no products), a
        capitalised word and a number of two digits or more under the same condition, unless it is a date, and
        what stands in quotation marks, as names do in writing that has no capitals.
    products : list of frozenset of str
        Those of them that are no agency of the list.
    census : Census
        How the list writes them.
    """

    names: list[frozenset[str]]
    products: list[frozenset[str]]
    census: Census

    def of(self, rows: NDArray[np.int64]) -> Named:
        """Return what some of the records name."""
        names, products = ([of[row] for row in rows.tolist()] for of in (self.names, self.products))
        return replace(self, names=names, products=products)


def named(records: pd.DataFrame, known: Census | None = None) -> Named:
    """Return the names that each record gives, folded: GCdocs, SAP, M365, Windows 10.

    Parameters
    ----------
    records : DataFrame
        Records with any of agency, title and description.
    known : Census, optional
        How the list writes names; by default the records are the list.

    Returns
    -------
    Named
        In the order of the records.

    Examples
    --------
    >>> import pandas as pd
    >>> titles = ["Move to GCdocs", "NEW PORTAL", "a new portal", "سامانه «فجر»", "Windows 10 by May 2019"]
    >>> [sorted(of) for of in named(pd.DataFrame({"title": titles})).names]
    [['gcdocs'], [], [], ['فجر'], ['windows 10']]
    """
    texts = whole_texts(records)
    words = [frozenset(LATIN.findall(text)) for text in texts]
    capitals = [frozenset(_names(of) | _numbered(text)) for of, text in zip(words, texts, strict=True)]
    written = known.written if known else Counter(name for of in capitals for name in of)
    heads = {_head(name) for name in written}
    small = known.small if known else Counter(word for of in words for word in of if word in heads)
    quoted = [frozenset(map(fold, QUOTED.findall(text))) - {""} for text in texts]
    names = [
        frozenset(name for name in of if small.get(_head(name), 0) < written.get(name, 1)) | said
        for of, said in zip(capitals, quoted, strict=True)
    ]
    agencies = records["agency"].astype("str").unique().tolist() if "agency" in records else []
    offices = frozenset(folded(agencies)) | (known.offices if known else frozenset())
    products = [of - offices for of in names]
    holders = known.holders if known else Counter(name for of in products for name in of)
    return Named(names, products, Census(written, small, holders, offices))


def whole_texts(records: pd.DataFrame) -> list[str]:
    """Return title and description of each record as one text."""
    titles, texts = (texts_of(records, name) for name in ("title", "description"))
    return [f"{title} {text}" for title, text in zip(titles, texts, strict=True)]


def texts_of(records: pd.DataFrame, column: str) -> list[str]:
    """Return a column of records as texts, empty ones where there is no such column."""
    return records[column].astype("str").tolist() if column in records else [""] * len(records)


def _names(words: frozenset[str]) -> set[str]:
    found: set[str] = set()
    for word in words:
        capitals = sum(letter.isupper() for letter in word)
        if len(word) <= LONGEST and (capitals > 1 or (capitals and any(sign.isdigit() for sign in word))):
            found.update(part for part in fold(word).split() if len(part) > 1)
    return found


def _numbered(text: str) -> set[str]:
    found = {f"{fold(word)} {number}" for word, number in NUMBERED.findall(text)}
    return {name for name in found if _head(name) not in DATES}


def _head(name: str) -> str:
    return name.split(" ", 1)[0]
