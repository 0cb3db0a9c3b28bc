"""usual_growth: lists of several years with the same projects -> the usual range beside an asked cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.catalogues.notes import noted
from egov_budget.display import Displayed
from egov_budget.language import counted
from egov_budget.money import exact, to_amounts, to_quanta
from egov_budget.rounds.year import ordinal
from egov_budget.scenario.demanded import Claim, demanded

if TYPE_CHECKING:
    from egov_budget.scenario import Scenario

NAME = "usual growth"


@dataclass(frozen=True)
class UsualGrowth(Displayed):
    """How many times as much the same project asks for in a later list, as a range.

    It is one range for all projects: on Canada's lists ranges by likeness of texts, by size and by department
    were not shown to be better (``benchmarks/costs.py``).

    Parameters
    ----------
    low, median, high : Fraction
        Times what was asked: the range, and what half of the projects stayed within.
    part : float
        Part of the next projects that the range holds on the mean, or more, if they grow as these did.
    seen : int
        How often a project stood in a list and in the next one.
    years : tuple of str
        Fiscal years of the lists.
    """

    low: Fraction
    median: Fraction
    high: Fraction
    part: float
    seen: int
    years: tuple[str, ...]

    def beside(self, scenario: Scenario) -> pd.DataFrame:
        """Return for each project: project, asked, low, median, high (currency units, whole quanta).

        The range is rounded outwards, the median to the nearest quantum.
        """
        projects, quantum = scenario.projects, scenario.settings.quantum
        asked = to_quanta(projects["cost"], quantum).tolist()
        ways = (("low", floor), ("median", round), ("high", ceil))
        told = {name: [way(cost * getattr(self, name)) for cost in asked] for name, way in ways}
        amounts = {name: to_amounts(quanta, quantum) for name, quanta in told.items()}
        return pd.DataFrame({"project": projects["id"], "asked": projects["cost"], **amounts})

    def onto(self, scenario: Scenario) -> Scenario:
        """Return the scenario with the usual range for each project that states none.

        Its ``projects.cost_more`` reaches to the high of the range. What stands there stays, and so does 0
        where a project is excluded. A note says what the others rest on.
        """
        projects, quantum = scenario.projects, scenario.settings.quantum
        silent = (projects["cost_more"] == 0) & ~projects["excluded"]
        beyond = to_quanta(self.beside(scenario)["high"], quantum) - to_quanta(projects["cost"], quantum)
        more = to_amounts(np.maximum(beyond, 0), quantum)
        told = (
            f"{counted(silent.sum(), 'request')} without a range may cost the most of the usual one: {self}"
        )
        note = noted(NAME, [None], ["cost_more"], told) if silent.any() else scenario.notes.iloc[:0]
        return scenario.replace(
            projects=projects.assign(
                cost_more=projects["cost_more"].mask(silent, pd.Series(more, projects.index))
            ),
            notes=pd.concat([note, scenario.notes], ignore_index=True),
        )

    def held(self, earlier: Scenario, later: Scenario, *others: Scenario) -> tuple[int, int]:
        """Return for how many projects of other lists the range holds, and of how many."""
        grown = [times for two in pairwise([earlier, later, *others]) for times in _grown(*two)]
        return sum(self.low <= times <= self.high for times in grown), len(grown)

    def __str__(self) -> str:
        low, half, high = (f"{float(times):.2f}" for times in (self.low, self.median, self.high))
        seen = f"{self.part:.0%} of {counted(self.seen, 'request')}"
        return (
            f"{low} to {high} times what was asked (half of them up to {half}): "
            f"at least {seen} from one list to the next ({'; '.join(self.years)})"
        )

    def __repr__(self) -> str:
        return f"<UsualGrowth {self}>"


def usual_growth(earlier: Scenario, later: Scenario, *others: Scenario, part: float = 0.8) -> UsualGrowth:
    r"""Learn from lists of several years how many times as much the same project asks for in the next one.

    Of n projects that stand in a list and in the next, ranked by what they grew by, the range goes from
    number :math:`k = \lfloor (n + 1)(1 - p)/2 \rfloor` to number :math:`n + 1 - k`. If one more project grows
    as these did, in an order that says nothing, it lies within with a chance of p or more. Whether later ones
    grow as earlier ones did, no formula tells: ``held`` tries it on lists that it was not learned from.

    Parameters
    ----------
    earlier, later, *others : Scenario
        The lists, the oldest first. The same id in two of them is the same project. Excluded requests are
        left out: what is read without a cost stands so.
    part : float
        Part of the projects that the range is to hold, between 0 and 1.

    Returns
    -------
    UsualGrowth
        Growth of what is asked, prices and scope and all, of projects that are still in the later list: those
        that ended or were given up between the two are not seen.

    Raises
    ------
    RuleError
        If the lists are in several currencies, a year is not after that of the list before, or too few
        projects stand in two of them for a range of that part: (1 + p) / (1 - p) are needed, 9 for 0.8.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> last = worlds.national_1400(services=20, projects=20)
    >>> dearer = last.projects["cost"] + 10_000 * (last.projects.index % 10)
    >>> now = last.replace(projects=last.projects.assign(cost=dearer), fiscal_year="1402")
    >>> growth = usual_growth(last, now)
    >>> growth.seen, growth.years
    (20, ('1401', '1402'))
    >>> growth.held(last, now)
    (19, 20)
    >>> growth.beside(now).columns.tolist()
    ['project', 'asked', 'low', 'median', 'high']

    References
    ----------
    V. Vovk, A. Gammerman and G. Shafer (2005), Algorithmic Learning in a Random World, doi:10.1007/b106715:
    ranks of one more observation.
    """
    lists = [earlier, later, *others]
    grown = sorted(times for two in pairwise(lists) for times in _grown(*two))
    _sensible(lists, len(grown), part)
    rank = floor((len(grown) + 1) * (1 - exact(part)) / 2)
    years = tuple(scenario.settings.fiscal_year or scenario.settings.name for scenario in lists)
    return UsualGrowth(grown[rank - 1], median(grown), grown[-rank], part, len(grown), years)


def _grown(earlier: Scenario, later: Scenario) -> Iterator[Fraction]:
    """Yield how many times as much each project of both lists asks for in the later one."""
    before, now = (_asked(scenario) for scenario in (earlier, later))
    for project in sorted(before.keys() & now.keys()):
        yield exact(now[project]) / exact(before[project])


def _asked(scenario: Scenario) -> dict[str, float]:
    counts = scenario.projects[~scenario.projects["excluded"]]
    return dict(zip(counts["id"], counts["cost"], strict=True))


def _sensible(lists: Sequence[Scenario], seen: int, part: float) -> None:
    """Refuse lists and parts from which no range follows."""
    currencies = sorted({scenario.settings.currency for scenario in lists})
    years = [year for one in lists if (year := ordinal(one.settings.fiscal_year)) is not None]
    order = all(first < second for first, second in pairwise(years))
    inside = 0 < part < 1
    least = ceil((1 + exact(part)) / (1 - exact(part))) if inside else 0
    few = f"{seen} projects of both lists are too few: {least} are needed"
    money = f"amounts are in {len(currencies)} currencies"
    demanded(
        NAME,
        Claim(inside, "part", part, f"{part!r} is no part of the projects", "Give one between 0 and 1"),
        Claim(seen >= least, "lists", seen, few, "Give more lists, with the same ids"),
        Claim(len(currencies) == 1, "currency", ", ".join(currencies), money, "Give them in one"),
        Claim(order, "fiscal_year", years, "the years are not in their order", "Give the oldest list first"),
    )
