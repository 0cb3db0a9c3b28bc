"""price_of_robustness: what it costs to stand so many projects that cost more, or bring less."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from egov_budget.columns import Columns
from egov_budget.errors import ConflictingRules
from egov_budget.objectives import ProtectedGain
from egov_budget.overlaps import find_overlaps
from egov_budget.program import formulate
from egov_budget.rules import STANDARD, RobustPool, Rule
from egov_budget.rules.budgeted import budget, overruns, shortfalls
from egov_budget.scenario.demanded import Claim, demanded
from egov_budget.solving import Outcome, SolveOptions, Status
from egov_budget.solving.lexicographic import lexicographic
from egov_budget.whatif.robustness import Robustness

if TYPE_CHECKING:
    from egov_budget.overlaps import Overlaps
    from egov_budget.scenario import Scenario

Against = Literal["costs", "effects"]
STEPS = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def price_of_robustness(
    scenario: Scenario,
    overlaps: Overlaps | None = None,
    *,
    against: Against = "costs",
    gammas: Sequence[float] | None = None,
    rules: Sequence[Rule] = STANDARD,
    solver: str = "HiGHS",
    time_limit: float | None = None,
    relative_gap: float = 1e-4,
    threads: int | None = None,
) -> Robustness:
    """Find what is gained if a plan must stand so many projects that go wrong, for one number after another.

    Against costs the pool is a ``RobustPool`` and the gain is that of the plan; against effects the
    objective is the ``ProtectedGain``.

    Parameters
    ----------
    scenario : Scenario
        What is asked for, with ``projects.cost_more`` or ``effects.points_less``.
    overlaps : Overlaps or None
        Groups of common work; ``None`` finds them first.
    against : {"costs", "effects"}
        What may go wrong.
    gammas : sequence of float or None
        How many projects go wrong at once; ``None`` takes 0, 1, 2, 5, 10, ... and all.
    rules : sequence of Rule
        All rules to keep.
    solver : str
        ``HiGHS`` in process, or any solver PuLP knows.
    time_limit : float or None
        Seconds for each gamma.
    relative_gap : float
        Gap at which a search with whole numbers stops.
    threads : int or None
        Threads of the solver.

    Returns
    -------
    Robustness
        ``points``, a row a gamma: gain, what it lost, at most how likely it does not stand.

    Raises
    ------
    RuleError
        If a gamma is negative or no number, ``against`` is neither, or a hurdle is set.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> four = worlds.four_projects()
    >>> dearer = four.replace(projects=four.projects.assign(cost_more=four.projects["cost"] / 2))
    >>> price_of_robustness(dearer, gammas=[0, 1, 2]).points["gain"].round(2).tolist()
    [2.24, 1.74, 1.48]

    References
    ----------
    Bertsimas and Sim (2004), doi:10.1287/opre.1030.0065.
    """
    fault = f"{against!r} is nothing a plan can be made robust against"
    known = against in get_args(Against)
    hurdle = scenario.settings.hurdle
    priced = f"a hurdle of {hurdle} is set, and what robustness costs is counted in total gain"
    demanded(
        "robustness",
        Claim(known, "against", against, fault, "Write 'costs' or 'effects'"),
        Claim(not hurdle, "hurdle", hurdle, priced, "Set the hurdle to 0"),
    )
    found = find_overlaps(scenario) if overlaps is None else overlaps
    columns = Columns.of(scenario, found)
    if against == "costs":
        ranges = overruns(scenario, columns).astype(np.float64)
    else:
        ranges = np.zeros(columns.n_projects)
        ranges[columns.effect_project[shortfalls(scenario, columns) > 0]] = 1.0
    count = int(np.count_nonzero(ranges))
    chosen = [*(step for step in STEPS if step < count), count] if gammas is None else gammas
    for gamma in chosen:
        budget("robustness", gamma)
    wanted = sorted({0.0, *(float(gamma) for gamma in chosen)})
    options = SolveOptions(solver, time_limit, relative_gap, threads)

    def tried(gamma: float) -> Outcome:
        try:
            if against == "costs":
                program = formulate(scenario, found, rules=[*rules, RobustPool(gamma)])
            else:
                program = formulate(scenario, found, rules=rules, objective=ProtectedGain(gamma))
        except ConflictingRules:
            if not gamma:
                raise
            return Outcome(first.program, Status.INFEASIBLE, solver, 0.0)
        return lexicographic(program, options.within(time_limit))

    first = tried(0.0)
    outcomes = [first, *(tried(gamma) for gamma in wanted[1:])]
    return Robustness(against, ranges, tuple(wanted), tuple(outcomes))
