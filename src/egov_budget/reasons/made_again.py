"""The plan made again from requests that differ in a cell, and what it gains more or less than the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from egov_budget.allocation.drive import drive
from egov_budget.certificate.certify import certify
from egov_budget.certificate.stated import stated
from egov_budget.overlaps import find_overlaps
from egov_budget.program import formulate

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.language import Language
    from egov_budget.scenario import Scenario
    from egov_budget.solving import SolveOptions


@dataclass(frozen=True)
class MadeAgain:
    """What a plan from other requests gains more.

    Parameters
    ----------
    least, most : float
        What the one that was found gains more, and what none exceeds, points; below 0 where every plan
        gains less.
    """

    least: float
    most: float

    @classmethod
    def of(cls, allocation: Allocation, before: Scenario, options: SolveOptions) -> Self:
        """Make a plan under the same rules, with common work found anew.

        Parameters
        ----------
        allocation : Allocation
            The plan that gains are compared with.
        before : Scenario
            The other requests.
        options : SolveOptions
            How to search.

        Raises
        ------
        ConflictingRules or Infeasible
            If there is none.
        """
        overlaps = allocation.overlaps
        if overlaps is not None:
            overlaps = find_overlaps(before, overlaps.graph, calibration=overlaps.calibration)
        rules = [rule for rule in allocation.rules if not rule.passing]
        plan = drive(formulate(before, overlaps, rules=rules), options)
        least, most = plan.gain - allocation.gain, stated(certify(plan).bound, up=True) - allocation.gain
        return cls(least, most) if most < 0 else cls(max(least, 0.0), max(most, least, 0.0))

    def priced(self, said: str, lang: Language) -> dict[str, Any]:
        """Return the columns of ``prices`` for a cell of which something is said."""
        costs = lang.say("decided.none_more", said=said)
        if self.most < 0:
            costs = lang.say("decided.all_less", said=said, least=lang.figures(-self.most, 4, up=False))
        elif self.most:
            costs = lang.say("decided.at_most", said=said, most=lang.figures(self.most, 4, up=True))
        if self.least > 0:
            costs = lang.say("decided.at_least", said=costs, least=lang.figures(self.least, 4, up=False))
        return {"lifted": self.least, "gap": self.most - self.least, "how": "solved again", "words": costs}
