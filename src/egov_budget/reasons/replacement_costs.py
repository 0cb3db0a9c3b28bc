"""replacement_costs: Allocation -> what is lost without each funded project."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.reasons.places import places
from egov_budget.reasons.sensitivity import Sensitivity
from egov_budget.solving import SolveOptions

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation


def replacement_costs(
    allocation: Allocation,
    projects: Iterable[str] | None = None,
    *,
    relative_gap: float = 1e-6,
    time_limit: float | None = None,
) -> pd.DataFrame:
    """Return what the plan loses if a project is refused and its money goes where it is best then.

    The program is solved again for each project, in a linear program from the last basis. Leads
    stay as they are; if the refused one leads, each other member of its group is tried. What is lost
    is what the best plan then reaches less than this one, which has been rounded to whole steps.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    projects : iterable of str or None
        Ids; ``None`` means all that are funded.
    relative_gap : float
        Gap at which a search with whole numbers stops.
    time_limit : float or None
        Seconds for each search.

    Returns
    -------
    DataFrame
        project, credits, gain (its part of the plan's), lost (in the unit of the plan's first goal;
        infinite if no plan is left; less than 0 where a plan without it reaches more, as where an
        obligation costs more than it brings) and gap (how far that may be off), the dearest first.

    Raises
    ------
    RuleError
        If an id names no project.
    SolveError
        If no plan keeps every rule.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> lost = replacement_costs(allocate(worlds.four_projects()))
    >>> print(lost[["project", "lost"]].round(3).to_string(index=False))
         project  lost
       tax-login 0.867
    health-login 0.648
       e-booking 0.160
    """
    at = np.flatnonzero(allocation.parts > 0) if projects is None else places(allocation, projects)
    options = SolveOptions(time_limit=time_limit, relative_gap=relative_gap)
    sensitivity = Sensitivity(allocation, options)
    found = [sensitivity.refused(place) for place in at.tolist()]
    frame = pd.DataFrame(
        {
            "project": allocation.columns.projects[at],
            "credits": allocation.credits.to_numpy()[at],
            "gain": allocation.gain_by_project.to_numpy()[at],
            "lost": [lost for lost, _ in found],
            "gap": [gap for _, gap in found],
        }
    )
    return frame.sort_values(["lost", "project"], ascending=[False, True], ignore_index=True)
