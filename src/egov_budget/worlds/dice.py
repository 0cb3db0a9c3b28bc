"""One stream of random numbers for each part of a world, so that no part shifts another."""

from __future__ import annotations

import numpy as np

# each part keeps its number for good, so that a new part shifts no other; 18 and 19 are free
STREAMS = {
    "agencies": 0, "families": 1, "works": 2, "wording": 3, "attributes": 4, "terms": 5, "links": 6,
    "limits": 7, "services": 8, "catalogue": 9, "scores": 10, "effects": 11, "years": 12, "growth": 13,
    "cost ranges": 14, "point ranges": 15, "relations": 16, "verdicts": 17, "exchanges": 20, "drawing": 21,
    "interests": 22, "evidence": 23, "readiness": 24, "delivery": 25,
    "decisions": 26, "spending": 27, "progress": 28,
}  # fmt: skip


def dice(seed: int, part: str) -> np.random.Generator:
    """Return the generator of one part of the world.

    Only whole numbers and plain arithmetic are drawn from it, no logarithms and no exponentials, so
    the same seed gives the same world on every platform.

    Parameters
    ----------
    seed : int
        Seed of the whole world, 0 or more.
    part : str
        One of ``STREAMS``.

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
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, STREAMS[part]))))
