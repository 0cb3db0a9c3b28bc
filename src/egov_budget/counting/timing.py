"""Timing: when each project is paid, delivers and brings how much, exactly and from the tables alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from egov_budget.counting.plan import records
from egov_budget.money import exact
from egov_budget.scenario.realisation import grown, realisation

if TYPE_CHECKING:
    from egov_budget.counting.plan import Plan
    from egov_budget.scenario import Scenario

Number = int | Fraction


class Begun(NamedTuple):
    """What earlier plans began of a project.

    Parameters
    ----------
    share, delivered : Fraction
        Share that was begun, and what of it has its points in the scores already.
    built : int or None
        Common work that it leads and that was begun, quanta; ``None`` where that is not known.
    promised : list of int
        Credits promised in each year, quanta.
    served : int or None
        Last year of a promise, from 0; ``None`` without one.
    released : bool
        Whether the promise may be given up.
    """

    share: Fraction
    delivered: Fraction
    built: int | None
    promised: list[int]
    served: int | None
    released: bool


@dataclass(frozen=True, eq=False)
class Timing:
    """Years of single projects, in the order of ``Tally.projects``; years of the plan are counted from 0.

    Parameters
    ----------
    parts : list of dict of int to int or Fraction
        Part of the cost due so many years after the start, whole quanta of the whole cost.
    delivery, span : list of int
        Year of the project, from 1, at whose end it delivers, and the last in which it is paid or delivers.
    whole : int
        Shares are counted in so many parts.
    ready : list of list of int
        By project and year: what can be expected of it if it delivers then, parts of that of the last year.
    begun : list of Begun
        What earlier plans began.
    """

    parts: list[dict[int, Number]]
    delivery: list[int]
    span: list[int]
    whole: int
    ready: list[list[int]]
    begun: list[Begun]

    @classmethod
    def of(cls, scenario: Scenario, whole: Plan, years: tuple[int, ...]) -> Timing:
        """Lay out the years of a scenario.

        Parameters
        ----------
        scenario : Scenario
            With the readiness of the first year.
        whole : Plan
            Any plan of all years together.
        years : tuple of int
            The years.
        """
        rows = {row["id"]: row for row in whole.projects}
        asked = [rows[project] for project in whole.tally.projects]
        parts = profiles(scenario, whole)
        length = [max(parts[row["id"]], default=0) + 1 for row in asked]
        late = [row["delivery"] for row in asked]
        delivery = [span if pd.isna(day) else int(day) for span, day in zip(length, late, strict=True)]
        ready = _ready(scenario, len(years))
        whole_parts = lcm(*(one.denominator for expected in ready.values() for one in expected))
        return cls(
            parts=[parts[row["id"]] for row in asked],
            delivery=delivery,
            span=[max(both) for both in zip(length, delivery, strict=True)],
            whole=whole_parts,
            ready=[[int(one * whole_parts) for one in ready[row["agency"]]] for row in asked],
            begun=_begun(scenario, whole, years, asked),
        )

    @cached_property
    def continues(self) -> bool:
        """Whether earlier plans began anything."""
        return any(known.share for known in self.begun)

    def late(self, at: int, year: int) -> bool:
        """Tell whether a project would not end within the years if it started in that year."""
        return year + self.span[at] > len(self.ready[at])

    def counts(self, at: int, year: int, *, plain: bool = False) -> dict[int, int]:
        """Return what a share started by each year counts for by a given one; -1 is what was begun before.

        Shares started by each year times these, summed, are the share that counts, but for what had
        delivered before.

        Parameters
        ----------
        at : int
            The project.
        year : int
            Year at whose end points are counted.
        plain : bool
            Whether shares count as they are, also those that had delivered before: an exchange is open then.
        """
        ready, served = self.ready[at], self.begun[at].served
        found: dict[int, int] = {}
        for start in range(year + 2 - self.delivery[at]):
            brings = self.whole if plain else ready[start + self.delivery[at] - 1]
            found[start] = found.get(start, 0) + brings
            if start or self.continues:
                found[start - 1] = found.get(start - 1, 0) - brings
        if served is not None and served <= year:
            found[-1] = found.get(-1, 0) + (self.whole if plain else ready[served])
        elif served is None and plain and self.continues:
            found[-1] = found.get(-1, 0) + self.whole
        return {start: factor for start, factor in found.items() if factor}

    def known(self, at: int, year: int) -> Number:
        """Return what counts for a project by a year and has its points in the scores already."""
        begun = self.begun[at]
        if begun.served is None or begun.served > year:
            return 0
        return simple(self.ready[at][begun.served] * begun.delivered)


def profiles(scenario: Scenario, plan: Plan) -> dict[str, dict[int, Number]]:
    """Return the part of the cost of each project that is due so many years after its start.

    Of the whole cost these are whole quanta, by largest remainder (ties: the earlier year).
    """
    wanted, at_once = asked_profiles(scenario), [Fraction(1)]
    return {name: _in_quanta(wanted.get(name, at_once), cost) for name, cost in plan.cost.items()}


def asked_profiles(scenario: Scenario) -> dict[str, list[Fraction]]:
    """Return which part of its cost each project with a profile needs in each of its years."""
    found: dict[str, list[Fraction]] = {}
    for row in records(scenario.profiles.sort_values(["project", "year"])):
        found.setdefault(row["project"], []).append(exact(row["part"]))
    return found


def _in_quanta(parts: list[Fraction], cost: int) -> dict[int, Number]:
    due = [cost * part / sum(parts) for part in parts]
    down = [amount // 1 for amount in due]
    late = sorted(range(len(due)), key=lambda at: down[at] - due[at])
    for after in late[: cost - sum(down)]:
        down[after] += 1
    return {after: simple(Fraction(amount, cost)) for after, amount in enumerate(down) if amount}


def _ready(scenario: Scenario, count: int) -> dict[str, list[Fraction]]:
    """Return what each agency can be expected to deliver in each year, by what it can in the last."""
    by_year = [realisation(grown(scenario.agencies, year)).map(exact) for year in range(count)]
    found = {}
    for agency, expected in zip(by_year[-1].index, zip(*by_year, strict=True), strict=True):
        found[agency] = [one / expected[-1] if expected[-1] else Fraction(1) for one in expected]
    return found


def _begun(
    scenario: Scenario, plan: Plan, years: tuple[int, ...], asked: Iterable[dict[str, Any]]
) -> list[Begun]:
    promised: dict[str, list[int]] = {}
    for row in records(scenario.commitments):
        of_years = promised.setdefault(row["project"], [0] * len(years))
        of_years[int(row["year"]) - years[0]] = int(plan.quantum_count(row["credits"]))
    last = scenario.commitments.groupby("project")["year"].max() - years[0]
    released = set(scenario.commitments.loc[scenario.commitments["released"], "project"])
    found = []
    for row in asked:
        name, share = row["id"], row["started"]
        if share != share:  # noqa: PLR0124  # NaN: all of it if there is a promise
            share = float(name in promised)
        found.append(
            Begun(
                share=exact(share),
                delivered=exact(row["delivered"]),
                built=None if pd.isna(row["built"]) else int(plan.quantum_count(row["built"])),
                promised=promised.get(name, [0] * len(years)),
                served=int(last[name]) if name in promised else None,
                released=name in released,
            )
        )
    return found


def simple(number: Number) -> Number:
    """Return a whole number as such."""
    return number.numerator if number.denominator == 1 else number
