"""Progress: how a long read tells what it is about to do."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], object]


def silent(done: int, total: int, part: str) -> None:
    """Tell nobody.

    Parameters
    ----------
    done : int
        Parts that are done.
    total : int
        Parts there are.
    part : str
        Name of the next one.
    """
