"""Common work of a plan against what the library finds in the requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from egov_budget.errors import Fault, IntakeError
from egov_budget.language import all_digits

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.scenario import Scenario

PARTS = ["group", "common", "connection", "lead"]
REMEDY = "Ask for a plan made from these requests by this release, or take its common work as it stands"


def differing(members: pd.DataFrame, scenario: Scenario | None) -> Iterator[Fault]:
    """Yield a fault for each project whose common work is not what its requests give.

    It compares all requests, which loads the room of likeness and with it scipy, but no solver.

    Parameters
    ----------
    members : DataFrame
        Common work of the plan.
    scenario : Scenario or None
        The requests beside it.

    Raises
    ------
    IntakeError
        If there are none: a plan's document has no texts to compare.
    """
    if scenario is None:
        raise IntakeError([Fault.of("no_texts", "requests")])
    from egov_budget.overlaps import find_overlaps

    told, found = _by_project(members), _by_project(find_overlaps(scenario).members)
    for project in sorted(told.keys() | found.keys()):
        has, gives = told.get(project, {}), found.get(project, {})
        for part in PARTS:
            if has.get(part) != gives.get(part):
                fault = f"{part} of {project!r} is {_said(has, part)}, the requests give {_said(gives, part)}"
                yield Fault("common_work", None, part, project[:60], fault, REMEDY)
                break


def _by_project(members: pd.DataFrame) -> dict[str, dict[str, object]]:
    return {row["project"]: {part: row[part] for part in PARTS} for row in members.to_dict("records")}


def _said(member: dict[str, object], part: str) -> str:
    amount = member.get(part, "none")
    return all_digits(amount) if isinstance(amount, float) else str(amount)
