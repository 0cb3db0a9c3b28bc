"""What delivered shares offer to cells, in whole numbers, and each project's part of what these gain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from egov_budget.counting.plan import BILLION

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.counting.tally import Tally

    Whole = NDArray[Any]  # of Python integers: products outgrow 64 bits


class Delivered(NamedTuple):
    """What shares count for, where that is not all that has started, in billionths.

    Parameters
    ----------
    counts : ndarray, shape (n,)
        Share of each project that brings points.
    limits : ndarray, shape (behind,)
        How far each project lets a joint share go, as in ``Tally.ahead``.
    most : ndarray, shape (shared,)
        As in ``Tally``.
    whole : int
        Each billionth is counted in so many parts.
    """

    counts: Whole
    limits: Whole
    most: Whole
    whole: int


class Offers(NamedTuple):
    """What shares offer, in parts of 1 / (``BILLION`` x ``scale``) of a point.

    Parameters
    ----------
    brought : ndarray, shape (effects,)
        By each effect, before common work and full marks cut it.
    together, capped : ndarray, shape (shared,)
        By the members of a group to a cell that they share, and as much of it as the group adds.
    offered, gained : ndarray, shape (cells,)
        To each cell, and up to full marks.
    """

    brought: Whole
    together: Whole
    capped: Whole
    offered: Whole
    gained: Whole


def offers(tally: Tally, parts: Whole, delivered: Delivered | None = None) -> Offers:
    """Count what effects and groups offer to cells, and what these gain of it.

    Parameters
    ----------
    tally : Tally
        Effects, cells and common work.
    parts : ndarray of int, shape (n,)
        Delivered share of each project in billionths.
    delivered : Delivered or None
        What these count for; ``None`` means that all of them do.

    Returns
    -------
    Offers
        Nothing delivered offers nothing.
    """
    counts, limits, most, whole = delivered or Delivered(parts, parts[tally.ahead], tally.most, 1)
    least = np.full(len(tally.joints), BILLION * whole, dtype=object)
    np.minimum.at(least, tally.behind, limits)
    share = counts[tally.owner]
    waits = tally.joint >= 0
    share[waits] = least[tally.joint[waits]]
    brought = tally.points * share
    together = np.zeros(len(tally.shared), dtype=object)
    inside = tally.through >= 0
    np.add.at(together, tally.through[inside], brought[inside])
    offered = np.zeros(len(tally.cells), dtype=object)
    np.add.at(offered, tally.cell[~inside], brought[~inside])
    far = whole * np.where(tally.lead >= 0, parts[tally.lead], BILLION)  # no member uses more than is led
    capped = np.minimum(together, most * far[tally.shared_group])
    np.add.at(offered, tally.shared_cell, capped)
    gained: Whole = np.minimum(offered, tally.room * (BILLION * whole))
    return Offers(brought, together, capped, offered, gained)


def gain_by_project(tally: Tally, parts: Whole) -> NDArray[np.float64]:
    """Return what each project gains, points, shape (n,).

    Where several raise one cell beyond full marks, or do common work on it, each has its part in
    proportion to what it brings.

    Parameters
    ----------
    tally : Tally
        Effects, cells and common work.
    parts : ndarray of int, shape (n,)
        Delivered share of each project in billionths.

    Returns
    -------
    ndarray of float
        0 for a project that delivers nothing.
    """
    found, inside = offers(tally, parts), tally.through >= 0
    alone = found.brought * tally.worth[tally.cell] / (tally.divisor[tally.cell] * (BILLION * tally.scale))
    once = np.divide(found.capped, found.together, out=np.ones_like(found.together), where=found.together > 0)
    full = np.divide(found.gained, found.offered, out=np.zeros_like(found.offered), where=found.offered > 0)
    gain = alone * full[tally.cell]
    gain[inside] *= once[tally.through[inside]]
    sums = np.bincount(tally.owner, gain.astype(np.float64), len(tally.projects))
    return sums.astype(np.float64)
