"""joint_before: what of joint shares earlier plans brought, and what of them still waits, exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.counting.inequalities import numbers
from egov_budget.counting.timing import simple

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.counting.tally import Tally
    from egov_budget.counting.timing import Number, Timing


def joint_before(tally: Tally, timing: Timing, year: int) -> NDArray[Any]:
    """Return what had delivered before and is not among the shares of a year, less what is in the scores.

    Points that waited for an exchange when their project delivered come as soon as it is open.

    Parameters
    ----------
    tally : Tally
        Joint shares.
    timing : Timing
        What was begun and has delivered.
    year : int
        Year at whose end points are counted.

    Returns
    -------
    ndarray, shape (behind,)
        For each joint share and each project it goes no further than, in parts of ``timing.whole``.
    """
    known = [_known(timing, at, opens) for at, opens in zip(tally.ahead.tolist(), tally.opens, strict=True)]
    scored = np.full(len(tally.joints), timing.whole, dtype=object)
    np.minimum.at(scored, tally.behind, numbers(known))
    rest = [
        0 if _among(timing, at, year, opens) else of_project
        for at, opens, of_project in zip(tally.ahead.tolist(), tally.opens, known, strict=True)
    ]
    found: NDArray[Any] = numbers(rest) - scored[tally.behind]
    return found


def _known(timing: Timing, at: int, opens: bool) -> Number:
    """Return what had delivered of a project, as far as it counts."""
    begun = timing.begun[at]
    return simple((timing.whole if opens else timing.ready[at][begun.served or 0]) * begun.delivered)


def _among(timing: Timing, at: int, year: int, opens: bool) -> bool:
    """Tell whether it is among what ``Timing.counts`` counts by a year."""
    served = timing.begun[at].served
    return bool(opens) if served is None else served <= year
