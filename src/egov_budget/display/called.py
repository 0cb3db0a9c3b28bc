"""called: what records are called, so that no two are called the same."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

UNSEEN = str.maketrans("يىك", "ییک", "\u200b\u200c\u200d ")  # letters and blanks that look the same


def called(ids: Iterable[str], titles: Iterable[str], whose: Iterable[str] = ()) -> dict[str, str]:
    r"""Return what each id is called.

    Parameters
    ----------
    ids : iterable of str
        Ids, each once.
    titles : iterable of str
        A title for each, or an empty text.
    whose : iterable of str, optional
        Whose each is, which stands behind a name that several have before the id does.

    Returns
    -------
    dict of str to str
        The title, or the id where there is none; behind a name that several have stands the id, also where
        what differs is not seen: a joiner for a blank, or the Arabic form of a Persian letter.

    Examples
    --------
    >>> called(["a", "b", "c", "d"], ["Tax", "Tax", "Health", ""])
    {'a': 'Tax (a)', 'b': 'Tax (b)', 'c': 'Health', 'd': 'd'}
    >>> called(["a", "b"], ["Tax", "Tax"], ["north", "south"])
    {'a': 'Tax (north)', 'b': 'Tax (south)'}
    >>> called(["a", "b"], ["طرح ها", "طرح\u200cها"]) == {"a": "طرح ها (a)", "b": "طرح\u200cها (b)"}
    True
    """
    names = {name: title or name for name, title in zip(ids, titles, strict=True)}
    behind = [dict(zip(names, whose, strict=True))] if (whose := [*whose]) else []
    while shared := {seen for seen, count in Counter(map(_seen, names.values())).items() if count > 1}:
        told = behind.pop() if behind else {own: own for own in names}
        names = {
            own: f"{name} ({told[own]})" if _seen(name) in shared else name for own, name in names.items()
        }
    return names


def _seen(name: str) -> str:
    """Return a name without what no reader sees in it."""
    return name.replace(" ", "") if name.isascii() else unicodedata.normalize("NFKC", name).translate(UNSEEN)
