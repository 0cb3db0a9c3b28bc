"""allocate: Scenario + Overlaps -> Allocation, by formulate, solve and settle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from egov_budget.allocation.conflicts import conflicts
from egov_budget.allocation.falls_short import falls_short
from egov_budget.allocation.settle import settle
from egov_budget.errors import Infeasible, SolveError
from egov_budget.overlaps import find_overlaps
from egov_budget.program import formulate, quantised
from egov_budget.rules import STANDARD, Rule
from egov_budget.solving import Status, solve

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.objectives import Objective
    from egov_budget.overlaps import Overlaps
    from egov_budget.scenario import Scenario
    from egov_budget.solving import Outcome

AGAIN = 60.0  # seconds a further search takes at most where no limit is given


def allocate(
    scenario: Scenario,
    overlaps: Overlaps | None = None,
    *,
    objective: Objective | Sequence[Objective] | None = None,
    rules: Sequence[Rule] = STANDARD,
    solver: str = "HiGHS",
    time_limit: float | None = None,
    relative_gap: float = 1e-4,
    threads: int | None = None,
) -> Allocation:
    """Allocate the pool: formulate the programme, solve it, settle it in whole quanta.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    overlaps : Overlaps or None
        Groups of common work; ``None`` finds them first.
    objective : Objective, sequence of Objective or None
        What to be good at, in lexicographic order; ``None`` means total gain.
    rules : sequence of Rule
        All rules to keep.
    solver : str
        ``HiGHS`` in process, or any solver PuLP knows.
    time_limit : float or None
        Seconds for the solver.
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
    found = find_overlaps(scenario) if overlaps is None else overlaps
    program = formulate(scenario, found, objective=objective, rules=rules)
    options: dict[str, Any] = {"solver": solver, "relative_gap": relative_gap, "threads": threads}
    outcome = solve(program, time_limit=time_limit, **options)
    if outcome.status is Status.INFEASIBLE:
        raise _explained(outcome, scenario, found, rules, time_limit)
    settled = settle(outcome)
    if not falls_short(settled):
        return settled
    # a quantum is too coarse to be rounded: whole quanta are searched for
    rest = AGAIN if time_limit is None else time_limit - outcome.seconds
    again = solve(quantised(program), time_limit=max(rest, 0.0), **options)
    if again.status is Status.INFEASIBLE:
        raise _explained(again, scenario, found, rules, time_limit)
    if again.status.has_plan and not falls_short(exact := settle(again)):
        return exact
    return settled


def _explained(
    outcome: Outcome,
    scenario: Scenario,
    overlaps: Overlaps,
    rules: Sequence[Rule],
    time_limit: float | None,
) -> SolveError:
    """Return the error that says which demands exclude each other, if that can be found out."""
    limit = AGAIN if time_limit is None else time_limit
    told = conflicts(scenario, overlaps, rules=rules, time_limit=limit)
    return Infeasible(str(told), outcome.status, told) if told else outcome.error()
