"""Ids -> places of projects, or every id that names none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.errors import Fault, RuleError
from egov_budget.scenario.hints import did_you_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation.allocation import Allocation


def places(allocation: Allocation, projects: Iterable[str]) -> NDArray[np.int64]:
    """Return where projects stand in the arrays of a plan.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    projects : iterable of str
        Ids.

    Returns
    -------
    ndarray of int64
        One place an id.

    Raises
    ------
    RuleError
        If ids name no project; all of them at once.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> places(allocate(worlds.four_projects()), ["e-filing"]).tolist()
    [1]
    """
    named = [*projects]
    known = allocation.columns.projects
    faults = []
    strangers = [name for name in dict.fromkeys(named) if name not in known]
    asked = allocation.scenario.projects
    titles = dict(zip(asked["title"], asked["id"], strict=True))
    for name in strangers:
        remedy = did_you_mean(name, known.tolist()) or "Name a project by its id"
        remedy = f"Write the id that has this title: {titles[name]}" if name in titles else remedy
        faults.append(Fault.of("no_project_of_the_plan", "projects", None, "id", name, remedy=remedy))
    RuleError.if_any(faults)
    return known.get_indexer(pd.Index(named)).astype(np.int64)
