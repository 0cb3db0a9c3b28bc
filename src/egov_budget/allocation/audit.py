"""audit: every rule checked again from the scenario alone, in exact arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.allocation.demands import DEMANDS, Check, Plan, paid
from egov_budget.allocation.robust_demand import robust_checks
from egov_budget.allocation.targets import Target, target_checks
from egov_budget.display import Displayed
from egov_budget.rules import RobustPool

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.rules import Block, Rule

OWN_RULE_TOLERANCE = 1e-6  # rows of one's own are floats; the standard rules are checked exactly


@dataclass(frozen=True, eq=False, repr=False)
class Audit(Displayed):
    """All checks of one plan.

    Parameters
    ----------
    checks : tuple of Check
        Every demand that was checked, met or not.
    unchecked : tuple of str
        Rules of one's own that bring switches along, which a plan does not hold.
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
    checks, unchecked = [*paid(plan)], []
    for rule in allocation.rules:
        if rule.name in DEMANDS:
            checks += DEMANDS[rule.name](plan)
            continue
        if isinstance(rule, RobustPool):
            checks += robust_checks(plan, rule)
            continue
        if isinstance(rule, Target):
            checks += target_checks(plan, rule)
            continue
        blocks = list(rule.rows(allocation.scenario, allocation.columns))
        if any(block.switches for block in blocks):
            unchecked.append(rule.name)
        checks += [
            check for block in blocks if not block.switches for check in _rows(allocation, rule, block)
        ]
    return Audit(tuple(checks), tuple(unchecked))


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


def _rows(allocation: Allocation, rule: Rule, block: Block) -> Iterator[Check]:
    """Check a rule of the user's own by its rows, at what the settled plan puts in the columns."""
    have = block.matrix @ allocation.values
    slack = OWN_RULE_TOLERANCE * np.maximum(1.0, np.abs(have))
    rows = zip(block.subjects, have, block.lower - slack, block.upper + slack, strict=True)
    for subject, value, low, high in rows:
        yield Check(rule.name, subject, float(value), float(high), bool(low <= value <= high))
