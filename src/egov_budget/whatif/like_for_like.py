"""like_for_like: a plan as it reads after changes of the map, so that two years can be compared."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.columns import Columns
from egov_budget.counting import BILLION
from egov_budget.overlaps import find_overlaps
from egov_budget.scenario.map_change import impossible, renamed_to, trail
from egov_budget.scenario.mapped import mapped

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation import Allocation
    from egov_budget.scenario import Scenario
    from egov_budget.scenario.map_change import MapChange


def like_for_like(plan: Allocation, later: Scenario) -> Allocation:
    """Return a plan with the ids and agencies that later requests have, by the trail in their notes.

    Parameters
    ----------
    plan : Allocation
        The plan.
    later : Scenario
        Requests whose notes tell changes of the map that those of the plan do not.

    Returns
    -------
    Allocation
        Its projects have the credits and shares they had; those that have become one have them together. The
        plan itself where nothing was renamed or moved since.

    Raises
    ------
    IntakeError
        If the requests of the plan do not hold together on the new map.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import allocate, worlds
    >>> four = worlds.four_projects()
    >>> note = {"source": "rename", "subject": "projects / e-booking / bookings", "note": "law 7"}
    >>> like_for_like(allocate(four), four.replace(notes=pd.DataFrame([note]))).credits.to_dict()
    {'bookings': 22.0, 'e-filing': 0.0, 'health-login': 50.0, 'tax-login': 28.0}
    """
    changes = changed_since(plan.scenario, later)
    return _on_new_map(plan, changes) if changes else plan


def changed_since(earlier: Scenario, later: Scenario) -> list[MapChange]:
    """Return the changes of the map that later requests tell beyond what earlier ones tell."""
    before, after = trail(earlier.notes), trail(later.notes)
    return after[len(before) :] if after[: len(before)] == before else after


def by_new_ids(
    values: NDArray[np.int64], plan: Allocation, found: Allocation, later: Scenario
) -> NDArray[np.int64]:
    """Return a number by project of a plan by project of the same plan like for like."""
    place = _places(plan, found.columns, changed_since(plan.scenario, later))
    sums = np.zeros(found.columns.n_projects, dtype=np.int64)
    np.add.at(sums, place, values)
    return sums


def _places(plan: Allocation, columns: Columns, changes: list[MapChange]) -> NDArray[np.int64]:
    names = [renamed_to(changes, "projects", name) for name in plan.columns.projects]
    return columns.places(pd.Series(names, dtype="str"))


def _on_new_map(plan: Allocation, changes: list[MapChange]) -> Allocation:
    scenario = plan.scenario
    for change in changes:
        if not [*impossible(scenario.tables, change)]:
            tables = mapped(scenario.tables, change).applied(scenario.tables)
            scenario = scenario.replace(**tables)
    overlaps = None if plan.overlaps is None else find_overlaps(scenario)
    columns = Columns.of(scenario, overlaps)
    place = _places(plan, columns, changes)
    quanta, parts = (np.zeros(columns.n_projects, dtype=np.int64) for _ in range(2))
    np.add.at(quanta, place, plan.quanta)
    np.add.at(parts, place, plan.parts)
    leads = np.full(len(columns.groups), -1, dtype=np.int64)
    led = {
        int(place[member]): int(place[plan.leads[group]])
        for member, group in zip(plan.columns.member.tolist(), plan.columns.group.tolist(), strict=True)
        if plan.leads[group] >= 0
    }
    for member, group in zip(columns.member.tolist(), columns.group.tolist(), strict=True):
        leads[group] = led.get(member, leads[group])
    return dataclasses.replace(
        plan, scenario=scenario, overlaps=overlaps, columns=columns, quanta=quanta,
        parts=np.minimum(parts, BILLION), leads=leads,
    )  # fmt: skip
