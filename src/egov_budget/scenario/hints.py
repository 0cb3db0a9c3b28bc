"""Did you mean: the known word nearest to one that is not known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

LONGEST_WORD = 60
BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint at the nearest known word, or an empty string.

    Parameters
    ----------
    word : str
        The word that is not known; its first 60 characters are compared.
    known : iterable of str
        Words it may have been meant for; those too long to be near are left out.

    Returns
    -------
    str
        ``Did you mean 'projects'?``, or an empty string if none is near.

    Examples
    --------
    >>> did_you_mean("project", ["projects", "services"])
    "Did you mean 'projects'?"
    >>> did_you_mean("Cost (million)", ["id", "cost"])
    "Did you mean 'cost'?"
    >>> did_you_mean("zebra", ["projects", "services"])
    ''
    """
    plain: dict[str, str] = {}
    for other in known:
        if len(other) <= 2 * LONGEST_WORD:
            plain.setdefault(_plain(other), other)
    near = get_close_matches(_plain(word)[:LONGEST_WORD], plain, n=1, cutoff=0.6)
    return f"Did you mean {plain[near[0]]!r}?" if near else ""


def _plain(word: str) -> str:
    return BRACKETS.sub("", word).casefold().strip() or word
