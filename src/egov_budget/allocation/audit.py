"""audit: every rule checked again from the scenario alone, in exact arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.counting import Plan
from egov_budget.counting.deliverable import deliverable
from egov_budget.display import Displayed

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.counting import Check
    from egov_budget.rules.funding_rule import FundingRule


@dataclass(frozen=True, eq=False, repr=False)
class Audit(Displayed):
    """All checks of one plan.

    Parameters
    ----------
    checks : tuple of Check
        Every demand that was checked, met or not.
    unchecked : tuple of str
        Rules of one's own whose rows speak of more than credits paid and shares delivered.
    """

    checks: tuple[Check, ...]
    unchecked: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every demand is met."""
        return all(check.holds for check in self.checks)

    @cached_property
    def breaches(self) -> pd.DataFrame:
        """Demands not met: rule, subject, have, need; empty for a sound plan."""
        broken = [(c.rule, c.subject, c.have, c.need) for c in self.checks if not c.holds]
        return pd.DataFrame(broken, columns=["rule", "subject", "have", "need"])

    def __bool__(self) -> bool:
        return self.holds

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"demands that are broken": self.breaches}

    def __repr__(self) -> str:
        broken = len(self.breaches)
        state = "every rule holds" if not broken else f"{broken} of them broken"
        rest = f"; not checked: {', '.join(self.unchecked)}" if self.unchecked else ""
        return f"<Audit of {len(self.checks)} demands: {state}{rest}>"


def audit(allocation: Allocation) -> Audit:
    """Check every rule of an allocation again, without the solver or the program.

    Parameters
    ----------
    allocation : Allocation
        The plan to check.

    Returns
    -------
    Audit
        True if every demand is met; ``breaches`` lists those that are not.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> audit(allocate(worlds.four_projects()))
    <Audit of 15 demands: every rule holds>
    """
    plan = plan_of(allocation)
    return audited(plan, allocation.rules)


def audited(plan: Plan, rules: Iterable[FundingRule], *, unknown: Iterable[str] = ()) -> Audit:
    """Check what rules demand of a plan.

    Parameters
    ----------
    plan : Plan
        A plan as tables and whole numbers.
    rules : iterable of FundingRule
        What it must keep.
    unknown : iterable of str
        Names of further rules that cannot be checked.
    """
    kept = [*rules]
    checks = [*deliverable(plan), *(check for rule in kept for check in rule.demands(plan))]
    return Audit(tuple(checks), (*(rule.name for rule in kept if rule.unchecked), *unknown))


def plan_of(allocation: Allocation) -> Plan:
    """Return an allocation as tables and whole numbers."""
    ids = allocation.columns.projects.tolist()
    led = zip(allocation.columns.groups, allocation.leads.tolist(), strict=True)
    return Plan.of(
        allocation.scenario,
        None if allocation.overlaps is None else allocation.overlaps.members,
        quanta=dict(zip(ids, allocation.quanta.tolist(), strict=True)),
        parts=dict(zip(ids, allocation.parts.tolist(), strict=True)),
        lead={group: ids[at] for group, at in led if at >= 0},
    )
