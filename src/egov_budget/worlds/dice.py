"""One stream of random numbers for each part of a world, so that no part shifts another."""

from __future__ import annotations

import numpy as np

from egov_budget.language.toml_of import toml_of

STREAMS = toml_of("egov_budget.worlds", "national.toml")["streams"]


def dice(seed: int, part: str) -> np.random.Generator:
    """Return the generator of one part of the world.

    Only whole numbers and plain arithmetic are drawn from it, no logarithms and no exponentials, so
    the same seed gives the same world on every platform.

    Parameters
    ----------
    seed : int
        Seed of the whole world, 0 or more.
    part : str
        One of the streams of ``national.toml``.

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
