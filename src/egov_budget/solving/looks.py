"""What is done when HiGHS looks up from a search: a plan is taken over, or the search is ended."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import highspy
import numpy as np

from egov_budget.solving.run import Run
from egov_budget.solving.status import Status


def better(event: highspy.highs.HighsCallbackEvent, *, in_part: bool) -> Run:
    """Return a plan that a search came by, with what it has proved by then, if that is of the whole."""
    bound = event.data_out.mip_dual_bound
    values = np.array(event.data_out.mip_solution)
    return Run(Status.FEASIBLE, values, bound if np.isfinite(bound) and not in_part else None)


def ended_after(looks: float) -> Callable[[highspy.highs.HighsCallbackEvent], None]:
    """Return what ends a search once HiGHS has looked at its limits so often, whatever the clock says."""
    count = itertools.count(1)

    def look(event: highspy.highs.HighsCallbackEvent) -> None:
        if next(count) > looks:
            event.interrupt()

    return look
