"""Studies: what the report tells beside the plan itself, found by solving again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.errors import ConflictingRules, EgovBudgetError, Infeasible, RuleError
from egov_budget.money import to_amounts
from egov_budget.reasons.prices import prices as priced
from egov_budget.reasons.standing import standing
from egov_budget.whatif.four_numbers import four_numbers_of as counted
from egov_budget.whatif.frontier import frontier as swept
from egov_budget.whatif.overstated import DECLARED
from egov_budget.whatif.overstated import overstated as lowered
from egov_budget.whatif.savings_ledger import savings_ledger
from egov_budget.whatif.withholding import withholding as opened

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.allocation import Allocation
    from egov_budget.allocation.forms import Curve
    from egov_budget.whatif.four import FourNumbers
    from egov_budget.whatif.overstated import Overstated
    from egov_budget.whatif.savings_ledger import Ledger
    from egov_budget.whatif.withholding import Withholding

TENTHS = range(5, 16)  # pools of the frontier: from half the pool to half as much again


@dataclass(frozen=True, eq=False)
class Studies:
    """What was asked about a plan.

    Parameters
    ----------
    ledger : Ledger
        Who saves and who pays what.
    frontier : Frontier or None
        What other pools would gain.
    four_numbers : FourNumbers or None
        What one pool and shared work are worth.
    prices : DataFrame or None
        What each bound costs, as ``prices`` returns it.
    withholding : Withholding or None
        What withheld exchanges cost.
    overstated : Overstated or None
        The plan made again as if self-declared scores were too high.
    missing : mapping of str to EgovBudgetError
        Why a study could not be made, by its name; one that nobody asked for is not in it.
    """

    ledger: Ledger
    frontier: Curve | None = None
    four_numbers: FourNumbers | None = None
    prices: pd.DataFrame | None = None
    withholding: Withholding | None = None
    overstated: Overstated | None = None
    missing: Mapping[str, EgovBudgetError] = field(default_factory=dict)

    def why(self, name: str) -> str:
        """Return which message says why a study could not be made; an empty text where nothing is missing."""
        match self.missing.get(name):
            case None:
                return ""
            case ConflictingRules() | Infeasible():
                return "no_plan"
            case RuleError():
                return "not_given"
            case _:
                return "not_found"


def studies(
    allocation: Allocation, *, full: bool = True, begin: Callable[[str], None] = lambda _: None, **known: Any
) -> Studies:
    """Gather the studies of a report: those that are given, and the others by solving again.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    full : bool, optional
        Whether the others are found by solving again, which takes a minute at national size:
        eleven pools, three plans, the price of the pool, each withheld register and provider opened,
        and self-declared scores 0.2 lower; the last two only where there are such. Otherwise they are
        left out; the ledger needs no solver and is always there.
    begin : callable, optional
        Is told the name of each study before it begins.
    **known : optional
        Studies of this plan that are there already, by their names in ``Studies``; ``None`` is none.

    Returns
    -------
    Studies
        One that has no answer says why.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> studies(allocate(worlds.four_projects())).frontier
    <Frontier: 11 pools, 11 with a plan>
    """
    scenario, overlaps, rules = allocation.scenario, allocation.overlaps, allocation.rules
    asked: dict[str, Callable[[], Any]] = {
        "four numbers": lambda: counted(allocation),
        "frontier": lambda: swept(scenario, overlaps, pools=_pools(allocation), rules=rules),
        "prices": lambda: priced(allocation, rules=_priced(allocation)),
    }
    if (scenario.exchanges["status"] == "withheld").any():
        asked["withholding"] = lambda: opened(allocation)
    if (scenario.scores["evidence"] == DECLARED).any():
        asked["overstated"] = lambda: lowered(allocation)
    found = {name: study for name, study in known.items() if study is not None}
    missing: dict[str, EgovBudgetError] = {}
    for name, made in asked.items():
        key = name.replace(" ", "_")
        # without overlaps they would look for some, and speak of another plan
        if key not in found and full and overlaps is not None:
            begin(name)
            try:
                found[key] = made()
            except EgovBudgetError as fault:  # the plan stands without it
                missing[name] = fault
    ledger = found.pop("ledger", None) or savings_ledger(allocation)
    return Studies(ledger, missing=missing, **found)


def _pools(allocation: Allocation) -> list[float]:
    own, quantum = allocation.columns.pool, allocation.columns.quantum
    quanta = np.array(sorted({own * tenths // 10 for tenths in TENTHS}), dtype=np.int64)
    return [float(amount) for amount in to_amounts(quanta, quantum)]


def _priced(allocation: Allocation) -> list[str] | None:
    """Return the rules to price: all in a linear program, where it costs little, else the pool."""
    program, _ = standing(allocation)
    pool = [rule.name for rule in allocation.rules if rule.of_the_pool]
    return pool if program.whole.any() or program.sos1 else None
