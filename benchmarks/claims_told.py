"""Kinds of sentences and table lines of a plan's papers, each with a recount of its figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.reasons import held_still
from benchmarks.recounts import Recounts
from egov_budget import allocate, formulate
from egov_budget.columns import Columns
from egov_budget.reasons.standing import standing
from egov_budget.solving.change import Change
from egov_budget.solving.resolve import Resolve

FIGURE = r"([-+]?[\d,]+(?:\.\d+)?%?)"
Found = dict[str, str]
Figures = Sequence[float | None]
TOLD = {"high": "90 % and more", "medium": "50 to 90 %", "low": "under 50 %", "none": "nothing yet"}


class Line(NamedTuple):
    """A sentence, or a table's line with bars between its cells: its paper, part and words."""

    paper: str
    part: str
    text: str


@dataclass(frozen=True, eq=False)
class Book(Recounts):
    """A plan with its papers, line by line."""

    lines: Sequence[Line]

    @property
    def pool(self) -> float:
        """What there is."""
        return self.scenario.settings.pool

    @property
    def spent(self) -> float:
        """What is paid."""
        return float(self.projects["credits"].sum())

    @property
    def promised(self) -> float:
        """Points if every agency delivered all that it promised."""
        return float(self.projects["promised"].sum())

    def rows(self, agency: str = "", category: str | None = None) -> pd.DataFrame:
        """Return the projects of an agency, a programme, both, or all."""
        frame = self.projects
        frame = frame[frame["agency"] == self.named("agencies", agency)] if agency else frame
        return frame if category is None else frame[frame["category"] == category]

    def programme(self, name: str, agency: str = "") -> pd.DataFrame:
        """Return the projects of a programme, of an agency or all."""
        return self.rows(agency, "" if name == "without a programme" else self.named("categories", name))

    def of(self, name: str) -> pd.Series:
        """Return a project by its id or title."""
        return self.projects.loc[self.named("projects", name)]

    def asked_and_given(self, rows: pd.DataFrame) -> list[float]:
        """Return how many of some projects are funded, what these asked, and were given, and gain."""
        return [len(paid(rows)), *self.money(paid(rows))]

    def in_bill(self, rows: pd.DataFrame) -> list[float]:
        """Return the same with the current and the capital part of what they were given."""
        count, asked, given, gain = self.asked_and_given(rows)
        capital = float((rows["credits"] * rows["capital"]).round().sum())
        return [count, asked, given - capital, capital, given, gain]

    def common(self, project: str, column: str = "common") -> float:
        """Return the common work of a member of a group, or its connection."""
        overlaps = self.plan.overlaps
        assert overlaps is not None
        return float(overlaps.members.set_index("project").loc[project, column])

    def price(self, project: str) -> float:
        """Return what a project would cost in full, with what its lead would have to build for it."""
        row = self.projects.loc[project]
        group = self.sharing[self.sharing["group"] == row["group"]]
        if group.empty:
            return float(row["cost"])
        built = max(self.common(name) * group.loc[name, "share"] for name in group["id"])
        own = self.common(project)
        return float(row["cost"]) - own + self.common(project, "connection") + max(own - built, 0.0)

    def bound(self, row: pd.Series, side: str) -> float | None:
        """Return a floor or ceiling in whole quanta of money; None where there is none."""
        if np.isnan(row[side]):
            return None
        of = {"percent of pool": self.pool, "percent of last year": row.get("last_year", 0.0)}
        whole, quantum = of.get(row[f"{side}_unit"]), self.scenario.settings.quantum
        exact = row[side] if whole is None else row[side] * whole / 100
        return float((np.ceil if side == "floor" else np.floor)(round(exact / quantum, 6)) * quantum)

    def pairs_of(self, agency: str) -> int:
        """Return how many lines of the paper on work that goes on twice name an agency."""
        found = [one for one in self.lines if one.paper == "inspection" and "goes on twice" in one.part]
        return sum(f"({agency}) |" in one.text for one in found)

    def starting(self, table: str, text: str) -> str:
        """Return the id whose title a text begins with, the longest where several do."""
        frame = self.scenario.tables[table]
        known = [(title or name, name) for title, name in zip(frame["title"], frame["id"], strict=True)]
        return str(max((one for one in known if text.startswith(one[0])), key=lambda one: len(one[0]))[1])

    def last_year(self, agency: str) -> float:
        """Return what an agency had last year."""
        agencies = self.scenario.agencies.set_index("id")
        return float(agencies.loc[self.named("agencies", agency), "last_year"])


class Kind(NamedTuple):
    """A kind of line: its name, the paper, a pattern, and what its figures come to, or whether they hold.

    In a pattern # is a figure, {name} a text, ... anything.
    """

    name: str
    paper: str
    pattern: str
    recount: Callable[[Book, Found, list[str]], Figures | bool]

    def read(self, line: Line) -> re.Match[str] | None:
        """Return the figures and names of a line, if it is of this kind."""
        if self.paper not in f"{line.paper}: {line.part}":
            return None
        return pattern_of(self.pattern).fullmatch(line.text)

    def holds(self, book: Book, line: Line) -> bool:
        """Tell whether a line of this kind says what is so."""
        match = self.read(line)
        assert match is not None
        named = match.groupdict()
        spans = {match.span(name) for name in named}
        told = [text or "" for at, text in enumerate(match.groups(), 1) if match.span(at) not in spans]
        try:
            found = self.recount(book, {"part": line.part, **named}, told)
        except LookupError:  # what nobody is called by does not hold
            return False
        if isinstance(found, bool):
            return found
        return len(found) == len(told) and all(map(agrees, told, found))


