"""reallocate: some projects keep what they have, the rest of the pool is allocated anew."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

from egov_budget.allocation.drive import drive
from egov_budget.errors import Infeasible
from egov_budget.program import formulate
from egov_budget.rules import Frozen
from egov_budget.solving import SolveOptions
from egov_budget.whatif.leads_kept import as_found, led_on

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.objectives import Aims
    from egov_budget.scenario import Scenario


def reallocate(
    plan: Allocation,
    frozen: Iterable[str],
    *,
    scenario: Scenario | None = None,
    objective: Aims = None,
    time_limit: float | None = None,
    relative_gap: float = 1e-4,
) -> Allocation:
    """Freeze some projects of a plan and allocate the rest of the pool anew.

    A frozen project keeps its credits to the quantum and delivers no less with them; one frozen at nothing
    stays at nothing, and one that leads a group goes on leading it. To freeze amounts of your own, ``score``
    them first.

    Parameters
    ----------
    plan : Allocation
        Where the frozen projects have their credits from; a scored split will do.
    frozen : iterable of str
        Ids of the projects that keep what they have; without any, all is allocated anew.
    scenario : Scenario or None
        What is asked for now, say with another pool; ``None`` means the scenario of the plan.
    objective : Objective, str, sequence of both, or None
        What to be good at; ``None`` means total gain.
    time_limit : float or None
        Seconds for all searches together.
    relative_gap : float
        Gap at which a search with whole numbers stops.

    Returns
    -------
    Allocation
        Under the rules and with the shared work of the plan, and the rule ``frozen`` on top.

    Raises
    ------
    ConflictingRules
        If a project does not exist or cannot keep what it has; all conflicts at once.
    SolveError
        ``Infeasible``, ``Unbounded``, ``Unfinished`` or ``SolverUnavailable``.

    Examples
    --------
    >>> from egov_budget import score, worlds
    >>> promised = score(worlds.four_projects(), {"e-filing": 0, "e-booking": 30})
    >>> reallocate(promised, ["e-booking", "e-filing"]).credits.to_dict()
    {'e-booking': 30.0, 'e-filing': 0.0, 'health-login': 16.0, 'tax-login': 54.0}
    """
    names = dict.fromkeys(str(name) for name in frozen)
    known = (plan.credits.to_dict(), plan.share.to_dict())
    credits, shares = ({name: given.get(name, 0.0) for name in names} for given in known)
    kept = Frozen(credits, shares)
    rules = [rule for rule in plan.rules if not rule.passing]
    overlaps = led_on(plan, names)
    options = SolveOptions(time_limit=time_limit, relative_gap=relative_gap)

    def anew(rule: Frozen) -> Allocation:
        program = formulate(
            plan.scenario if scenario is None else scenario,
            overlaps,
            objective=objective,
            rules=[*rules, rule] if names else rules,
        )
        return as_found(drive(program, options), plan.overlaps)

    try:
        return anew(kept)
    except Infeasible:
        return anew(dataclasses.replace(kept, rounded=True))
