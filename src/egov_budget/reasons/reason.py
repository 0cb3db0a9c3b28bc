"""Reason: why a project is funded as it is, as a word to sort by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.allocation.role import RoleKind
from egov_budget.objectives import TotalGain
from egov_budget.reasons.waits import Waits
from egov_budget.rules.independent_lead import IndependentLead, conflicted
from egov_budget.rules.minimum_share import minimum_share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation.allocation import Allocation
    from egov_budget.reasons.neighbours import Neighbours
    from egov_budget.reasons.reduced_costs import ReducedCosts
    from egov_budget.rules.funding_rule import FundingRule

BILLION = 10**9
NOTHING = 1e-9
MOSTLY = 0.5  # a project that could add less than this part of what it is worth alone comes second


class Reason(StrEnum):
    """Why a project is funded, or is not."""

    MANDATORY = "mandatory"
    LEADS = "leads"
    ADOPTS = "adopts"
    WORTH = "worth its credits"
    PARTLY = "partly funded"
    EXCLUDED = "excluded"
    NO_GAIN = "raises no service"
    WAITS = "waits for data"
    NO_USE = "no use to the goal"
    DONE = "work done by another"
    NO_LEAD = "nobody may lead"
    COVERED = "services covered"
    PREREQUISITE = "prerequisite"
    ALTERNATIVE = "alternative"
    CEILING = "ceiling"
    OTHER_RULE = "another rule"
    NO_FIT = "does not fit"
    LEFT_OUT = "left out"
    POOL = "pool"


@dataclass(frozen=True, eq=False)
class Reasons:
    """What is needed to tell why.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    costs : ReducedCosts
        What each project would bring and take.
    neighbours : Neighbours
        Who raises the same services.
    """

    allocation: Allocation
    costs: ReducedCosts
    neighbours: Neighbours

    def all(self) -> list[tuple[Reason, str]]:
        """Return the reason of every project, by place, and the rule behind it where one is."""
        projects = self.allocation.scenario.projects.set_index("id").loc[self.allocation.columns.projects]
        flags = zip(projects["mandatory"].tolist(), projects["excluded"].tolist(), strict=True)
        return [self._one(place, *flag) for place, flag in enumerate(flags)]

    def _one(self, place: int, mandatory: bool, excluded: bool) -> tuple[Reason, str]:
        part = int(self.allocation.parts[place])
        kind = self._kinds[place]
        if part == 0:
            return (Reason.EXCLUDED, "excluded") if excluded else self._not_funded(place)
        if mandatory:
            return Reason.MANDATORY, "mandatory"
        if kind is RoleKind.LEAD:
            return Reason.LEADS, ""
        if kind is RoleKind.ADOPTER:
            return Reason.ADOPTS, ""
        return (Reason.WORTH, "") if part == BILLION else (Reason.PARTLY, self._largest(place))

    def _not_funded(self, place: int) -> tuple[Reason, str]:
        costs, group = self.costs, int(self.group[place])
        alone, waits = self.neighbours.alone[place], self.neighbours.waits[place]
        if alone <= NOTHING or waits > MOSTLY * alone:
            project = str(self.allocation.columns.projects[place])
            return (Reason.WAITS if self.waits.of(project) else Reason.NO_GAIN), ""
        if costs.goal != TotalGain().name and costs.worth[place] <= NOTHING:
            return Reason.NO_USE, costs.goal
        if self._second(place) and group >= 0 and self.allocation.leads[group] >= 0:
            return Reason.DONE, ""
        if group in self._barred_groups:
            return Reason.NO_LEAD, IndependentLead.name
        return self._priced_out(place)

    def _priced_out(self, place: int) -> tuple[Reason, str]:
        """Return what outweighs the worth of a project."""
        costs, rule = self.costs, self._largest(place)
        spent = sum(takes[place] for name, takes in costs.takes.items() if name in self._frugal)
        net = costs.worth[place] - spent
        if net > NOTHING and rule:
            return self.bars(rule), rule
        if net > (-NOTHING if self._stiff[place] else NOTHING):
            return (Reason.NO_FIT if self._stiff[place] else Reason.LEFT_OUT), ""
        return (Reason.COVERED if self._second(place) else Reason.POOL), ""

    def _second(self, place: int) -> bool:
        """Tell whether others have left a project little to add."""
        had = self.neighbours.alone[place] - self.neighbours.waits[place]
        return bool(self.neighbours.added[place] < MOSTLY * had)

    def _largest(self, place: int) -> str:
        """Return the rule other than the pool that charges a project most."""
        charged = {
            name: float(takes[place])
            for name, takes in self.costs.takes.items()
            if name not in self._frugal and takes[place] > NOTHING
        }
        return max(charged, key=lambda name: charged[name]) if charged else ""

    def drawn_by(self, place: int) -> str:
        """Return the floor that draws a project in most; empty without any."""
        scenario = self.allocation.scenario
        drawing = {
            name: float(takes[place])
            for name, takes in self.costs.takes.items()
            if takes[place] < -NOTHING
            and name in self.rules
            and any(bound.lowered for bound in self.rules[name].loosening(scenario).values())
        }
        return min(drawing, key=lambda name: drawing[name]) if drawing else ""

    def bars(self, rule: str) -> Reason:
        """Return the reason that a rule gives for keeping a project out."""
        known = self.rules.get(rule)
        return Reason(known.bars) if known is not None and known.bars else Reason.OTHER_RULE

    @cached_property
    def rules(self) -> dict[str, FundingRule]:
        """Rules of the plan by their names, in which prices are told."""
        return {rule.name: rule for rule in self.allocation.rules}

    @cached_property
    def _frugal(self) -> set[str]:
        """Rules by which a project costs what it costs, or is spared some of it."""
        return {name for name, rule in self.rules.items() if rule.frugal}

    @cached_property
    def waits(self) -> Waits:
        """Exchanges that projects wait for."""
        return Waits(self.allocation)

    @cached_property
    def _kinds(self) -> list[RoleKind]:
        return [role.kind for role in self.allocation.role_records]

    @cached_property
    def group(self) -> NDArray[np.int64]:
        """Group of each project, -1 outside, shape (n,)."""
        columns = self.allocation.columns
        found = np.full(columns.n_projects, -1, dtype=np.int64)
        found[columns.member] = columns.group
        return found

    @cached_property
    def _stiff(self) -> NDArray[np.bool_]:
        """Projects of which not any part can be funded, shape (n,)."""
        projects, columns = self.allocation.scenario.projects, self.allocation.columns
        whole = columns.projects.isin(projects.loc[~projects["divisible"], "id"])
        return whole | (minimum_share(self.allocation.scenario, columns) > 0)

    @cached_property
    def _barred_groups(self) -> set[int]:
        """Groups in which no member may lead."""
        columns = self.allocation.columns
        barred = conflicted(self.allocation.scenario, columns)[columns.member]
        return set(columns.group.tolist()) - set(columns.group[~barred].tolist())
