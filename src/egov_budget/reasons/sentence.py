"""Sentence: why a project is funded or not, for the agency that asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from egov_budget.money import to_amounts
from egov_budget.reasons.reason import BILLION, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from egov_budget.language import Language
    from egov_budget.reasons.reason import Reasons

EXCHANGES_NAMED = 2


@dataclass(frozen=True, eq=False)
class Sentences:
    """Writes one sentence a project.

    Parameters
    ----------
    reasons : Reasons
        The plan, its reduced costs and its neighbours.
    step : int
        Amount of money, in quanta, that gains are compared on.
    unit : str
        Unit of the goal.
    lang : Language
        What it is written in.
    """

    reasons: Reasons
    step: int
    unit: str
    lang: Language

    def of(self, place: int, reason: Reason, rule: str, line: dict[str, Any]) -> str:
        """Return the sentence of one project from its line in ``explain``."""
        writers: dict[Reason, Callable[[int, str, dict[str, Any]], str]] = {
            Reason.MANDATORY: lambda *_: self._say("mandatory"),
            Reason.LEADS: self._leads,
            Reason.ADOPTS: self._adopts,
            Reason.WORTH: self._worth,
            Reason.PARTLY: self._partly,
            Reason.EXCLUDED: lambda *_: self._say("excluded"),
            Reason.NO_GAIN: lambda *_: self._say("no_gain"),
            Reason.WAITS: self._waits,
            Reason.NO_USE: lambda _, goal, __: self._say("no_use", goal=self.lang.word("goal", goal)),
            Reason.DONE: self._done,
            Reason.NO_LEAD: lambda *_: self._say("no_lead"),
            Reason.COVERED: self._covered,
            Reason.PREREQUISITE: self._prerequisite,
            Reason.ALTERNATIVE: self._alternative,
            Reason.CEILING: self._ceiling,
            Reason.OTHER_RULE: self._other_rule,
            Reason.NO_FIT: self._no_fit,
            Reason.LEFT_OUT: self._left_out,
            Reason.POOL: self._pool,
        }
        said = writers[reason](place, rule, line)
        missing = "" if reason in (Reason.WAITS, Reason.EXCLUDED) else self._missing(place)
        return self._looked_at(self._say("waiting", said=said, data=missing) if missing else said, line)

    def _waits(self, place: int, rule: str, line: dict[str, Any]) -> str:
        return self._out(self._say("waits", data=self._missing(place)))

    def _missing(self, place: int) -> str:
        """Name the exchanges that points of a project wait for, two at most; empty without any."""
        waits = self.reasons.waits.of(str(self.reasons.allocation.columns.projects[place]))
        told = []
        for register, provider, opener in waits[:EXCHANGES_NAMED]:
            kind = "planned" if opener else "withheld"
            names = {"register": register, "provider": provider} | ({"project": opener} if opener else {})
            told.append(self._say(kind, **{name: self.lang.isolate(word) for name, word in names.items()}))
        return self.lang.listed(told) if told else ""

    def _leads(self, place: int, rule: str, line: dict[str, Any]) -> str:
        columns, parts = self.reasons.allocation.columns, self.reasons.allocation.parts
        peers = columns.member[columns.group == self.reasons.group[place]]
        others = [columns.projects[at] for at in peers if at != place and parts[at] > 0]
        return self._loss(self._say("leads", to=self._to(place), others=self._listed(others)), line)

    def _adopts(self, place: int, rule: str, line: dict[str, Any]) -> str:
        lead = self.reasons.allocation.columns.projects[self._lead(place)]
        said = self._say(
            "adopts", to=self._to(place), lead=self.lang.isolate(lead), currency=self._currency,
            credits=self.lang.amount(line["credits"]), alone=self.lang.amount(self._alone(place)),
        )  # fmt: skip
        return self._loss(said, line)

    def _worth(self, place: int, rule: str, line: dict[str, Any]) -> str:
        said = self._say(
            "worth", gain=self.lang.figures(line["gain"], 4), unit=self._unit,
            credits=self.lang.amount(line["credits"]), currency=self._currency,
        )  # fmt: skip
        return self._loss(said, line)

    def _partly(self, place: int, rule: str, line: dict[str, Any]) -> str:
        ends = self._say("ends_pool")
        if self.reasons.neighbours.added[place] <= 1e-6 * self.reasons.neighbours.alone[place]:
            ends = self._say("ends_full")
        elif rule == "prerequisite":
            ends = self._say("ends_needs", needed=self._needed(place))
        elif rule == "alternatives":
            ends = self._say("ends_set", others=self._instead(place))
        elif rule:
            ends = self._say("ends_limit", limit=self._limit(place, rule))
        return self._say("partly", to=self._to(place), ends=ends)

    def _done(self, place: int, rule: str, line: dict[str, Any]) -> str:
        lead = self.reasons.allocation.columns.projects[self._lead(place)]
        return self._out(self._little(self._say("done", lead=self.lang.isolate(lead)), line))

    def _covered(self, place: int, rule: str, line: dict[str, Any]) -> str:
        others = self._listed(self.reasons.neighbours.covering(place))
        said = self._say("covered_by", others=others) if others else self._say("covered")
        return self._out(self._little(said, line))

    def _prerequisite(self, place: int, rule: str, line: dict[str, Any]) -> str:
        return self._blocked(self._say("prerequisite", needed=self._needed(place)), line)

    def _alternative(self, place: int, rule: str, line: dict[str, Any]) -> str:
        return self._blocked(self._say("alternative", others=self._instead(place)), line)

    def _ceiling(self, place: int, rule: str, line: dict[str, Any]) -> str:
        return self._blocked(self._say("ceiling", limit=self._limit(place, rule)), line)

    def _other_rule(self, place: int, rule: str, line: dict[str, Any]) -> str:
        return self._blocked(self._say("other_rule", limit=self._limit(place, rule)), line)

    def _blocked(self, said: str, line: dict[str, Any]) -> str:
        return self._out(self._say("and_then", said=said, more=self._each(line)))

    def _no_fit(self, place: int, rule: str, line: dict[str, Any]) -> str:
        return self._more(self._out(self._say("no_fit", each=self._each(line))), line)

    def _left_out(self, place: int, rule: str, line: dict[str, Any]) -> str:
        return self._more(self._out(self._say("left_out", each=self._each(line))), line)

    def _pool(self, place: int, rule: str, line: dict[str, Any]) -> str:
        return self._enters(self._out(self._each(line)), line)

    def _say(self, name: str, **values: str | int) -> str:
        return self.lang.say(f"sentence.{name}", **values)

    def _out(self, why: str) -> str:
        return self._say("not_funded", why=why)

    def _to(self, place: int) -> str:
        part = self.reasons.allocation.parts[place]
        full = part == BILLION
        return self._say("in_full") if full else self._say("to", share=self.lang.percent(part / BILLION))

    def _loss(self, said: str, line: dict[str, Any]) -> str:
        lost = 0.0 if "gap" in line else line["loss_at_least"]
        return self._then("loss", said, lost, 3) if lost > 0 else said

    def _looked_at(self, said: str, line: dict[str, Any]) -> str:
        """Say what solving again told, if it was."""
        if "gap" not in line:
            return said
        refused = line["share"] > 0
        lost = line["lost_without" if refused else "lost_with"]
        if lost == float("inf"):
            return self._say("no_plan_without" if refused else "no_room", said=said)
        told = self._then("refused" if refused else "delivered", said, lost, 4)
        gap = line["gap"]
        return self._say("within", said=told, gap=self.lang.figures(gap, 2)) if gap > 0 else told

    def _then(self, name: str, said: str, amount: float, digits: int) -> str:
        """Add what so much of the goal is, to what was said."""
        return self._say(name, said=said, amount=self.lang.figures(amount, digits), unit=self._unit)

    def _little(self, said: str, line: dict[str, Any]) -> str:
        added, alone = self.lang.figures(line["could_add"]), self.lang.figures(line["alone"])
        return self._say("little", said=said, added=added, alone=alone, unit=self._unit)

    def _each(self, line: dict[str, Any]) -> str:
        return self._say(
            "each", gain=self.lang.figures(line["per_step"]), unit=self._unit,
            step=self.lang.amount(float(to_amounts(self.step, self._quantum))), currency=self._currency,
            last=self.lang.figures(line["pool_per_step"]),
        )  # fmt: skip

    def _enters(self, said: str, line: dict[str, Any]) -> str:
        if not line["enters_at"] > 0:
            return self._more(said, line)
        return self._say(
            "enters", said=said, currency=self._currency, unit=self._unit,
            most=self.lang.amount(line["enters_at"]), asked=self.lang.amount(line["asked"]),
            gain=self.lang.figures(line["enters_from"]), worth=self.lang.figures(line["worth"]),
        )  # fmt: skip

    def _more(self, said: str, line: dict[str, Any]) -> str:
        return self._then("more", said, line["more_at_most"], 2) if line["more_at_most"] > 0 else said

    def _needed(self, place: int) -> str:
        """Name the prerequisite that has come least far."""
        allocation, needs = self.reasons.allocation, self.reasons.allocation.scenario.prerequisites
        needed = needs.loc[needs["project"] == allocation.columns.projects[place], "requires"].tolist()
        return self.lang.isolate(min(needed, key=lambda name: (allocation.share[name], name)))

    def _instead(self, place: int) -> str:
        """Name those of its sets that are funded."""
        allocation, sets = self.reasons.allocation, self.reasons.allocation.scenario.alternatives
        own = sets["project"] == allocation.columns.projects[place]
        others = sets.loc[sets["set"].isin(sets.loc[own, "set"]) & ~own, "project"].tolist()
        funded = self._listed([name for name in others if allocation.share[name] > 0])
        return funded or self._say("another_of_set")

    def _limit(self, place: int, rule: str) -> str:
        """Name a ceiling, or a rule of one's own."""
        if rule not in ("agency ceiling", "category ceiling"):
            return self._say("limit_rule", rule=self.lang.word("rule_name", rule))
        project = self.reasons.allocation.columns.projects[place]
        holder = str(self._projects.at[project, rule.removesuffix(" ceiling")])
        return self._say("limit_ceiling", holder=self.lang.isolate(holder))

    def _alone(self, place: int) -> float:
        columns = self.reasons.allocation.columns
        due = int(columns.cost[place]) * int(self.reasons.allocation.parts[place])
        return float(to_amounts(-(-due // BILLION), columns.quantum))

    def _lead(self, place: int) -> int:
        return int(self.reasons.allocation.leads[self.reasons.group[place]])

    def _listed(self, names: list[str]) -> str:
        return self.lang.listed([self.lang.isolate(name) for name in names])

    @cached_property
    def _projects(self) -> Any:
        return self.reasons.allocation.scenario.projects.set_index("id")

    @property
    def _currency(self) -> str:
        return self.lang.word("currency", self.reasons.allocation.scenario.settings.currency)

    @property
    def _unit(self) -> str:
        return self.lang.word("unit", self.unit)

    @property
    def _quantum(self) -> float:
        return self.reasons.allocation.columns.quantum
