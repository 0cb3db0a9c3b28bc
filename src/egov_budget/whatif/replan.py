"""replan: a plan made anew in its year: best and then nearest to how it stands, or nearest and then best."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, get_args

import numpy as np

from egov_budget.allocation.drive import drive
from egov_budget.allocation.repair import repaired
from egov_budget.errors import IntakeError
from egov_budget.objectives import Objective, TotalGain
from egov_budget.objectives.standing import Nearness, Standing
from egov_budget.overlaps import find_overlaps
from egov_budget.program import formulate
from egov_budget.scenario.demanded import Claim, demanded
from egov_budget.solving import SolveOptions, Status
from egov_budget.whatif.floored import floored
from egov_budget.whatif.leads_kept import leading
from egov_budget.whatif.like_for_like import by_new_ids, like_for_like
from egov_budget.whatif.spent import Spent, spent_quanta

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation import Allocation
    from egov_budget.scenario import Scenario

FIRST = ("gain", "nearest")


def replan(
    plan: Allocation,
    *,
    requests: Scenario | None = None,
    pool: float | None = None,
    spent: Spent | None = None,
    first: str = "gain",
    time_limit: float | None = None,
    relative_gap: float = 1e-4,
) -> Allocation:
    """Make a plan anew in its year, near to how it stands.

    What is spent is never taken back: it is a floor of its project. A project that is given up (excluded, or
    no longer among the requests) gives back the rest; what was spent on it stands in a line of its own.

    Parameters
    ----------
    plan : Allocation
        The plan that stands.
    requests : Scenario or None
        What is asked for now: with decisions, verdicts or requests that are new, renamed or moved; ``None``
        means what the plan was made of.
    pool : float or None
        The pool now, currency units; ``None`` means that of the requests.
    spent : mapping, Series, DataFrame or None
        Credits spent by project id, currency units; as a table: project, date, amount.
    first : {"gain", "nearest"}
        The largest gain, and among plans within ``relative_gap`` of it the one nearest to the plan that
        stands; or the nearest, and among these the one that gains most. Nearest means: as few projects as
        can be are given other credits, then as little money moves. In a large program the nearest is searched
        for and need not be proved: ``outcome.reached`` tells.
    time_limit : float or None
        Seconds for all searches together.
    relative_gap : float
        Part of the gain for which nothing is changed, and gap at which a search with whole numbers stops.

    Returns
    -------
    Allocation
        Under the rules of the plan; the plan itself where it can stand as it is and no other gains more than
        that.

    Raises
    ------
    IntakeError
        With every fault of what was spent.
    RuleError
        If ``first`` is neither.
    ConflictingRules, SolveError
        If no plan keeps every rule, or none was found.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> plan = allocate(worlds.four_projects())
    >>> replan(plan).credits.equals(plan.credits)
    True
    >>> replan(plan, pool=90, spent={"tax-login": 10, "e-booking": 5}).credits.to_dict()
    {'e-booking': 12.0, 'e-filing': 0.0, 'health-login': 50.0, 'tax-login': 28.0}
    """
    fault = f"{first!r} comes first in no plan"
    demanded("replan", Claim(first in FIRST, "first", first, fault, f"Give one of {', '.join(FIRST)}"))
    asked = plan.scenario if requests is None else requests
    overlaps = plan.overlaps if requests is None or plan.overlaps is None else find_overlaps(requests)
    quanta, faults = spent_quanta(plan, {} if spent is None else spent)
    IntakeError.if_any(faults)
    stood, plan = plan, like_for_like(plan, asked)
    quanta = by_new_ids(quanta, stood, plan, asked)
    asked = floored(plan, asked if pool is None else asked.replace(pool=pool), quanta)
    gain = TotalGain(tolerance=relative_gap)
    stands = dict(zip(plan.columns.projects, plan.credits.tolist(), strict=True))
    work = {name: float(cost) * plan.columns.quantum for name, cost in plan.counted.work.items()}
    near = (Standing(stands, work=work), Standing(stands, "money moved", work))
    aims: tuple[Objective, ...] = (gain, *near) if first == "gain" else (*near, gain)
    beyond = _beyond(plan, quanta)
    rules = [rule.paying(beyond) for rule in plan.rules if not rule.passing]
    program = formulate(asked, overlaps, objective=aims, rules=rules)
    options = SolveOptions(time_limit=time_limit, relative_gap=relative_gap)
    found = drive(program, options, lambda broken: repaired(_as_it_stood(plan, broken, np.inf)))
    return _as_it_stood(plan, found, relative_gap if first == "gain" else np.inf)


def proved_nearest(plan: Allocation) -> bool:
    """Tell whether each search for what is nearest to the plan that stood ended with a proof.

    Parameters
    ----------
    plan : Allocation
        A plan made anew.

    Returns
    -------
    bool
        Before rounding to whole quanta; False of a plan that was read back.
    """
    reached = () if plan.outcome is None else plan.outcome.reached
    proved = {goal.name for goal in reached if goal.status is Status.OPTIMAL}
    return proved.issuperset(get_args(Nearness))


def _beyond(plan: Allocation, spent: NDArray[np.int64]) -> dict[str, float]:
    """Return what was spent beyond what the work of the plan costs: what it pays for are whole quanta."""
    paid = dict(zip(plan.columns.projects, np.minimum(plan.quanta, spent).tolist(), strict=True))
    over = {str(name): amount - plan.counted.work[name] for name, amount in paid.items()}
    return {name: float(quanta) * plan.columns.quantum for name, quanta in over.items() if quanta > 0}


def _as_it_stood(plan: Allocation, found: Allocation, least: float) -> Allocation:
    """Return the plan that stands if no rule forbids it now and the one found gains hardly more.

    Otherwise what rounding alone has moved in the one found is put back, if every rule allows it.
    """
    place = plan.columns.projects.get_indexer(found.columns.projects)
    had, parts = (np.where(place >= 0, each[place], 0) for each in (plan.quanta, plan.parts))
    if set(plan.columns.projects[plan.quanta > 0]) <= set(found.columns.projects):
        same = dataclasses.replace(found, quanta=had, parts=parts, leads=leading(plan, found.columns))
        if same.gain >= (1 - least) * found.gain and same.audit().holds:
            return same
    near = np.abs(found.quanta - had) <= 1
    closer = dataclasses.replace(found, quanta=np.where(near, had, found.quanta))
    paid = np.where(near & (had < found.quanta), np.minimum(parts, found.parts), found.parts)
    closer = dataclasses.replace(closer, parts=paid)
    return closer if closer.audit().holds else found
