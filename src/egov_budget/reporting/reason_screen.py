"""Why one project gets what it gets, on a few lines."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.reporting.screen import short

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation

NUMBERS = {
    "asked": "asked for",
    "credits": "gets",
    "gain": "brings to the plan, points",
    "alone": "would bring with no other project, points",
    "per_step": "points for a round step of its money",
    "pool_per_step": "points for the last such step of the pool",
    "enters_at": "a larger request than this keeps it out",
    "lost_without": "points the plan loses if it is refused",
    "lost_with": "points the plan loses if it is funded in full",
}


def reason_screen(allocation: Allocation, reason: pd.Series) -> str:
    """Return the reason of one project as plain text.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    reason : Series
        A row of ``explain(allocation)``.

    Returns
    -------
    str
        The project, one sentence, and the numbers that are known.

    Examples
    --------
    >>> from egov_budget import allocate, explain, worlds
    >>> plan = allocate(worlds.four_projects())
    >>> print(reason_screen(plan, explain(plan).iloc[1]).splitlines()[1])
    health-login of health, lead of G:health-login
    """
    project = allocation.scenario.projects.set_index("id").loc[reason["project"]]
    lines = [
        short(str(project["title"])),
        f"{reason['project']} of {short(str(project['agency']))}, {reason['role']}",
        "",
        f"{reason['words']}.",
        "",
    ]
    for name, words in NUMBERS.items():
        value = reason.get(name, math.nan)
        if not pd.isna(value):
            shown = "no plan is left" if math.isinf(value) else f"{value:,.4g}"
            shown = f"{value:,.10g}" if name in ("asked", "credits", "enters_at") else shown
            lines.append(f"  {words:<46}{shown:>20}")
    return "\n".join(lines)
