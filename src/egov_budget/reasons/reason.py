"""Reason: why a project is funded as it is, as a word to sort by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from egov_budget.allocation.role import RoleKind
from egov_budget.counting import BILLION
from egov_budget.reasons.against_the_pool import NOTHING, AgainstThePool
from egov_budget.reasons.room import TOUCH
from egov_budget.reasons.waits import waits
from egov_budget.rules.viable_parts import viable_parts
from egov_budget.scenario.strong import strong

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation.allocation import Allocation
    from egov_budget.reasons.neighbours import Neighbours
    from egov_budget.reasons.reduced_costs import ReducedCosts
    from egov_budget.reasons.room import Room
    from egov_budget.rules.funding_rule import FundingRule

MOSTLY = 0.5  # a project that could add less than this part of what it is worth alone comes second


class Reason(StrEnum):
    """Why a project is funded, or is not; of several that hold, the first is told."""

    MANDATORY = "mandatory"
    DECIDED = "decided before"
    LEADS = "leads"
    ADOPTS = "adopts"
    PARTLY = "partly funded"
    WORTH = "worth its credits"
    NEEDED = "needed by others"
    OPENS = "opens an exchange"
    DRAWN = "drawn in"
    FUNDED = "funded"
    EXCLUDED = "excluded"
    WAITS = "waits for data"
    UNREADY = "delivers nothing"
    WEAK = "weak ground"
    NO_GAIN = "raises no service"
    NO_USE = "no use to the goal"
    ALTERNATIVE = "alternative"
    PREREQUISITE = "needs another"
    DONE = "work done by another"
    CEILING = "ceiling"
    OTHER_RULE = "another rule"
    COVERED = "services covered"
    NO_FIT = "does not fit"
    LEFT_OUT = "left out"
    HURDLE = "under the hurdle"
    POOL = "pool"


ORDER = [*Reason]


class Found(NamedTuple):
    """A reason, and the rule behind it where one is."""

    reason: Reason
    rule: FundingRule | None = None


@dataclass(frozen=True, eq=False)
class Reasons:
    """What is needed to tell why.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    bounds : ReducedCosts
        What each project brings and takes at prices that bound every plan.
    pool : AgainstThePool
        What they bring for their credits.
    neighbours : Neighbours
        Who raises the same services.
    room : Room
        What the rules leave.
    """

    allocation: Allocation
    bounds: ReducedCosts
    pool: AgainstThePool
    neighbours: Neighbours
    room: Room

    def of(self, place: int) -> Found:
        """Return the reason of a project."""
        part = int(self.allocation.parts[place])
        return self._funded(place, part) if part else self._not_funded(place)

    def _funded(self, place: int, part: int) -> Found:
        kept = self.kept(place, part / BILLION)
        if kept.reason in (Reason.MANDATORY, Reason.DECIDED):
            return kept
        kind = self._kinds[place]
        if kind in (RoleKind.LEAD, RoleKind.ADOPTER):
            return Found(Reason.LEADS if kind is RoleKind.LEAD else Reason.ADOPTS)
        if part < BILLION:
            return Found(Reason.PARTLY, self._ending(place))
        if self.loss[place] > 0 and self.neighbours.gained[place] > NOTHING:
            return Found(Reason.WORTH)
        return kept

    def kept(self, place: int, share: float) -> Found:
        """Return what the plan would break with so much less of a project that it funds."""
        found = [Found(Reason(rule.keeps), rule) for rule in self.room.keeping(place, share)]
        if self.opened_for(place):
            found.append(Found(Reason.OPENS))
        return min(found, key=lambda each: ORDER.index(each.reason), default=Found(Reason.FUNDED))

    def _ending(self, place: int) -> FundingRule | None:
        """Return the rule that ends a project that is funded in part: one that bars, or draws in so far."""
        barred = self._barred(place, 0.0)
        if barred is not None and (barred.reason is not Reason.CEILING or self.pool.pays[place]):
            return barred.rule
        kept = self.kept(place, TOUCH)
        return kept.rule if kept.reason is Reason.DRAWN and not self.pool.pays[place] else None

    def _not_funded(self, place: int) -> Found:
        alone, waits = self.neighbours.alone[place], self.neighbours.waits[place]
        barred = self._barred(place, float(self._least[place]))
        if barred is not None and barred.reason is Reason.EXCLUDED:
            return barred
        if max(alone, self.neighbours.added[place]) <= NOTHING or waits > MOSTLY * alone:
            return Found(self._without_gain(place))
        if not self.pool.counted and self.bounds.worth[place] <= NOTHING:
            return Found(Reason.NO_USE)
        found = [] if barred is None else [barred]
        if self._second(place) and self.done_by(place):
            found.append(Found(Reason.DONE))
        if self._second(place):
            found.append(Found(Reason.COVERED))
        if self.pool.pays[place] and self._least[place] * self.pool.price[place] > self.pool.left:
            found.append(Found(Reason.NO_FIT))
        under = Reason.HURDLE if self.pool.at_hurdle else Reason.POOL
        found.append(Found(Reason.LEFT_OUT if self.pool.pays[place] else under))
        # a ceiling that is full keeps out only what the pool would pay
        able = [one for one in found if one.reason is not Reason.CEILING or self.pool.pays[place]]
        return min(able, key=lambda each: ORDER.index(each.reason))

    def _without_gain(self, place: int) -> Reason:
        scenario, project = self.allocation.scenario, self.allocation.columns.projects[place]
        [agency] = scenario.projects.loc[scenario.projects["id"] == project, "agency"].tolist()
        if scenario.realisation[agency] <= 0:
            return Reason.UNREADY
        if str(project) in self.waits:
            return Reason.WAITS
        return Reason.WEAK if project in self._weak else Reason.NO_GAIN

    def _barred(self, place: int, least: float) -> Found | None:
        """Return what first lets no more of a project in, the pool and what it spares apart."""
        rules = [rule for rule in self.room.blocking(place, least) if not rule.frugal]
        found = [Found(Reason(rule.bars), rule) for rule in rules]
        return min(found, key=lambda each: ORDER.index(each.reason), default=None)

    def _second(self, place: int) -> bool:
        """Tell whether others have left a project little to add."""
        had = self.neighbours.alone[place] - self.neighbours.waits[place]
        return bool(self.neighbours.added[place] < MOSTLY * had)

    def done_by(self, place: int) -> list[str]:
        """Return those of the group of a project who raise its services, who brings most first."""
        if self.group[place] < 0:
            return []
        columns = self.allocation.columns
        peers = {*columns.projects[columns.member[columns.group == self.group[place]]]}
        return [name for name in self.neighbours.covering(place) if name in peers]

    def opened_for(self, place: int) -> list[str]:
        """Return the funded projects that wait for an exchange which a project opens."""
        projects, parts = self.allocation.columns.projects, self.allocation.parts
        waiting = self._waiting.get(place, ())
        return [str(projects[at]) for at in waiting if parts[at] > 0 and at != place]

    @cached_property
    def _waiting(self) -> dict[int, list[int]]:
        """Projects that wait for an exchange, by the project that opens it."""
        joint, found = self.allocation.columns.joint, dict[int, list[int]]()
        for opener, project in sorted(
            {*zip(joint.opener.tolist(), joint.project[joint.row].tolist(), strict=True)}
        ):
            found.setdefault(opener, []).append(project)
        return found

    @cached_property
    def loss(self) -> NDArray[np.float64]:
        """What every plan without a project gains less at least, whatever rule demands it."""
        return np.maximum(self.bounds.own - self.bounds.gap, 0.0)

    @cached_property
    def waits(self) -> dict[str, list[dict[Any, str]]]:
        """Exchanges that projects wait for."""
        return waits(self.allocation)

    @cached_property
    def _kinds(self) -> list[RoleKind]:
        return [role.kind for role in self.allocation.role_records]

    @cached_property
    def _weak(self) -> set[str]:
        """Projects that would raise a service by effects under the least strength."""
        scenario = self.allocation.scenario
        weak = scenario.effects.drop(strong(scenario).index)
        weak = weak.merge(scenario.scores, on=["service", "indicator"])
        return {*weak.loc[(weak["points"] > 0) & (weak["score"] < 1), "project"]}

    @cached_property
    def group(self) -> NDArray[np.int64]:
        """Group of each project, -1 outside, shape (n,)."""
        columns = self.allocation.columns
        found = np.full(columns.n_projects, -1, dtype=np.int64)
        found[columns.member] = columns.group
        return found

    @cached_property
    def _least(self) -> NDArray[np.float64]:
        """The least share of each project that may be funded, 0 where any may, shape (n,)."""
        allocation = self.allocation
        return viable_parts(allocation.rules, allocation.scenario, allocation.columns) / BILLION
