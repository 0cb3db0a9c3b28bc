"""Sentence: why a project is funded or not, for the agency that asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from egov_budget.counting import BILLION
from egov_budget.money import to_amounts
from egov_budget.reasons.names import Names
from egov_budget.reasons.reason import Reason
from egov_budget.scenario.decided_words import decided_words

if TYPE_CHECKING:
    from egov_budget.language import Language
    from egov_budget.reasons.reason import Found, Reasons
    from egov_budget.rules.funding_rule import FundingRule
    from egov_budget.scenario import Settings

SPENT = 1e-6  # part of the pool: where no more is left, it has ended


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

    def of(self, place: int, found: Found, line: dict[str, Any]) -> str:
        """Return the sentence of one project from its line in ``explain``."""
        said = self._said(place, found, line)
        missing = "" if found.reason in (Reason.WAITS, Reason.EXCLUDED) else self._names.missing(place)
        said = self._say("waiting", said=said, data=missing) if missing else said
        plan, project = self.reasons.allocation, str(self.reasons.allocation.columns.projects[place])
        if project in self._names.capped:
            said = self._say("capped", said=said, **self._money("ceiling", self._names.capped[project]))
        beyond = self._names.beyond(place)
        said = self._say("beyond", said=said, **self._money("credits", beyond)) if beyond else said
        decided = decided_words(plan.scenario, self.lang, project)
        said = self._say("by_decision", said=said, decisions="; ".join(decided.values())) if decided else said
        return self._solved_again(said, line)

    def _said(self, place: int, found: Found, line: dict[str, Any]) -> str:
        reason, name = found.reason, found.reason.name.lower()
        match reason:
            case Reason.LEADS | Reason.ADOPTS | Reason.WORTH | Reason.FUNDED:
                said = self._loss(self._funded(place, reason, line), reason, line)
            case Reason.PARTLY:
                said = self._say("partly", to=self._to(place), ends=self._ends(place, found.rule))
            case Reason.NEEDED | Reason.OPENS:
                said = self._say(name, to=self._to(place), others=self._names.helped(place, reason))
            case Reason.DRAWN:
                said = self._say(name, to=self._to(place), limit=self._names.limit(place, found.rule))
            case Reason.MANDATORY | Reason.DECIDED:
                said = self._say(name, to=self._to(place))
            case Reason.WAITS | Reason.WEAK | Reason.NO_USE:
                said = self._useless(place, reason)
            case Reason.DONE | Reason.COVERED:
                said = self._enters(self._out(self._little(self._by_others(place, reason), line)), line)
            case Reason.PREREQUISITE | Reason.ALTERNATIVE | Reason.CEILING | Reason.OTHER_RULE:
                said = self._out(self._barred(reason, place, found.rule))
            case Reason.NO_FIT | Reason.LEFT_OUT:
                why = self._say("but", each=self._each(line), but=self._but(reason, line))
                said = self._enters(self._out(why), line)
            case Reason.HURDLE | Reason.POOL:
                said = self._enters(self._out(self._each(line)), line)
            case _:  # there is nothing to add
                said = self._say(name)
        return said

    def _useless(self, place: int, reason: Reason) -> str:
        """Say what keeps a project from bringing anything."""
        if reason is Reason.WAITS:
            return self._out(self._say("waits", data=self._names.missing(place)))
        if reason is Reason.WEAK:
            return self._say("weak", least=self.lang.figures(self._settings.least_strength))
        goal = self.reasons.room.program.goals[0].name
        return self._say("no_use", goal=self.lang.word("goal", goal))

    def _funded(self, place: int, reason: Reason, line: dict[str, Any]) -> str:
        columns, parts = self.reasons.allocation.columns, self.reasons.allocation.parts
        if reason in (Reason.WORTH, Reason.FUNDED):
            gain = self.lang.figures(line["gain"], 4)
            paid = self._money("credits", line["credits"])
            return self._say("worth", gain=gain, unit=self.lang.unit("points", gain), **paid)
        if reason is Reason.ADOPTS:
            due = -(-int(columns.cost[place]) * int(parts[place]) // BILLION)
            alone = float(to_amounts(due, self._settings.quantum))
            return self._say(
                "adopts", to=self._to(place), lead=self._names.lead(place),
                credits=self.lang.amount(line["credits"]), **self._money("alone", alone),
            )  # fmt: skip
        peers = columns.member[columns.group == self.reasons.group[place]].tolist()
        others = [columns.projects[at] for at in peers if at != place and parts[at] > 0]
        return self._say("leads", to=self._to(place), others=self._names.listed(others))

    def _ends(self, place: int, rule: FundingRule | None) -> str:
        """Say what ends a project that is funded in part."""
        neighbours = self.reasons.neighbours
        if neighbours.added[place] <= 1e-6 * neighbours.alone[place]:
            return self._say("ends_full")
        if rule is None:
            left = self.reasons.allocation.left
            if left <= SPENT * self._settings.pool:
                return self._say("ends_pool")
            return self._left("ends_open")
        match Reason(rule.bars):
            case Reason.PREREQUISITE:
                return self._say("ends_needs", needed=self._names.needed(place))
            case Reason.ALTERNATIVE:
                return self._say("ends_set", others=self._names.listed(self._names.instead(place)))
        drawn = rule in self.reasons.room.keeping(place, 1.0)
        return self._say("ends_met" if drawn else "ends_limit", limit=self._names.limit(place, rule))

    def _by_others(self, place: int, reason: Reason) -> str:
        if reason is Reason.DONE:
            return self._say("done", other=self._names.listed(self.reasons.done_by(place)[:1]))
        others = self._names.listed(self.reasons.neighbours.covering(place)[:2])
        return self._say("covered_by", others=others) if others else self._say("covered")

    def _barred(self, reason: Reason, place: int, rule: FundingRule | None) -> str:
        """Say what a rule sets against a project: what it needs, its set, or a ceiling."""
        name = reason.name.lower()
        if reason is Reason.ALTERNATIVE:
            others = self._names.instead(place)
            return self._say(name, others=self._names.listed(others), count=len(others))
        if reason is not Reason.PREREQUISITE:
            return self._say(name, limit=self._names.limit(place, rule))
        needed = self._names.needed(place)
        part = min(self._names.share[name] for name in self._names.needs(place))
        return self._say("needs_more" if part > 0 else name, needed=needed)

    def _but(self, reason: Reason, line: dict[str, Any]) -> str:
        """Say why a project is out that would pay."""
        if reason is Reason.LEFT_OUT:
            return self._more(self._say("left_out"), line)
        return self._left("no_fit")

    def _left(self, name: str) -> str:
        return self._say(name, **self._money("left", self.reasons.allocation.left))

    def _say(self, name: str, **values: str | int) -> str:
        return self.lang.say(f"sentence.{name}", **values)

    def _out(self, why: str) -> str:
        return self._say("not_funded", why=why)

    def _to(self, place: int) -> str:
        part = self.reasons.allocation.parts[place]
        if part == BILLION:
            return self._say("in_full")
        return self._say("to", share=self.lang.percent(int(part) / BILLION))

    def _loss(self, said: str, reason: Reason, line: dict[str, Any]) -> str:
        if "gap" in line:  # what is lost is told after solving again
            return said
        if line["loss_at_least"] > 0:
            return self._then("loss", said, line["loss_at_least"], 3, up=False)
        return self._say("funded", said=said) if reason is Reason.FUNDED else said

    def _solved_again(self, said: str, line: dict[str, Any]) -> str:
        """Say what solving again told, if it was."""
        if "gap" not in line:
            return said
        refused = line["share"] > 0
        lost = line["lost_without" if refused else "lost_with"]
        if lost == float("inf"):
            return self._say("no_plan_without" if refused else "no_room", said=said)
        least = lost - line["gap"]
        if least <= 0:
            return self._say("no_loss", said=said)
        return self._then("refused" if refused else "delivered", said, least, 4, up=False)

    def _then(self, name: str, said: str, amount: float, digits: int, *, up: bool | None = None) -> str:
        """Add what so much of the goal is, to what was said."""
        told = self.lang.figures(amount, digits, up=up)
        return self._say(name, said=said, amount=told, unit=self.lang.unit(self.unit, told))

    def _little(self, said: str, line: dict[str, Any]) -> str:
        added, alone = self.lang.figures(line["could_add"]), self.lang.figures(line["alone"])
        return self._say("little", said=said, added=added, alone=alone, unit=self.lang.unit("points", alone))

    def _each(self, line: dict[str, Any]) -> str:
        step = float(to_amounts(self.step, self._settings.quantum))
        gain = self.lang.figures(line["per_step"])
        return self._say(
            "hurdle" if self.reasons.pool.at_hurdle else "each",
            gain=gain, unit=self.lang.unit("points" if self.reasons.pool.counted else self.unit, gain),
            **self._money("step", step), last=self.lang.figures(line["pool_per_step"]),
        )  # fmt: skip

    def _enters(self, said: str, line: dict[str, Any]) -> str:
        """Add a request at which a plan is known that gains more, and one above which there is none."""
        asked, at, above = line["asked"], line["enters_at"], line["not_above"]
        most = at if 0 < at < asked else above
        known = {"asked": self.lang.amount(asked), **self._money("most", most)}
        if 0 < at < asked:
            if at < above < asked:
                return self._say("enters_between", said=said, above=self.lang.amount(above), **known)
            return self._say("enters_at", said=said, **known)
        return self._say("not_above", said=said, **known) if above < asked else said

    def _more(self, said: str, line: dict[str, Any]) -> str:
        more = line["more_at_most"]
        return self._then("more", said, more, 2, up=True) if more > 0 else said

    @cached_property
    def _names(self) -> Names:
        return Names(self.reasons, self.lang)

    def _money(self, name: str, amount: float) -> dict[str, str]:
        currency = self.lang.currency(self._settings.currency, amount)
        return {name: self.lang.amount(amount), "currency": currency}

    @property
    def _settings(self) -> Settings:
        return self.reasons.allocation.scenario.settings
