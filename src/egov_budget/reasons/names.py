"""Names: whom and what a sentence names beside its project."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Any

from egov_budget.money import to_amounts
from egov_budget.reasons.reason import Reason
from egov_budget.rules.mandatory import obliged
from egov_budget.scenario.titles import Titles

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.language import Language
    from egov_budget.reasons.reason import Reasons
    from egov_budget.rules.funding_rule import FundingRule

NAMED = 2  # exchanges and projects; the others are counted


@dataclass(frozen=True, eq=False)
class Names:
    """Names projects, exchanges and bounds that have to do with a project.

    Parameters
    ----------
    reasons : Reasons
        The plan and what is known of it.
    lang : Language
        What they are written in.
    """

    reasons: Reasons
    lang: Language

    def missing(self, place: int) -> str:
        """Name the exchanges that points of a project wait for, the first two; empty without any."""
        told = []
        for wait in self.reasons.waits.get(str(self._allocation.columns.projects[place]), []):
            names = {
                "register": self.lang.isolate(wait["register"]),
                "provider": self._titles.spoken("agencies", wait["provider"]),
            }
            if wait["opened_by"]:
                told.append(self._say("planned", project=self.project(wait["opened_by"]), **names))
            else:
                told.append(self._say("withheld", **names))
        return self._some(told) if told else ""

    def helped(self, place: int, reason: Reason) -> str:
        """Name those that need a project, the first two."""
        if reason is Reason.OPENS:
            return self._some([*map(self.project, self.reasons.opened_for(place))])
        own = self._allocation.columns.projects[place]
        needing = sorted(project for project, required in self._needs if required == own)
        return self._some([self.project(name) for name in needing if self.share[name] > 0])

    def needed(self, place: int) -> str:
        """Name the prerequisite that has come least far."""
        return self.project(min(self.needs(place), key=lambda name: (self.share[name], name)))

    def instead(self, place: int) -> list[str]:
        """Return the ids of those of its sets that are funded."""
        own, rows = self._allocation.columns.projects[place], self._alternatives
        sets = {name for name, project in rows if project == own}
        others = [project for name, project in rows if name in sets and project != own]
        return [project for project in others if self.share[project] > 0]

    def limit(self, place: int, rule: FundingRule | None) -> str:
        """Name a rule that bounds a project: as the ceiling of a holder, or by its name."""
        if rule is None or Reason(rule.bars) is not Reason.CEILING:
            return self._say("limit_rule", rule=self.lang.word("rule_name", rule.name if rule else ""))
        project = self._allocation.columns.projects[place]
        holder = self._titles.held(rule.holder, str(self._projects.at[project, rule.holder]))
        return self._say("limit_ceiling", holder=holder)

    def lead(self, place: int) -> str:
        """Name the lead of a project's group."""
        allocation = self._allocation
        lead = allocation.leads[self.reasons.group[place]]
        return self.project(allocation.columns.projects[lead])

    def listed(self, names: list[str]) -> str:
        """Join projects as a sentence does."""
        return self.lang.listed([self.project(name) for name in names])

    def project(self, name: str) -> str:
        """Name a project."""
        return self._titles.spoken("projects", str(name))

    def _some(self, names: list[str]) -> str:
        listed, more = self.lang.listed(names[:NAMED]), len(names) - NAMED
        return self._say("and_more", others=listed, count=more) if more > 0 else listed

    def needs(self, place: int) -> list[str]:
        """Return the ids of what a project needs."""
        own = self._allocation.columns.projects[place]
        return [required for project, required in self._needs if project == own]

    def _say(self, name: str, **values: str | int) -> str:
        return self.lang.say(f"sentence.{name}", **values)

    def beyond(self, place: int) -> float:
        """Return what a floor, a decision or rounding pays beyond the cost of the work, in whole quanta."""
        return self._beyond[place]

    @cached_property
    def _beyond(self) -> list[float]:
        plan, work = self._allocation, self._allocation.counted.work
        paid = zip(plan.columns.projects.tolist(), plan.quanta.tolist(), strict=True)
        beyond = [max(quanta - ceil(work[project]), 0) for project, quanta in paid]
        found: list[float] = to_amounts(beyond, plan.columns.quantum).tolist()
        return found

    @cached_property
    def share(self) -> dict[str, float]:
        """Delivered share by project id."""
        return dict(zip(self._allocation.columns.projects, self._allocation.share.tolist(), strict=True))

    @cached_property
    def capped(self) -> dict[str, float]:
        """Ceilings of mandatory projects that are not held to be funded in full for them, by id."""
        scenario = self.reasons.allocation.scenario
        projects = scenario.projects[scenario.projects["mandatory"]].set_index("id")
        ceilings = projects["ceiling"].drop(obliged(scenario)["id"])
        return dict(zip(ceilings.index.astype(str), ceilings.tolist(), strict=True))

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self._allocation.scenario, self.lang)

    @property
    def _allocation(self) -> Allocation:
        return self.reasons.allocation

    @cached_property
    def _needs(self) -> list[tuple[str, str]]:
        needs = self._allocation.scenario.prerequisites
        return list(zip(needs["project"], needs["requires"], strict=True))

    @cached_property
    def _alternatives(self) -> list[tuple[str, str]]:
        sets = self._allocation.scenario.alternatives
        return list(zip(sets["set"], sets["project"], strict=True))

    @cached_property
    def _projects(self) -> Any:
        return self._allocation.scenario.projects.set_index("id", drop=False)
