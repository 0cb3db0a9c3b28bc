"""One stream of random numbers for each part of a world, so that no part shifts another."""

from __future__ import annotations

import numpy as np

PARTS = (
    "agencies", "families", "works", "wording", "attributes", "terms", "links", "limits",
    "services", "catalogue", "scores", "effects",
    "years", "growth", "cost ranges", "point ranges",
    "services", "catalogue", "scores", "effects", "exchanges", "drawing", "interests",
    "evidence", "readiness",
    "delivery",
)  # fmt: skip


def dice(seed: int, part: str) -> np.random.Generator:
    """Return the generator of one part of the world.

    Only whole numbers and plain arithmetic are drawn from it, no logarithms and no exponentials, so
    the same seed gives the same world on every platform.

    Parameters
    ----------
    seed : int
        Seed of the whole world, 0 or more.
    part : str
        One of ``PARTS``.

    Returns
    -------
    numpy.random.Generator
        PCG64, seeded by both.

    Examples
    --------
    >>> first, again = dice(1400, "works"), dice(1400, "works")
    >>> bool(first.integers(2**32) == again.integers(2**32) != dice(1400, "terms").integers(2**32))
    True
    """
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, PARTS.index(part)))))
