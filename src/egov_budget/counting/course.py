"""Course: a plan over several years as tables and whole numbers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from egov_budget.counting.check import Check
from egov_budget.counting.choice import Choice
from egov_budget.counting.deliverable import common_work, cost_of_work
from egov_budget.counting.inequalities import Entries, Inequalities, cost_entries, numbers
from egov_budget.counting.joint_before import joint_before
from egov_budget.counting.led_before import built_before
from egov_budget.counting.offers import Delivered
from egov_budget.counting.plan import BILLION
from egov_budget.counting.pools import pools_of
from egov_budget.counting.timing import Timing, simple
from egov_budget.money import exact

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.counting.plan import Plan
    from egov_budget.counting.pools import Pools
    from egov_budget.counting.speaking import Speaking
    from egov_budget.counting.tally import Tally
    from egov_budget.counting.timing import Number
    from egov_budget.scenario import Scenario

Dated = TypeVar("Dated", Check, Choice, Inequalities)
BEFORE = -1  # what earlier plans began
STARTED = "xbhan"  # blocks of shares and common work
CARRIED = "k"  # block of what moves on from each year to the next, quanta


@dataclass(frozen=True)
class Course:
    """What has started by each year, and what is paid in it.

    Parameters
    ----------
    scenario : Scenario
        What was asked for.
    years : tuple of int
        The years, following each other.
    begun : Plan
        What earlier plans began.
    plans : sequence of Plan
        What has started by each year, with the credits of all years.
    paid : mapping of str to sequence of int
        Credits of each project in each year, quanta.
    """

    scenario: Scenario
    years: tuple[int, ...]
    begun: Plan
    plans: Sequence[Plan]
    paid: Mapping[str, Sequence[int]]

    @property
    def alone(self) -> Plan | None:
        """The plan of a single year in which all is paid and delivered; ``None`` for others."""
        scenario = self.scenario
        begun = not scenario.commitments.empty or bool(scenario.projects["started"].any())
        return None if begun or len(self.years) > 1 else self.plans[0]

    @property
    def tally(self) -> Tally:
        """What gains and rows of all years together are made of."""
        return self.plans[-1].tally

    @cached_property
    def pools(self) -> Pools:
        """The pool of each year, and what moves on from it at most."""
        return pools_of(self.scenario)

    @cached_property
    def timing(self) -> Timing:
        """When each project is paid, delivers and brings how much."""
        return Timing.of(self.scenario, self.plans[-1], self.years)

    @cached_property
    def work(self) -> list[dict[str, Fraction]]:
        """What the work of each project costs, quanta: what was begun before, then by each year."""
        built = built_before(self)
        by_year = [cost_of_work(plan, common_work(plan, built)) for plan in self.plans]
        return [cost_of_work(self.begun, built), *by_year]

    @cached_property
    def worth(self) -> list[Fraction]:
        """What a point that is gained by the end of each year is worth there: less what it is worth later."""
        rate = 1 / (1 + exact(self.scenario.settings.discount_rate))
        later = [rate ** (year + 1) for year in range(len(self.years) - 1)]
        return [rate**year - after for year, after in enumerate([*later, Fraction(0)])]

    @property
    def counted(self) -> list[int]:
        """Years at whose end points are counted: the last alone where time does not matter."""
        return [year for year, worth in enumerate(self.worth) if worth]

    def block(self, letter: str, year: int) -> str:
        """Return the name of a block of columns in a year; those of the last year are those of the whole."""
        if year == len(self.years) - 1:
            return letter
        return f"{letter} {'before' if year == BEFORE else self.years[year]}"

    def year_of(self, block: str) -> tuple[str, int]:
        """Return the letter of a block of columns and its year."""
        letter, _, when = block.partition(" ")
        years = {str(name): at for at, name in enumerate(self.years)}
        return letter, (years | {"": len(self.years) - 1, "before": BEFORE})[when]

    def placed(self, said: Dated, year: int) -> Dated:
        """Return what is said over the columns of one year as said over those of a given one."""
        return said.in_year(self.years[year], partial(self.block, year=year))

    def delivered(self, rows: Inequalities, year: int, *, joint: bool = False) -> Inequalities:
        """Return rows on shares delivered by a year, in place of shares started by it.

        Parameters
        ----------
        rows : Inequalities
            Rows over the columns of one year.
        year : int
            The year.
        joint : bool
            Whether they are those of joint shares; what opens an exchange counts as it is.
        """
        found, timing = self.placed(rows, year), self.timing
        most: list[Number] = [timing.whole * bound for bound in rows.most]
        most = joint_before(self.tally, timing, year).tolist() if joint else most
        terms: dict[int, list[tuple[int, int, Number]]] = {}
        others = [part for part in found.entries if part.block != self.block("x", year)]
        entries = [part._replace(coefficients=timing.whole * part.coefficients) for part in others]
        places = range(len(self.tally.projects))
        by_row = [[timing.counts(at, year, plain=opens) for at in places] for opens in (False, True)]
        for part in (part for part in rows.entries if part.block == "x"):
            for row, at, value in zip(
                part.rows.tolist(), part.columns.tolist(), part.coefficients, strict=True
            ):
                opens = joint and bool(self.tally.opens[row])
                for start, factor in by_row[opens][at].items():
                    terms.setdefault(start, []).append((row, at, value * factor))
                most[row] += 0 if joint else value * timing.known(at, year)
        for start, of_start in terms.items():
            entries.append(Entries.of(self.block("x", start), of_start))
        return dataclasses.replace(found, most=most, entries=entries, parts=timing.whole)

    def due(self, years: Iterable[int], row: NDArray[np.int64]) -> list[Entries]:
        """Return what projects are due in some years together, each in the row it belongs to; -1 for none.

        What starts in a year is due from then on by its profile; what was begun before, as promised.
        """
        timing, cost, among = self.timing, cost_entries(self.tally, row), set(years)
        found = []
        for start in range(len(self.years)):
            part = numbers(
                [sum(parts[after] for after in parts if start + after in among) for parts in timing.parts]
            )
            for entry in cost if part.any() else ():
                due = numbers(map(simple, entry.coefficients * part[entry.columns]))
                found.append(entry._replace(block=self.block(entry.block, start), coefficients=due))
                if start or self.timing.continues:
                    earlier = self.block(entry.block, start - 1)
                    found.append(entry._replace(block=earlier, coefficients=-due))
        promised = numbers(
            [
                sum(begun.promised[year] for year in among) / begun.share if begun.share else 0
                for begun in timing.begun
            ]
        )
        at = np.flatnonzero((row >= 0) & (promised != 0))
        return [*found, Entries(self.block("x", BEFORE), row[at], at, promised[at])] if len(at) else found

    def most_shared(self, year: int) -> NDArray[Any]:
        """Return the most that each group adds to a shared cell if it delivers by the end of a year."""
        tally = self.tally
        most = np.zeros(len(tally.shared), dtype=object)
        ready = numbers([of_years[year] for of_years in self.timing.ready])
        inside = tally.through >= 0
        np.maximum.at(most, tally.through[inside], (tally.points * ready[tally.owner])[inside])
        return numbers(simple(Fraction(points, self.timing.whole)) for points in most.tolist())

    @property
    def whole(self) -> int:
        """In how many parts shares are counted."""
        return self.timing.whole

    @property
    def gain(self) -> Fraction:
        """What it gains, each point by the worth of the year in which it comes, exactly."""
        return sum((self.worth[year] * self._gain(year) for year in self.counted), Fraction(0))

    def _gain(self, year: int) -> Fraction:
        shares = [plan.tally.parts(plan) for plan in (self.begun, *self.plans)]
        places = range(len(self.tally.projects))

        def started(at: int, *, plain: bool) -> Number:
            """Return what has started of a project as far as it counts in the year, billionths."""
            factors = self.timing.counts(at, year, plain=plain)
            part: Number = sum(factor * shares[start + 1][at] for start, factor in factors.items())
            return part

        tally, timing = self.tally, self.timing
        counts, opens = (numbers([started(at, plain=plain) for at in places]) for plain in (False, True))
        limits = np.where(tally.opens, opens[tally.ahead], counts[tally.ahead])
        limits = limits + joint_before(tally, timing, year) * BILLION
        counts = counts - numbers([timing.known(at, year) * BILLION for at in places])
        delivered = Delivered(counts, limits, self.most_shared(year), timing.whole)
        return tally.gain(shares[year + 1], delivered)

    @cached_property
    def upper(self) -> dict[str, NDArray[Any]]:
        """Upper bounds of the columns, by block; k is what moves on from each year to the next."""
        last = self.tally.upper
        found: dict[str, NDArray[Any]] = {}
        for year in range(len(self.years)):
            of_year = last | {"u": self.most_shared(year)}
            found |= {self.block(letter, year): most for letter, most in of_year.items()}
        carry = numbers(self.pools.carry[:-1].tolist())
        before = STARTED if self.timing.continues else ""
        return found | {self.block(letter, BEFORE): last[letter] for letter in before} | {CARRIED: carry}

    @property
    def gaining(self) -> dict[str, Fraction]:
        """What a point is worth in each block of points gained."""
        return {self.block("g", year): self.worth[year] for year in self.counted}

    def checks(self, rules: Iterable[Speaking]) -> Iterator[Check]:
        """Yield what rules demand; that credits pay for shares is among it."""
        for rule in rules:
            yield from rule.demands_over(self)

    def inequalities(self, rule: Speaking) -> Iterator[Inequalities]:
        """Yield what a rule says of every such plan."""
        return rule.inequalities_over(self)

    def choices(self, rule: Speaking) -> Iterator[Choice]:
        """Yield where every such plan under a rule is on one side or the other."""
        return rule.choices_over(self)
