"""Whether a title says a word twice."""

from __future__ import annotations

import re

LONG = 3  # letters up to which a word may stand twice in a title


def doubled(title: str) -> bool:
    """Return whether a word of more than three letters stands twice in a title.

    Examples
    --------
    >>> doubled("سامانه ثبت سامانه"), doubled("ثبت نام و نام خانوادگی ما و شما")
    (True, False)
    """
    words = long_words(title)
    return len(words) > len(set(words))


def long_words(title: str) -> list[str]:
    """Return the words of more than three letters, as often as they stand there."""
    return [word for word in re.split(r"[\s()\u200c]+", title) if len(word) > LONG]
