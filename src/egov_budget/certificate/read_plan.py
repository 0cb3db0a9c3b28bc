"""read_plan: a plan's folder -> Allocation, checked on the way."""

from __future__ import annotations

import dataclasses
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.certificate.inputs import worded
from egov_budget.certificate.sealed import DOCUMENT, Sealed, read
from egov_budget.certificate.stated_rules import StatedRules
from egov_budget.certificate.verify import verify
from egov_budget.columns import Columns
from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.read import read_scenario

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation

REQUESTS = "requests.json"


def is_plan(place: str | PathLike[str]) -> bool:
    """Tell whether a place is the folder of a plan.

    Examples
    --------
    >>> is_plan("nowhere")
    False
    """
    return Path(place, DOCUMENT).is_file()


def read_plan(folder: str | PathLike[str]) -> Allocation:
    """Read a plan back from the folder that ``egov-budget allocate --out`` left.

    The plan is verified first, without a solver: what was changed since, or does not rest on the
    requests beside it, down to their titles and reasons, is a fault. Pairs that may be the same work
    are found anew; the common work is that of the plan.

    Parameters
    ----------
    folder : str or path-like
        Holds ``plan.json`` and ``requests.json``.

    Returns
    -------
    Allocation
        As it was decided, but for what the solver gave.

    Raises
    ------
    IntakeError
        If a file is missing or unreadable, or the plan does not verify; every fault at once.

    Examples
    --------
    >>> import tempfile
    >>> from egov_budget import allocate, worlds
    >>> from egov_budget.reporting import write_files
    >>> plan = allocate(worlds.four_projects())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = write_files(plan, Path(folder))
    ...     again = read_plan(folder)
    >>> again.credits.equals(plan.credits)
    True
    """
    from egov_budget.allocation import Allocation  # verifying, which is here too, loads no solver
    from egov_budget.overlaps import find_overlaps

    place = Path(folder)
    content = read(place)
    scenario = read_scenario((place if place.is_dir() else place.parent) / REQUESTS)
    sealed = Sealed.of(content, scenario)
    rules = StatedRules.of(sealed)
    fewer = [rule.name for rule in rules.missing]  # its maker's choice: this is no audit
    found = verify(content, scenario, without=fewer)
    if not found:
        told = found.faults[["table", "column", "value", "fault", "remedy"]].itertuples(index=False)
        raise IntakeError([Fault(table, None, *rest) for table, *rest in told])
    if sealed.certificate["texts"] != worded(scenario):
        fault = "the texts of the requests are not those that the plan was made from"
        raise IntakeError([Fault(REQUESTS, None, "", "", fault, "Put back the requests, or allocate again")])
    unknown = [*rules.unknown, *(rule.name for rule in rules.known if rule.unchecked)]
    if unknown:
        fault, remedy = "the rule {!r} is none of the library", "Read it in Python, where the rule is at hand"
        raise IntakeError(Fault("rules", None, "", name, fault.format(name), remedy) for name in unknown)
    overlaps = dataclasses.replace(find_overlaps(scenario), members=sealed.members)
    columns = Columns.of(scenario, overlaps)
    ids = columns.projects.tolist()
    lead = {group: ids.index(project) for group, project in sealed.lead.items()}
    return Allocation(
        scenario=scenario,
        overlaps=overlaps,
        rules=tuple(rules.known),
        columns=columns,
        quanta=np.array([sealed.quanta[project] for project in ids], dtype=np.int64),
        parts=np.array([sealed.parts[project] for project in ids], dtype=np.int64),
        leads=np.array([lead.get(group, -1) for group in columns.groups], dtype=np.int64),
        proof=sealed.proof,
    )