@cache
def pattern_of(told: str) -> re.Pattern[str]:
    """Return the pattern of a kind's words; {c} is a currency, {p} an id, another name any text."""
    pattern = re.escape(told).replace(r"\{", "{").replace(r"\}", "}").replace(r"\ ", " ")
    pattern = pattern.replace("{c}", r"[^\d|]+").replace("{p}", "(?P<p>[^ ,|:]+)")
    pattern = pattern.replace(r"\#", FIGURE).replace(r"\.\.\.", ".*")
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>.+?)", pattern))


def paid(rows: pd.DataFrame) -> pd.DataFrame:
    """Return those of some projects that are funded, or get money."""
    return rows[rows["funded"] | (rows["credits"] > 0)]


def number(told: str) -> float:
    """Return a figure as a number; a percentage as it stands."""
    return float(told.strip("%").replace(",", ""))


def agrees(told: str, found: float | None) -> bool:
    """Tell whether a figure is a number rounded to its last digit."""
    if found is None or np.isnan(found) or not told:
        return not told and (found is None or bool(np.isnan(found)))
    digits = len(told.strip("%").partition(".")[2])
    exact = found * 100 if told.endswith("%") else found
    return abs(number(told) - exact) <= 0.5 * 10**-digits * (1 + 1e-6) + 1e-9 * abs(exact)


def best_bound(book: Book) -> float:
    """Return what no plan gains more than, as the relaxation or the solver's own search says."""
    plan = book.plan
    program = formulate(plan.scenario, plan.overlaps, rules=plan.rules)
    relaxed = Resolve.relaxed(program)([]).bound
    searched = plan.outcome.reached[0].bound if plan.outcome else None
    return min(relaxed, np.inf if searched is None else searched)


def at_pool(book: Book, m: Found, told: list[str]) -> bool:
    """Tell whether another pool gains what is said: a plan made anew neither proves more nor less."""
    pool, gain, gap = number(told[0]), number(told[1]), number(told[2]) / 100
    plan = book.plan
    other = allocate(plan.scenario.replace(pool=pool), plan.overlaps)
    bound = other.outcome.reached[0].bound if other.outcome else None
    assert bound is not None
    return other.gain <= gain * (1 + gap) + 0.006 and bound >= gain - 0.006


def opened(book: Book, register: str | None = None, provider: str | None = None) -> float:
    """Return what the plan would gain more in fractions, with its leads, were a register not withheld."""
    plan, rows = book.plan, book.scenario.exchanges
    free = rows["status"] == "withheld"
    free &= True if register is None else rows["register"] == register
    free &= True if provider is None else rows["provider"] == provider
    gains = []
    for status in ("withheld", "open"):
        exchanges = rows.assign(status=rows["status"].where(~free, status))
        scenario = plan.scenario.replace(exchanges=exchanges)
        columns = Columns.of(scenario, plan.overlaps)
        program, shut = standing(replace(plan, scenario=scenario, columns=columns, outcome=None))
        relaxed = Resolve.relaxed(program)
        gains.append(relaxed([Change(shut, 0.0, 0.0, of_columns=True)]).value)
    return max(gains[1] - gains[0], 0.0)


def slopes(book: Book, step: float) -> tuple[float, float]:
    """Return what a step less in the pool costs and one more brings, all other bounds as they are."""
    plan = book.plan
    program, _ = standing(plan)
    at = program.row_rule.index("pool")
    relaxed = Resolve.relaxed(program)
    money, gains = [-step, 0.0, step], []
    for more in money:
        pool = (plan.columns.pool + more / plan.columns.quantum) / program.columns.unit
        gains.append(relaxed([*held_still(plan, program), Change(at, -np.inf, pool)]).value)
    return gains[1] - gains[0], gains[2] - gains[1]


def line_of(book: Book, m: Found, t: list[str]) -> Figures | bool:
    """Recount a credit line and the sentence that justifies it."""
    rows = book.programme(m["category"], m["agency"])
    count, asked, current, capital, given, gain = book.in_bill(rows)
    funded = paid(rows)
    served = book.raised[book.raised["project"].isin(funded["id"])]["service"].nunique()
    said = re.fullmatch(rf"(?:{FIGURE} projects raise|.+ raises) {FIGURE} services? by {FIGURE} points.* "
                        rf"for {FIGURE} of what .+ asked(?:; most money goes to (.+?))?"
                        rf"(?:; {FIGURE} leads? common work)?(?:(?:; | and ){FIGURE} adopts? common work)?\.",
                        m["said"])  # fmt: skip
    if said is None:
        return False
    members = book.sharing[book.sharing["id"].isin(funded["id"])]
    leads = int((members["lead"] == members["id"]).sum())
    told = [text for at, text in enumerate(said.groups(), 1) if at != 5]
    found = [count, served, gain, given / asked, leads, len(members) - leads]
    most = said[5] is None or book.of(said[5])["credits"] == funded["credits"].max()
    return most and all(
        agrees(*one)
        for one in zip([*t, *told], [asked, current, capital, given, *found], strict=True)
        if one[0]
    )
