"""Names that are nearly the name of something that is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

NEAR = 0.7  # agency is .71 of agencies


def misspelt(strangers: Iterable[str], missing: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each stranger that may stand for something missing.

    Parameters
    ----------
    strangers : iterable of str
        Names that are there and mean nothing.
    missing : collection of str
        Names that would mean something and are not there.

    Yields
    ------
    tuple of str
        A stranger and the missing name it is nearest to. A copy such as ``effects_old`` beside
        ``effects`` is no misspelling, for nothing is missing.

    Examples
    --------
    >>> list(misspelt(["Project", "readme"], ["projects", "notes"]))
    [('Project', 'projects')]
    """
    for name in sorted(strangers):
        near = get_close_matches(name.casefold(), missing, n=1, cutoff=NEAR)
        if near:
            yield name, near[0]
