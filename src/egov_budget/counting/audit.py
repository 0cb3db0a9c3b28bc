"""Audit: every rule checked again from the tables alone, in exact arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.display import Displayed
from egov_budget.language import counted, language_of

if TYPE_CHECKING:
    from egov_budget.counting.check import Check
    from egov_budget.counting.course import Course
    from egov_budget.counting.plan import Plan
    from egov_budget.counting.speaking import Speaking
    from egov_budget.language import Language


@dataclass(frozen=True, eq=False)
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

    def words(self, language: Language) -> str:
        """Return what was found: how many demands were checked, how many are broken, what was not checked."""
        if self:
            said = language.say("audit.others" if self.unchecked else "audit.holds", count=len(self.checks))
        else:
            said = language.say("audit.broken", broken=len(self.breaches), count=len(self.checks))
        if not self.unchecked:
            return said
        rules = language.listed([language.isolate(name) for name in self.unchecked])
        return language.say("audit.unchecked", rules=rules, said=said)

    def __str__(self) -> str:
        return self.words(language_of("en"))

    def __repr__(self) -> str:
        broken = len(self.breaches)
        state = "every rule holds" if not broken else f"{broken} of them broken"
        rest = f"; not checked: {', '.join(self.unchecked)}" if self.unchecked else ""
        return f"<Audit of {counted(len(self.checks), 'demand')}: {state}{rest}>"


def audited(plan: Plan | Course, rules: Iterable[Speaking], *, unknown: Iterable[str] = ()) -> Audit:
    """Check what rules demand of a plan.

    Parameters
    ----------
    plan : Plan or Course
        A plan of one year or of several, as tables and whole numbers.
    rules : iterable of Speaking
        What it must keep.
    unknown : iterable of str
        Names of further rules that cannot be checked.
    """
    kept = [*rules]
    return Audit(tuple(plan.checks(kept)), (*(rule.name for rule in kept if rule.unchecked), *unknown))
