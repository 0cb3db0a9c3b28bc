"""Objectives by name, and what a caller gives as objectives: names, objectives, or several of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from egov_budget.errors import Fault, RuleError
from egov_budget.objectives.avoided_cost import AvoidedCost
from egov_budget.objectives.least_cost import LeastCost
from egov_budget.objectives.objective import Objective
from egov_budget.objectives.services_at import ServicesAt
from egov_budget.objectives.total_gain import TotalGain
from egov_budget.objectives.worst_off import WorstOff
from egov_budget.scenario.hints import did_you_mean

NAMED: Mapping[str, Callable[[], Objective]] = MappingProxyType({
    "gain": TotalGain,
    "services-at-90": partial(ServicesAt, 0.9),
    "services-at-50": partial(ServicesAt, 0.5),
    "worst-off": WorstOff,
    "avoided-cost": AvoidedCost,
    "least-cost": LeastCost,
})  # fmt: skip

Aims = Objective | str | Sequence[Objective | str] | None


def aims(given: Aims) -> list[Objective]:
    """Return objectives in lexicographic order, those that are named by what they stand for.

    Parameters
    ----------
    given : Objective, str, sequence of both, or None
        What to be good at; ``None`` means total gain.

    Returns
    -------
    list of Objective
        Least cost is the last one, so that money that buys nothing stays in the pool.

    Raises
    ------
    RuleError
        With every name that no objective has.

    Examples
    --------
    >>> [aim.name for aim in aims("gain")]
    ['total gain', 'least cost']
    """
    given = "gain" if given is None else given
    asked = [given] if isinstance(given, str) or not isinstance(given, Sequence) else given
    other = f"Give one of {', '.join(NAMED)}, or an objective of egov_budget.objectives"
    strangers = [aim for aim in asked if isinstance(aim, str) and aim not in NAMED]
    hints = {aim: did_you_mean(aim, NAMED) or other for aim in strangers}
    RuleError.if_any(Fault.of("no_objective", "objective", value=aim, remedy=hints[aim]) for aim in strangers)
    found = [NAMED[aim]() if isinstance(aim, str) else aim for aim in asked]
    return found if found and isinstance(found[-1], LeastCost) else [*found, LeastCost()]
