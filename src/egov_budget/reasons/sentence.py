"""Sentence: why a project is funded or not, for the agency that asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from egov_budget.money import to_amounts
from egov_budget.reasons.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from egov_budget.reasons.reason import Reasons


@dataclass(frozen=True, eq=False)
class Sentences:
    """Writes one sentence a project.

    Parameters
    ----------
    reasons : Reasons
        The plan, its margin and its neighbours.
    step : int
        Amount of money, in quanta, that gains are compared on.
    unit : str
        Unit of the goal.
    """

    reasons: Reasons
    step: int
    unit: str

    def of(self, place: int, reason: Reason, rule: str, line: dict[str, Any]) -> str:
        """Return the sentence of one project from its line in ``explain``."""
        writers: dict[Reason, Callable[[int, str, dict[str, Any]], str]] = {
            Reason.MANDATORY: lambda *_: "Funded in full: it is mandatory",
            Reason.LEADS: self._leads,
            Reason.ADOPTS: self._adopts,
            Reason.WORTH: self._worth,
            Reason.PARTLY: self._partly,
            Reason.EXCLUDED: lambda *_: "Not funded: it is excluded",
            Reason.NO_GAIN: lambda *_: "Not funded: it raises no service that is below full marks",
            Reason.NO_USE: lambda _, goal, __: f"Not funded: it would bring the goal no further ({goal})",
            Reason.DONE: self._done,
            Reason.NO_LEAD: lambda *_: "Not funded: no agency of its group may lead the common work",
            Reason.COVERED: self._covered,
            Reason.PREREQUISITE: self._prerequisite,
            Reason.ALTERNATIVE: self._alternative,
            Reason.CEILING: self._ceiling,
            Reason.OTHER_RULE: self._other_rule,
            Reason.NO_FIT: self._no_fit,
            Reason.LEFT_OUT: self._left_out,
            Reason.POOL: self._pool,
        }
        return writers[reason](place, rule, line) + self._looked_at(line)

    def _leads(self, place: int, rule: str, line: dict[str, Any]) -> str:
        columns, parts = self.reasons.allocation.columns, self.reasons.allocation.parts
        peers = columns.member[columns.group == self.reasons.group[place]]
        others = [str(columns.projects[at]) for at in peers if at != place and parts[at] > 0]
        return (
            f"Funded{self._to(place)} as lead: builds the common work for {_listed(others)}{self._loss(line)}"
        )

    def _adopts(self, place: int, rule: str, line: dict[str, Any]) -> str:
        lead = self.reasons.allocation.leads[self.reasons.group[place]]
        paid = f"{line['credits']:,.10g} instead of {self._alone(place):,.10g} {self._currency}"
        name = self.reasons.allocation.columns.projects[lead]
        return f"Funded{self._to(place)}: adopts the common work of {name} and pays {paid}{self._loss(line)}"

    def _worth(self, place: int, rule: str, line: dict[str, Any]) -> str:
        brings = f"brings {line['gain']:.4g} {self.unit} for {line['credits']:,.10g} {self._currency}"
        return f"Funded in full: {brings}{self._loss(line)}"

    def _partly(self, place: int, rule: str, line: dict[str, Any]) -> str:
        ends = "there the pool ends"
        if self.reasons.neighbours.added[place] <= 1e-6 * self.reasons.neighbours.alone[place]:
            ends = "more of it would raise no service further"
        elif rule == "prerequisite":
            ends = f"it goes no further than {self._needed(place)}, which it needs"
        elif rule == "alternatives":
            ends = f"{self._instead(place)} has the rest of their set"
        elif rule:
            ends = f"there {self._limit(place, rule)} ends it"
        return f"Funded{self._to(place)}: {ends}"

    def _done(self, place: int, rule: str, line: dict[str, Any]) -> str:
        allocation = self.reasons.allocation
        lead = allocation.columns.projects[allocation.leads[self.reasons.group[place]]]
        return f"Not funded: its work is done by {lead}; {self._little(line)}"

    def _covered(self, place: int, rule: str, line: dict[str, Any]) -> str:
        others = self.reasons.neighbours.covering(place)
        by = f" by {_listed(others)}" if others else ""
        return f"Not funded: its services are already covered{by}; {self._little(line)}"

    def _prerequisite(self, place: int, rule: str, line: dict[str, Any]) -> str:
        return f"Not funded: it needs {self._needed(place)}, which is not; {self._each(line)}"

    def _alternative(self, place: int, rule: str, line: dict[str, Any]) -> str:
        return f"Not funded: {self._instead(place)} is funded in its stead; {self._each(line)}"

    def _ceiling(self, place: int, rule: str, line: dict[str, Any]) -> str:
        limit = self._limit(place, rule)
        return f"Not funded: {limit} is reached by what brings more; {self._each(line)}"

    def _other_rule(self, place: int, rule: str, line: dict[str, Any]) -> str:
        return f"Not funded: the rule {rule!r} keeps it out; {self._each(line)}"

    def _no_fit(self, place: int, rule: str, line: dict[str, Any]) -> str:
        return f"Not funded: {self._each(line)}, but it does not fit beside what is funded{self._more(line)}"

    def _left_out(self, place: int, rule: str, line: dict[str, Any]) -> str:
        return f"Not funded: {self._each(line)}, but this plan leaves it out{self._more(line)}"

    def _pool(self, place: int, rule: str, line: dict[str, Any]) -> str:
        return f"Not funded: {self._each(line)}{self._enters(line)}"

    def _to(self, place: int) -> str:
        part = self.reasons.allocation.parts[place]
        return " in full" if part == 10**9 else f" to {part / 10**9:.1%}"

    def _loss(self, line: dict[str, Any]) -> str:
        lost = 0.0 if "gap" in line else line["loss_at_least"]
        return f"; without it {lost:.3g} {self.unit} would be lost at least" if lost > 0 else ""

    def _looked_at(self, line: dict[str, Any]) -> str:
        """Say what solving again told, if it was."""
        if "gap" not in line:
            return ""
        off = f" (to within {line['gap']:.2g})" if line["gap"] > 0 else ""
        if line["share"] > 0:
            if line["lost_without"] == float("inf"):
                return "; with these leads no plan is left without it"
            return f"; refused, it would cost the plan {line['lost_without']:.4g} {self.unit}{off}"
        if line["lost_with"] == float("inf"):
            return "; with these leads no plan has room for it in full"
        return f"; in full, it would cost the plan {line['lost_with']:.4g} {self.unit}{off}"

    def _little(self, line: dict[str, Any]) -> str:
        return (
            f"it would add {line['could_add']:.3g} of the {line['alone']:.3g} {self.unit} it is worth alone"
        )

    def _each(self, line: dict[str, Any]) -> str:
        step = f"{float(to_amounts(self.step, self._quantum)):,.10g} {self._currency}"
        return (
            f"it would bring {line['per_step']:.3g} {self.unit} for {step}, "
            f"where the pool's last bring {line['pool_per_step']:.3g}"
        )

    def _enters(self, line: dict[str, Any]) -> str:
        if not line["enters_at"] > 0:
            return self._more(line)
        most = f"{line['enters_at']:,.10g} {self._currency} instead of {line['asked']:,.10g}"
        gain = f"bring {line['enters_from']:.3g} {self.unit} instead of {line['worth']:.3g}"
        return f"; to enter it would have to ask for at most {most}, or {gain}"

    def _more(self, line: dict[str, Any]) -> str:
        if not line["more_at_most"] > 0:
            return ""
        return f"; a plan with it could gain {line['more_at_most']:.2g} {self.unit} more at most"

    def _needed(self, place: int) -> str:
        """Name the prerequisite that has come least far."""
        allocation, needs = self.reasons.allocation, self.reasons.allocation.scenario.prerequisites
        needed = needs.loc[needs["project"] == allocation.columns.projects[place], "requires"].tolist()
        return str(min(needed, key=lambda name: (allocation.share[name], name)))

    def _instead(self, place: int) -> str:
        """Name those of its sets that are funded."""
        allocation, sets = self.reasons.allocation, self.reasons.allocation.scenario.alternatives
        own = sets["project"] == allocation.columns.projects[place]
        others = sets.loc[sets["set"].isin(sets.loc[own, "set"]) & ~own, "project"].tolist()
        return _listed([name for name in others if allocation.share[name] > 0]) or "another of its set"

    def _limit(self, place: int, rule: str) -> str:
        """Name a ceiling, or a rule of one's own."""
        if rule not in ("agency ceiling", "category ceiling"):
            return f"the rule {rule!r}"
        project = self.reasons.allocation.columns.projects[place]
        return f"the ceiling of {self._projects.at[project, rule.removesuffix(' ceiling')]}"

    def _alone(self, place: int) -> float:
        columns = self.reasons.allocation.columns
        due = int(columns.cost[place]) * int(self.reasons.allocation.parts[place])
        return float(to_amounts(-(-due // 10**9), columns.quantum))

    @cached_property
    def _projects(self) -> Any:
        return self.reasons.allocation.scenario.projects.set_index("id")

    @property
    def _currency(self) -> str:
        return self.reasons.allocation.scenario.settings.currency

    @property
    def _quantum(self) -> float:
        return self.reasons.allocation.columns.quantum


def _listed(names: list[str]) -> str:
    """Join names as a sentence does."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
