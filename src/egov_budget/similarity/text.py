"""Text -> comparable text: one folding for Latin, Persian and Arabic writing.

Everything is folded on arrays of code points, a whole chunk of texts at a time: nearly every sign becomes
one other whatever stands beside it, and is looked up in a table. ``fold`` is the same for one text.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.language.toml_of import toml_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]

SPACE = ord(" ")
END = ord("\n")  # stands between two texts of a chunk
GONE = 0  # deleted
SEVERAL = 0xFFFFFFFF  # of a sign that no table of single signs can fold
PLANE = 0x10000


@lru_cache(1000)  # headings are compared one by one with the same words
def fold(text: str) -> str:
    """Return the text as it is compared: one spelling for what a reader takes for the same.

    Compatibility forms are decomposed and case is folded; Arabic yeh, kaf and teh marbuta become
    the Persian letters; digits of any script become 0-9; accents, vowel marks and tatweel go; the
    zero-width non-joiner, punctuation and runs of blanks become one space.

    Parameters
    ----------
    text : str
        Any text; an empty one stays empty.

    Returns
    -------
    str
        Folding it again changes nothing.

    Examples
    --------
    >>> fold("Référence  No. ۱۲")
    'reference no 12'
    >>> fold("سامانه‌ي مالياتي") == fold("سامانه ی مالیاتی")
    True
    """
    return folded([text])[0]


def folded(texts: Sequence[str]) -> list[str]:
    """Return many texts folded, each as ``fold`` does, in a fraction of the time.

    Parameters
    ----------
    texts : sequence of str
        Any texts.

    Returns
    -------
    list of str
        In their order; none for none.

    Examples
    --------
    >>> folded(["E-Payment", "", "½"])
    ['e payment', '', '1 2']
    """
    return codes(texts).tobytes().decode("utf-32-le", "surrogatepass").split("\n")[:-1]


def codes(texts: Sequence[str]) -> Codes:
    """Return many texts, folded, as one array of code points.

    Parameters
    ----------
    texts : sequence of str
        Any texts.

    Returns
    -------
    ndarray of uint32
        The folded texts one after the other, each ended by ``END``, with single spaces between
        words and none at the ends.
    """
    if not texts:
        return np.empty(0, dtype=np.uint32)
    joined = "\n".join([*texts, ""])
    if joined.count("\n") > len(texts):
        joined = "\n".join([*(text.replace("\n", " ") for text in texts), ""])
    points = _looked_up(joined) if len(joined) > PLANE else None  # few texts need no table
    if points is None:
        points = _reckoned(joined)
    points = points[points != GONE]
    space = points == SPACE
    edge = points == END
    edge |= space
    space[1:] &= edge[:-1]
    points = points[~space]
    space = points == SPACE
    space[:-1] &= points[1:] == END
    return np.asarray(points[~space], dtype=np.uint32)


def _looked_up(text: str) -> Codes | None:
    """Fold sign by sign, deletions still to be made; ``None`` where that is not enough."""
    points = _points(text)
    if points.max() >= PLANE:
        return None
    points = _alone()[points]
    return None if points.max() == SEVERAL else points


def _reckoned(text: str) -> Codes:
    """Fold by the rules of Unicode, which hold for signs in their order; deletions still to be made."""
    points = _points(_decomposed(_decomposed(text).casefold()))
    table = _table()
    return np.where(points < PLANE, table[np.minimum(points, PLANE - 1)], points)


def _points(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _decomposed(text: str) -> str:
    return text if unicodedata.is_normalized("NFKD", text) else unicodedata.normalize("NFKD", text)


@cache
def _alone() -> Codes:
    """Build the table of what each code point of the basic plane is folded to by itself; read only.

    A sign that becomes several is left to the rules, and so is a mark that stays: marks side by side
    change places.
    """
    signs = [point for point in range(PLANE) if point != END]
    points = _reckoned("\n".join([*map(chr, signs), ""]))
    points = points[points != GONE]
    ends = np.flatnonzero(points == END)
    lengths = np.diff(ends, prepend=-1) - 1
    table = np.full(PLANE, END, dtype=np.uint32)
    table[signs] = np.where(lengths > 1, np.uint32(SEVERAL), np.where(lengths == 1, points[ends - 1], GONE))
    marks = [point for point in signs if unicodedata.combining(chr(point))]
    table[np.isin(table, marks)] = SEVERAL
    table.setflags(write=False)
    return table


@cache
def _table() -> Codes:
    """Build the table of what each code point of the basic plane becomes; read only."""
    told = toml_of("egov_budget.similarity", "folding.toml")
    alike = {sign: letter for letter, signs in told["alike"].items() for sign in signs}
    table = np.full(PLANE, SPACE, dtype=np.uint32)
    for point in range(PLANE):
        sign = chr(point)
        category = unicodedata.category(sign)
        if category == "Nd":
            table[point] = ord("0") + unicodedata.digit(sign)
        elif category[0] in "LN" or category in ("Mc", "Cs"):
            table[point] = ord(alike.get(sign, sign))
        elif category == "Mn":
            accent = 0x0300 <= point <= 0x036F or 0x0610 <= point <= 0x06ED or 0x08D3 <= point <= 0x08FF
            table[point] = GONE if accent else point  # in other scripts such marks are vowels
    table[[ord(sign) for sign in told["silent"]]] = GONE
    table[END] = END
    table.setflags(write=False)
    return table
