"""The order of texts: by the letters of Persian and Latin, not by the codes that letters happen to have."""

from __future__ import annotations

LETTERS = "آاأإءئؤبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهةی"  # as a Persian dictionary has them
PLACE = {letter: ord("ء") + at / len(LETTERS) for at, letter in enumerate(LETTERS)}  # behind Latin ones
SAME = str.maketrans("يىكۀ", "ییکه", "\u200c\u200d\u0640")


def alphabetical(text: str) -> list[float]:
    """Return what a text is sorted by.

    Parameters
    ----------
    text : str
        A title.

    Returns
    -------
    list of float
        One number a letter; Arabic forms stand where their Persian ones do, joiners and case have no say.

    Examples
    --------
    >>> sorted(["وزارت", "گمرک", "کتابخانه", "پست", "بنادر", "Tax"], key=alphabetical)
    ['Tax', 'بنادر', 'پست', 'کتابخانه', 'گمرک', 'وزارت']
    """
    return [PLACE.get(letter, ord(letter)) for letter in text.translate(SAME).casefold()]
