"""Progress: callbacks of a long read."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], object]


def silent(done: int, total: int, part: str) -> None:
    """Report no progress.

    Parameters
    ----------
    done : int
        Parts that are done.
    total : int
        Parts there are.
    part : str
        Name of the next one.
    """
