"""apportion: a whole number divided in proportion, exactly."""

from __future__ import annotations

from collections.abc import Sequence


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """Divide a whole number in proportion to weights by largest remainder.

    Parameters
    ----------
    total : int
        What is divided, 0 or more.
    weights : sequence of int
        Whole weights, 0 or more; if all are 0 they count as equal.

    Returns
    -------
    list of int
        Parts that sum to the total, each less than 1 from its exact share (ties: the first).

    Examples
    --------
    >>> apportion(10, [1, 1, 1])
    [4, 3, 3]
    >>> apportion(7, [0, 0])
    [4, 3]
    """
    if not weights:
        return []
    scale = sum(weights)
    weights = list(weights) if scale else [1] * len(weights)
    scale = scale or len(weights)
    parts = [total * weight // scale for weight in weights]
    remainders = [total * weight % scale for weight in weights]
    ranked = sorted(range(len(weights)), key=lambda at: -remainders[at])
    for at in ranked[: total - sum(parts)]:
        parts[at] += 1
    return parts
