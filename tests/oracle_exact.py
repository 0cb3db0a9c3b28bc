"""The best plan of whole projects in fractions, by trying every one: no solver, no tolerance, no program.

For scenarios in which nothing can be divided and no group has more than three members. Then two members at
least have the largest common work of their group: a lead builds just what is used, nothing else is open.
In a larger group a lead may be paid to build more, which nobody wants but for the sake of a floor.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_budget import Scenario
from oracle_facts import amount, barred, exactly, exchanges_of, expected_part, given_up, openers

Chosen = frozenset[str]
NOTHING = Fraction(0)


class Limit(NamedTuple):
    """What some projects are paid together: between two amounts, the upper one perhaps without end."""

    projects: Chosen
    least: Fraction
    most: Fraction | None


class Offer(NamedTuple):
    """Points that projects add to a cell if all of them are there."""

    projects: Chosen
    points: Fraction


class Member(NamedTuple):
    """A project of a group: its common work, what joining it costs, and whether it may lead."""

    project: str
    common: Fraction
    connection: Fraction
    may_lead: bool


class Cell(NamedTuple):
    """A score that can rise: its worth per point, its room, and who raises it, group by group."""

    value: Fraction
    room: Fraction
    sources: dict[str, list[Offer]]

    def gained(self, chosen: Chosen) -> Fraction:
        """Return the gain here: a group brings what its best member would, full marks end it."""
        offered = NOTHING
        for offers in self.sources.values():
            brought = sum((offer.points for offer in offers if offer.projects <= chosen), NOTHING)
            offered += min(brought, max(offer.points for offer in offers))
        return self.value * min(offered, self.room)


def tried(scenario: Scenario, members: pd.DataFrame) -> tuple[Fraction, Fraction] | None:
    """Return the largest gain and the least credits that bring it, or None if no plan keeps every rule."""
    cells = cells_of(scenario, members)
    found = [
        (sum((cell.gained(chosen) for cell in cells.values()), NOTHING), min(costs))
        for chosen, costs in plans(scenario, members).items()
    ]
    top = max((gain for gain, _ in found), default=None)
    return None if top is None else (top, min(cost for gain, cost in found if gain == top))


def attained(scenario: Scenario, members: pd.DataFrame) -> list[tuple[dict[str, float], int]]:
    """Return the attainment of every rated service, and the least cost, of each set that keeps the rules."""
    weight = scenario.indicators.set_index("id")["weight"]
    importance = scenario.services.set_index("id")["importance"].to_dict()
    before = {
        str(service): float(np.average(rows["score"], weights=weight[rows["indicator"]]))
        for service, rows in scenario.scores.groupby("service")
    }
    cells, found = cells_of(scenario, members), []
    for chosen, costs in plans(scenario, members).items():
        after = dict(before)
        for (service, _), cell in cells.items():
            after[service] += float(cell.gained(chosen)) / importance[service]
        found.append((after, int(min(costs))))
    return found


def plans(scenario: Scenario, members: pd.DataFrame) -> dict[Chosen, list[Fraction]]:
    """Return every set of projects that keeps every rule, with its cost by each choice of leads that does."""
    assert not scenario.projects["divisible"].any()
    groups, limits = groups_of(scenario, members), limits_of(scenario)
    cost = {row.id: exactly(row.cost) for row in scenario.projects.itertuples()}
    found: dict[Chosen, list[Fraction]] = {}
    for chosen in standing_together(scenario):
        for paid in paid_by_lead(cost, groups, chosen):
            if within(paid, limits):
                found.setdefault(chosen, []).append(sum(paid.values(), NOTHING))
    return found


def groups_of(scenario: Scenario, members: pd.DataFrame) -> list[list[Member]]:
    """Return the members of each group."""
    owner, shut = scenario.projects.set_index("id")["agency"].to_dict(), barred(scenario)
    named = set(members.loc[members["lead"], "group"])
    groups: dict[str, list[Member]] = {}
    for row in members.sort_values("project").itertuples():
        may = owner[row.project] not in shut and (row.lead or row.group not in named)
        of = groups.setdefault(row.group, [])
        of.append(Member(row.project, exactly(row.common), exactly(row.connection), may))
    return [*groups.values()]


def standing_together(scenario: Scenario) -> Iterator[Chosen]:
    """Yield every set of projects with its obligations and prerequisites, of alternatives one at most."""
    ids, gone = list(scenario.projects["id"]), given_up(scenario)
    must = set(scenario.projects.loc[scenario.projects["mandatory"], "id"])
    needs = list(scenario.prerequisites.itertuples(index=False, name=None))
    sets = [set(rows) for _, rows in scenario.alternatives.groupby("set")["project"]]
    for chosen in (frozenset(some) for size in range(len(ids) + 1) for some in combinations(ids, size)):
        if (
            must <= chosen
            and not chosen & gone
            and all(one not in chosen or other in chosen for one, other in needs)
            and all(len(chosen & rivals) <= 1 for rivals in sets)
        ):
            yield chosen


def paid_by_lead(
    cost: dict[str, Fraction], groups: list[list[Member]], chosen: Chosen
) -> Iterator[dict[str, Fraction]]:
    """Yield what each project of a set is paid, for every choice of leads that may lead, or of none."""
    inside = [[member for member in of if member.project in chosen] for of in groups]
    for leads in product(*([None, *(member for member in of if member.may_lead)] for of in inside)):
        paid = {p: cost[p] for p in chosen}
        for lead, together in zip(leads, inside, strict=True):
            if lead is not None:
                for member in together:
                    paid[member.project] += member.connection - member.common
                built = max(member.common for member in together)
                paid[lead.project] += built - lead.connection
        yield paid


def cells_of(scenario: Scenario, members: pd.DataFrame) -> dict[tuple[str, str], Cell]:
    """Return every cell that some project raises, by service and indicator."""
    weight = {row.id: exactly(row.weight) for row in scenario.indicators.itertuples()}
    importance = {row.id: exactly(row.importance) for row in scenario.services.itertuples()}
    scores = {(row.service, row.indicator): exactly(row.score) for row in scenario.scores.itertuples()}
    owner, part = scenario.projects.set_index("id")["agency"].to_dict(), expected_part(scenario)
    group, exchanges = members.set_index("project")["group"].to_dict(), exchanges_of(scenario)
    found: dict[tuple[str, str], dict[str, list[Offer]]] = {}
    for row in scenario.effects.itertuples():
        opened = openers(exchanges, row.service, row.registers)
        if opened is not None:
            points = exactly(row.points) * exactly(part[owner[row.project]])
            offer = Offer(frozenset([row.project, *opened]), points)
            of = found.setdefault((row.service, row.indicator), {})
            of.setdefault(group.get(row.project, row.project), []).append(offer)
    cells = {}
    for (service, indicator), sources in found.items():
        applies = sum(weight[name] for name in weight if (service, name) in scores)
        value = importance[service] * weight[indicator] / applies if applies else NOTHING
        cells[service, indicator] = Cell(value, 1 - scores[service, indicator], sources)
    return cells


def limits_of(scenario: Scenario) -> list[Limit]:
    """Return the pool, and every floor and ceiling."""
    projects = scenario.projects
    limits = [Limit(frozenset(projects["id"]), NOTHING, exactly(scenario.settings.pool))]
    for table, key in (("agencies", "agency"), ("categories", "category")):
        for row in scenario.tables[table].to_dict("records"):
            held = frozenset(projects.loc[projects[key] == row["id"], "id"])
            most = None if np.isnan(row["ceiling"]) else amount(scenario, row, "ceiling")
            limits.append(Limit(held, amount(scenario, row, "floor"), most))
    return limits


def within(paid: dict[str, Fraction], limits: list[Limit]) -> bool:
    """Tell whether what a plan pays stays between every two amounts."""
    for limit in limits:
        given = sum((paid[project] for project in limit.projects & paid.keys()), NOTHING)
        if given < limit.least or (limit.most is not None and given > limit.most):
            return False
    return True
