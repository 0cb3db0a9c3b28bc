"""allocate: Scenario -> Allocation, by compare, group, formulate, solve and settle."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from egov_budget.allocation.conflicts import conflicts
from egov_budget.allocation.drive import drive
from egov_budget.errors import Infeasible, Unfinished
from egov_budget.intake import read_scenario
from egov_budget.overlaps import find_overlaps
from egov_budget.program import formulate
from egov_budget.rules import STANDARD, Rule
from egov_budget.scenario import Scenario
from egov_budget.solving import SolveOptions, Status

LOG = logging.getLogger(__name__)
CHECKING = 3.0  # times what formulating takes: settling a plan and checking it, at any size
AGAIN = 60.0  # seconds of each search of a conflict where no limit is given
SEARCHES = 3  # of a conflict: the demands, the cheapest way out, the smallest pool

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.intake.read import Source
    from egov_budget.objectives import Aims
    from egov_budget.overlaps import Overlaps


def allocate(
    scenario: Scenario | Source,
    overlaps: Overlaps | None = None,
    *,
    objective: Aims = None,
    rules: Sequence[Rule] = STANDARD,
    solver: str = "HiGHS",
    time_limit: float | None = None,
    relative_gap: float = 1e-4,
    threads: int | None = None,
) -> Allocation:
    """Allocate the pool: formulate the programme, solve it, settle it in whole quanta.

    Parameters
    ----------
    scenario : Scenario, or what ``read_scenario`` takes
        What is asked for: ``"requests/"``, the path of a workbook, a mapping.
    overlaps : Overlaps or None
        Groups of common work; ``None`` finds them first.
    objective : Objective, str, sequence of both, or None
        What to be good at, in lexicographic order: ``"gain"``, ``"worst-off"`` or another name of
        ``objectives.NAMED``, or an objective; ``None`` means total gain.
    rules : sequence of Rule
        All rules to keep.
    solver : str
        ``HiGHS`` in process, or any solver PuLP knows.
    time_limit : float or None
        Seconds for the whole call; what was found by then is settled and checked within it.
    relative_gap : float
        Gap at which a search with whole numbers stops, as a part of the gain; the plan states its own.
    threads : int or None
        Threads of the solver.

    Returns
    -------
    Allocation
        Credits, roles, gains; print it for one clear screen.

    Raises
    ------
    IntakeError
        If what was to be read is at fault.
    ConflictingRules
        If arithmetic alone shows that rules exclude each other.
    SolveError
        ``Infeasible``, which says in plain words which demands exclude each other, ``Unbounded``,
        ``Unfinished`` or ``SolverUnavailable``.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> allocation = allocate(worlds.four_projects())
    >>> allocation.credits.to_dict()
    {'e-booking': 22.0, 'e-filing': 0.0, 'health-login': 50.0, 'tax-login': 28.0}
    >>> allocation.roles["tax-login"]
    'adopter of health-login'
    """
    options = SolveOptions(solver, time_limit, relative_gap, threads)
    scenario = scenario if isinstance(scenario, Scenario) else read_scenario(scenario)
    found = find_overlaps(scenario) if overlaps is None else overlaps
    LOG.info("compared: %r", found)
    began = time.perf_counter()
    program = formulate(scenario, found, objective=objective, rules=rules)
    LOG.info("formulated: %r", program)
    checking = CHECKING * (time.perf_counter() - began)
    try:
        plan = drive(program, options.sooner(checking))
    except (Infeasible, Unfinished) as error:
        if error.status != Status.INFEASIBLE:
            raise
        limit = AGAIN if time_limit is None else options.left / SEARCHES
        told = conflicts(scenario, found, rules=rules, time_limit=limit)
        raise (Infeasible(str(told), error.status, told) if told.known and told else error) from None
    LOG.info("settled: %r, from %r", plan, plan.outcome)
    return plan
