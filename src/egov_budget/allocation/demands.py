"""What each rule demands of a plan, in whole numbers and from the tables alone.

Nothing here reads the program, its columns or the solver. Shares are counted in billionths,
money in quanta, so every comparison is between whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from egov_budget.allocation.rated import conflicts_of_interest
from egov_budget.money import exact

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.scenario import Scenario

WHOLE = 10**9


@dataclass(frozen=True)
class Check:
    """One demand and whether it holds.

    Parameters
    ----------
    rule, subject : str
        The rule and what it is about.
    have, need : int, Fraction or float
        Both sides of the demand, quanta or billionths.
    holds : bool
        Whether it holds.
    """

    rule: str
    subject: str
    have: int | Fraction | float
    need: int | Fraction | float
    holds: bool


@dataclass(frozen=True)
class Plan:
    """A plan as tables and whole numbers."""

    scenario: Scenario
    projects: list[dict[str, Any]]
    quanta: dict[str, int]
    parts: dict[str, int]
    group: dict[str, str]
    common: dict[str, int]
    connection: dict[str, int]
    named: dict[str, set[str]]
    lead: dict[str, str]

    @classmethod
    def of(
        cls,
        scenario: Scenario,
        members: pd.DataFrame | None,
        *,
        quanta: dict[str, int],
        parts: dict[str, int],
        lead: dict[str, str],
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

    def quantum_count(self, amount: float) -> Fraction:
        """Return an amount in quanta, exactly."""
        return Fraction(repr(float(amount))) / exact(self.scenario.settings.quantum)

    def limit(self, row: dict[str, Any], side: str) -> Fraction:
        """Return a floor or ceiling in quanta, exactly, whatever unit it is given in."""
        amount = Fraction(repr(float(row[side])))
        if row[f"{side}_unit"] == "percent of pool":
            return amount / 100 * self.quantum_count(self.scenario.settings.pool)
        if row[f"{side}_unit"] == "percent of last year":
            return amount / 100 * self.quantum_count(row["last_year"])
        return self.quantum_count(row[side])


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dictionaries."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def paid(plan: Plan) -> Iterator[Check]:
    """Every share is between 0 and 1 and paid for by the credits of its project."""
    built: dict[str, int] = {}
    for project, group in plan.group.items():
        built[group] = max(built.get(group, 0), plan.common[project] * plan.parts[project])
    for row in plan.projects:
        project, cost = row["id"], int(plan.quantum_count(row["cost"]))
        part = plan.parts[project]
        yield Check("share", project, part, WHOLE, 0 <= part <= WHOLE)
        price = cost * part
        if project in plan.group:
            group = plan.group[project]
            leads = plan.lead.get(group) == project
            price = (cost - plan.common[project]) * part
            price += built[group] if leads else plan.connection[project] * part
        paid = plan.quanta[project]
        yield Check("paid for", project, Fraction(price, WHOLE), paid, price <= paid * WHOLE and paid >= 0)


def cost_of_work(plan: Plan) -> dict[str, Fraction]:
    """Return what the work of each project costs, in quanta: its credits less what rounding added."""
    return {check.subject: Fraction(check.have) for check in paid(plan) if check.rule == "paid for"}


def _pool(plan: Plan) -> Iterator[Check]:
    total, pool = sum(plan.quanta.values()), plan.quantum_count(plan.scenario.settings.pool)
    yield Check("pool", "pool", total, pool, total <= pool)


def _shared_work(plan: Plan) -> Iterator[Check]:
    for project, group in plan.group.items():
        lead = plan.lead.get(group)
        ahead = 0 if lead is None or plan.group.get(lead) != group else plan.parts[lead]
        yield Check("shared work", project, plan.parts[project], ahead, plan.parts[project] <= ahead)


def _named_lead(plan: Plan) -> Iterator[Check]:
    for group, named in plan.named.items():
        holds = group not in plan.lead or plan.lead[group] in named
        yield Check("named lead", group, int(holds), 1, holds)


def _independent_lead(plan: Plan) -> Iterator[Check]:
    agency = {row["id"]: row["agency"] for row in plan.projects}
    conflict = conflicts_of_interest(plan.scenario)
    threshold = Fraction(repr(plan.scenario.settings.conflict_threshold))
    for lead in plan.lead.values():
        index = conflict[agency[lead]]
        yield Check("independent lead", lead, index, threshold, index <= threshold)


def _prerequisites(plan: Plan) -> Iterator[Check]:
    needs = plan.scenario.prerequisites
    for project, needed in zip(needs["project"], needs["requires"], strict=True):
        have, need = plan.parts[project], plan.parts[needed]
        yield Check("prerequisite", f"{project} needs {needed}", have, need, have <= need)


def _alternatives(plan: Plan) -> Iterator[Check]:
    for name, rows in plan.scenario.alternatives.groupby("set")["project"]:
        total = sum(plan.parts[project] for project in rows)
        yield Check("alternatives", str(name), total, WHOLE, total <= WHOLE)


def _limits(table: str, key: str, side: str) -> Callable[[Plan], Iterator[Check]]:
    def check(plan: Plan) -> Iterator[Check]:
        given: dict[str, int] = {}
        for row in plan.projects:
            given[row[key]] = given.get(row[key], 0) + plan.quanta[row["id"]]
        for row in records(plan.scenario.tables[table]):
            if row[side] == row[side]:  # an empty ceiling is NaN
                have, need = given.get(row["id"], 0), plan.limit(row, side)
                holds = have >= need if side == "floor" else have <= need
                yield Check(f"{key} {side}", row["id"], have, need, holds)

    return check


def _flags(plan: Plan) -> Iterator[Check]:
    for row in plan.projects:
        part = plan.parts[row["id"]]
        if row["mandatory"]:
            yield Check("mandatory", row["id"], part, WHOLE, part == WHOLE)
        if row["excluded"]:
            yield Check("excluded", row["id"], part, 0, part == 0)


def _only(name: str) -> Callable[[Plan], Iterator[Check]]:
    return lambda plan: (check for check in _flags(plan) if check.rule == name)


def _all_or_nothing(plan: Plan) -> Iterator[Check]:
    for row in plan.projects:
        if not row["divisible"]:
            part = plan.parts[row["id"]]
            yield Check("all or nothing", row["id"], part, WHOLE, part in (0, WHOLE))


def _minimum_share(plan: Plan) -> Iterator[Check]:
    for row in plan.projects:
        if row["divisible"] and row["minimum_share"] > 0:
            part, least = plan.parts[row["id"]], int(Fraction(repr(row["minimum_share"])) * WHOLE)
            yield Check("minimum share", row["id"], part, least, part == 0 or part >= least)


def _nothing(plan: Plan) -> Iterator[Check]:
    """Coverage and data exchange are counted, not demanded; a plan has one lead a group by its form."""
    yield from ()


DEMANDS: dict[str, Callable[[Plan], Iterator[Check]]] = {
    "coverage": _nothing,
    "data exchange": _nothing,
    "pool": _pool,
    "shared work": _shared_work,
    "one lead": _nothing,
    "named lead": _named_lead,
    "independent lead": _independent_lead,
    "prerequisite": _prerequisites,
    "alternatives": _alternatives,
    "agency floor": _limits("agencies", "agency", "floor"),
    "agency ceiling": _limits("agencies", "agency", "ceiling"),
    "category floor": _limits("categories", "category", "floor"),
    "category ceiling": _limits("categories", "category", "ceiling"),
    "mandatory": _only("mandatory"),
    "excluded": _only("excluded"),
    "all or nothing": _all_or_nothing,
    "minimum share": _minimum_share,
}
