"""The best plan of whole projects in fractions, by trying every one: no solver, no tolerance, no program.

For scenarios in which nothing can be divided and no group has more than three members. Then two members at
least have the largest common work of their group: a lead builds just what is used, nothing else is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from egov_budget import Scenario
from oracle_facts import amount, barred, exactly, expected_part, given_up, openers

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
    assert not scenario.projects["divisible"].any()
    assert members.empty or members.groupby("group").size().max() <= 3
    facts = {row.project: row for row in members.itertuples()}
    cells, limits = cells_of(scenario, facts), limits_of(scenario)
    plans = []
    for chosen in standing_together(scenario):
        costs = [
            sum(paid.values(), NOTHING)
            for paid in paid_by_lead(scenario, facts, chosen)
            if within(paid, limits)
        ]
        if costs:
            plans.append((sum((cell.gained(chosen) for cell in cells), NOTHING), min(costs)))
    top = max((gain for gain, _ in plans), default=None)
    return None if top is None else (top, min(cost for gain, cost in plans if gain == top))


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


def paid_by_lead(scenario: Scenario, facts: dict[str, Any], chosen: Chosen) -> Iterator[dict[str, Fraction]]:
    """Yield what each project of a set is paid, for every choice of leads that may lead, or of none."""
    projects = {row.id: row for row in scenario.projects.itertuples()}
    named, shut = {row.group for row in facts.values() if row.lead}, barred(scenario)
    inside: dict[str, list[str]] = {}
    for p in sorted(chosen & facts.keys()):
        inside.setdefault(facts[p].group, []).append(p)
    may = [
        [None, *(p for p in of if projects[p].agency not in shut and (facts[p].lead or group not in named))]
        for group, of in inside.items()
    ]
    for leads in product(*may):
        paid = {p: exactly(projects[p].cost) for p in chosen}
        for lead in filter(None, leads):
            together = inside[facts[lead].group]
            for p in together:
                paid[p] += exactly(facts[p].connection) - exactly(facts[p].common)
            built = max(exactly(facts[p].common) for p in together)
            paid[lead] += built - exactly(facts[lead].connection)
        yield paid


def cells_of(scenario: Scenario, facts: dict[str, Any]) -> list[Cell]:
    """Return every cell that some project raises."""
    weight = {row.id: exactly(row.weight) for row in scenario.indicators.itertuples()}
    importance = {row.id: exactly(row.importance) for row in scenario.services.itertuples()}
    scores = {(row.service, row.indicator): exactly(row.score) for row in scenario.scores.itertuples()}
    owner, part = scenario.projects.set_index("id")["agency"].to_dict(), expected_part(scenario)
    found: dict[tuple[str, str], dict[str, list[Offer]]] = {}
    for row in scenario.effects.itertuples():
        opened = openers(scenario, row.service, row.registers)
        if opened is not None:
            of = facts[row.project].group if row.project in facts else row.project
            points = exactly(row.points) * exactly(part[owner[row.project]])
            offer = Offer(frozenset([row.project, *opened]), points)
            found.setdefault((row.service, row.indicator), {}).setdefault(of, []).append(offer)
    cells = []
    for (service, indicator), sources in found.items():
        applies = sum(weight[name] for name in weight if (service, name) in scores)
        value = importance[service] * weight[indicator] / applies if applies else NOTHING
        cells.append(Cell(value, 1 - scores[service, indicator], sources))
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
