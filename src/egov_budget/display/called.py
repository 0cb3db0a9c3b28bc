"""called: what records are called, so that no two are called the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def called(ids: Iterable[str], titles: Iterable[str]) -> dict[str, str]:
    """Return what each id is called.

    Parameters
    ----------
    ids : iterable of str
        Ids, each once.
    titles : iterable of str
        A title for each, or an empty text.

    Returns
    -------
    dict of str to str
        The title, or the id where there is none; behind a name that several have stands the id.

    Examples
    --------
    >>> called(["a", "b", "c", "d"], ["Tax", "Tax", "Health", ""])
    {'a': 'Tax (a)', 'b': 'Tax (b)', 'c': 'Health', 'd': 'd'}
    """
    names = {name: title or name for name, title in zip(ids, titles, strict=True)}
    while shared := {name for name, count in Counter(names.values()).items() if count > 1}:
        names = {own: f"{name} ({own})" if name in shared else name for own, name in names.items()}
    return names
