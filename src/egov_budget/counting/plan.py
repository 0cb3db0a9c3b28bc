"""Plan: what each project is paid and delivers, as tables and whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from egov_budget.money import exact, to_quanta

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from egov_budget.counting.check import Check
    from egov_budget.counting.choice import Choice
    from egov_budget.counting.inequalities import Inequalities
    from egov_budget.counting.speaking import Speaking
    from egov_budget.counting.tally import Tally
    from egov_budget.scenario import Scenario

BILLION = 10**9  # shares are counted in billionths


@dataclass(frozen=True)
class Plan:
    """A plan as tables and whole numbers.

    Parameters
    ----------
    scenario : Scenario
        What was asked for.
    projects : list of dict
        Its projects, a record each.
    quanta, parts : mapping of str to int
        Credits in quanta and delivered share in billionths, by project.
    group : mapping of str to str
        Group of each project that shares work.
    common, connection : mapping of str to int
        Common work of each of these, and what adopting it costs, quanta.
    named : mapping of str to set of str
        Who is named as lead, by group.
    lead : mapping of str to str
        Who leads, by group; a group that nobody leads is not there.
    like : Plan or None
        Another plan of this scenario, common work and leads: what both are counted from is laid out once.
    """

    scenario: Scenario
    projects: list[dict[str, Any]]
    quanta: Mapping[str, int]
    parts: Mapping[str, int]
    group: Mapping[str, str]
    common: Mapping[str, int]
    connection: Mapping[str, int]
    named: Mapping[str, set[str]]
    lead: Mapping[str, str]
    like: Plan | None = None
    years: ClassVar[tuple[int]] = (0,)  # the one year of it, counted from 0
    whole: ClassVar[int] = 1  # in how many parts shares are counted
    gaining: ClassVar[Mapping[str, int]] = {"g": 1}  # what a point is worth in each block of points gained

    @classmethod
    def of(
        cls,
        scenario: Scenario,
        members: pd.DataFrame | None,
        *,
        quanta: Mapping[str, int],
        parts: Mapping[str, int],
        lead: Mapping[str, str],
    ) -> Plan:
        """Return a plan over the common work of ``Overlaps.members``, if there is any."""
        listed = [] if members is None else records(members)
        unit = exact(scenario.settings.quantum)
        named: dict[str, set[str]] = {}
        for row in listed:
            if row["lead"]:
                named.setdefault(row["group"], set()).add(row["project"])
        return cls(
            scenario=scenario,
            projects=records(scenario.projects),
            quanta=quanta,
            parts=parts,
            group={row["project"]: row["group"] for row in listed},
            common={row["project"]: round(Fraction(row["common"]) / unit) for row in listed},
            connection={row["project"]: round(Fraction(row["connection"]) / unit) for row in listed},
            named=named,
            lead=lead,
        )

    @cached_property
    def tally(self) -> Tally:
        """What gains and rows of this scenario and common work are made of."""
        from egov_budget.counting.tally import Tally

        return Tally.of(self) if self.like is None else self.like.tally

    @cached_property
    def cost(self) -> Mapping[str, int]:
        """What each project asks for, in quanta, in the order of its table."""
        asked = self.scenario.projects
        counts = to_quanta(asked["cost"], self.scenario.settings.quantum).tolist()
        return dict(zip(asked["id"], counts, strict=True))

    @property
    def gain(self) -> Fraction:
        """What it gains, exactly, points."""
        return self.tally.gain(self.tally.parts(self))

    @property
    def upper(self) -> Mapping[str, NDArray[Any]]:
        """Upper bounds of the columns, by block."""
        return self.tally.upper

    def year_of(self, block: str) -> tuple[str, int]:
        """Return the letter of a block of columns and its year, the only one."""
        return block, 0

    def checks(self, rules: Iterable[Speaking]) -> Iterator[Check]:
        """Yield whether credits pay for shares, and what rules demand."""
        from egov_budget.counting.deliverable import deliverable

        yield from deliverable(self)
        for rule in rules:
            yield from rule.demands(self)

    def inequalities(self, rule: Speaking) -> Iterator[Inequalities]:
        """Yield what a rule says of every such plan."""
        return rule.inequalities(self)

    def choices(self, rule: Speaking) -> Iterator[Choice]:
        """Yield where every such plan under a rule is on one side or the other."""
        return rule.choices(self)

    @cached_property
    def work(self) -> Mapping[str, Fraction]:
        """What the work of each project costs, in quanta: its credits less what rounding or a floor added."""
        from egov_budget.counting.deliverable import common_work, cost_of_work

        return cost_of_work(self, common_work(self))

    def quantum_count(self, amount: float) -> Fraction:
        """Return an amount in quanta, exactly."""
        return exact(amount) / self._quantum

    @cached_property
    def _quantum(self) -> Fraction:
        return exact(self.scenario.settings.quantum)

    def limit(self, row: dict[str, Any], side: str) -> Fraction:
        """Return a floor or ceiling in quanta, exactly, whatever unit it is given in."""
        amount = exact(row[side])
        unit = row.get(f"{side}_unit", "credits")
        if unit == "percent of pool":
            return amount / 100 * self.quantum_count(self.scenario.settings.pool)
        if unit == "percent of last year":
            return amount / 100 * self.quantum_count(row["last_year"])
        return self.quantum_count(row[side])


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dictionaries."""
    names = [str(name) for name in frame.columns]
    cells = [frame[name].to_numpy().tolist() for name in names]  # a column of texts is slow to walk over
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]
