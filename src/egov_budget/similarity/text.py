"""Text -> comparable text: one folding for Latin, Persian and Arabic writing.

Everything is folded on arrays of code points, a whole chunk of texts at a time, so that a
million titles cost seconds. ``fold`` is the same for one text.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]

SPACE = ord(" ")
END = ord("\n")  # stands between two texts of a chunk
GONE = 0  # deleted
PLANE = 0x10000
ALIKE = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ێ": "ی", "ے": "ی", "ك": "ک", "ڪ": "ک", "ة": "ه", "ۀ": "ه", "ہ": "ه",
    "ھ": "ه", "ە": "ه", "ٱ": "ا", "ؤ": "و", "ۆ": "و", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
}  # fmt: skip
SILENT = "\u0640\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad'\u2019"


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
    return decode(codes([text])).strip()


def codes(texts: Sequence[str]) -> Codes:
    """Fold many texts into one array of code points.

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
    folded = _decomposed(_decomposed(joined).casefold())
    points = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    table = _table()
    if points.max() < PLANE:
        points = table[points]
    else:
        points = np.where(points < PLANE, table[np.minimum(points, PLANE - 1)], points)
    points = points[points != GONE]
    space = points == SPACE
    edge = points == END
    edge |= space
    space[1:] &= edge[:-1]
    points = points[~space]
    space = points == SPACE
    space[:-1] &= points[1:] == END
    return np.asarray(points[~space], dtype=np.uint32)


def _decomposed(text: str) -> str:
    return text if unicodedata.is_normalized("NFKD", text) else unicodedata.normalize("NFKD", text)


def decode(points: Codes) -> str:
    """Return an array of code points as text."""
    return points.astype(np.uint32).tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _table() -> Codes:
    """Build the table of what each code point of the basic plane becomes; read only."""
    table = np.full(PLANE, SPACE, dtype=np.uint32)
    for point in range(PLANE):
        sign = chr(point)
        category = unicodedata.category(sign)
        if category == "Nd":
            table[point] = ord("0") + unicodedata.digit(sign)
        elif category[0] in "LN" or category in ("Mc", "Cs"):
            table[point] = ord(ALIKE.get(sign, sign))
        elif category == "Mn":
            accent = 0x0300 <= point <= 0x036F or 0x0610 <= point <= 0x06ED or 0x08D3 <= point <= 0x08FF
            table[point] = GONE if accent else point  # in other scripts such marks are vowels
    table[[ord(sign) for sign in SILENT]] = GONE
    table[END] = END
    table.setflags(write=False)
    return table
