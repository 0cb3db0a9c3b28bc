"""A first scenario to fill in: small, complete, and it runs as it is."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.shipped import shipped
from egov_budget.intake.write import write_scenario
from egov_budget.scenario.scenario import Scenario


def template() -> Scenario:
    """Return the scenario that a new folder begins with: every table shown with a row or more.

    Returns
    -------
    Scenario
        Three agencies, six projects, two of them the same work.

    Examples
    --------
    >>> template()
    <Scenario 'Plan to fill in': 3 agencies, 3 services, 6 projects, pool 900,000 thousand credits>
    """
    return shipped("egov_budget.intake", "template.toml")


def write_template(path: str | PathLike[str]) -> None:
    """Write a scenario to fill in; it is valid and runs as it is.

    Each setting stands with its meaning beside it, and ``columns.csv`` (in a workbook the sheet
    columns) says of every column what it holds and what an empty cell means.

    Parameters
    ----------
    path : str or path-like
        As for ``write_scenario``; nothing may stand there yet but an empty folder.

    Raises
    ------
    IntakeError
        If something stands there.
    """
    place = Path(path)
    if place.is_file() or (place.is_dir() and any(place.iterdir())):
        raise IntakeError([Fault(place.name, None, "", str(place), f"{str(place)!r} is there already",
                                 "Choose another name, or remove it")])  # fmt: skip
    write_scenario(template(), place)
