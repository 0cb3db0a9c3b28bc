"""Random scenarios over years, and what every way to start their projects is worth."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest

from egov_budget import Scenario, Schedule, certify, plan_years
from egov_budget.certificate.bound import bound
from egov_budget.counting.tree import Branch
from egov_budget.solving.relaxed import Linear, Relaxed
from random_scenarios import random_scenario, some_plan, with_exchanges


def years(*pools: int, carry_over: float = 0.0) -> pd.DataFrame:
    first = 1401
    return pd.DataFrame({"year": range(first, first + len(pools)), "pool": pools, "carry_over": carry_over})


def several(seed: int, *, divisible: bool = True, projects: int | None = None, count: int = 2) -> Scenario:
    """Return a random scenario over some years, with profiles, a delay, growth and a rate of discount."""
    rng = np.random.default_rng(seed)
    scenario = random_scenario(seed, projects=projects, divisible=divisible)
    pool = int(scenario.settings.pool)
    pools = [int(pool * rng.uniform(0.2, 0.6)) for _ in range(count)]
    ids = scenario.projects["id"]
    slow = ids[rng.random(len(ids)) < 0.4]
    profiles = [(name, year, part) for name in slow for year, part in ((1, 0.4), (2, 0.6))]
    late = np.where(rng.random(len(ids)) < 0.2, 2, None)
    return scenario.replace(
        years=years(*pools, carry_over=float(rng.choice([0.0, 0.2, 1.0]))),
        profiles=pd.DataFrame(profiles, columns=["project", "year", "part"]),
        projects=scenario.projects.assign(
            delivery=late, mandatory=False, minimum_share=scenario.projects["minimum_share"] * divisible
        ),
        agencies=scenario.agencies.assign(readiness_growth=[0.0, 0.15, 0.0], floor=0.0),
        discount_rate=float(rng.choice([0.0, 0.1, 0.5])),
    )


def under_floors(seed: int) -> Scenario:
    """Return a scenario over years with floors, mandatory projects and large groups, some with exchanges."""
    rng = np.random.default_rng([seed, 77])
    projects, count, divisible = int(rng.integers(6, 41)), int(rng.integers(2, 6)), bool(rng.random() < 0.6)
    scenario = several(seed, divisible=divisible, projects=projects, count=count)
    table, agencies = scenario.projects, scenario.agencies
    asked = table.groupby("agency")["cost"].sum().reindex(agencies["id"]).fillna(0).to_numpy()
    most = np.minimum(asked, scenario.years["pool"].sum() / 3)
    floor = np.floor(most * rng.choice([0, 0.2, 0.5, 0.8], len(agencies)))
    must, least = rng.random(projects) < 0.06, np.where(rng.random(projects) < 0.3, 0.4, 0.0)
    asked = scenario.replace(
        agencies=agencies.assign(floor=np.fmin(floor, agencies["ceiling"])),
        projects=table.assign(mandatory=must, minimum_share=least * divisible),
    )
    return with_exchanges(asked, seed) if seed % 4 == 2 else asked


def run_on(scenario: Scenario, seed: int) -> Scenario:
    """Return a scenario in which half of the projects cost something to run once they have delivered."""
    projects, rng = scenario.projects, np.random.default_rng([seed, 5])
    part = rng.choice([0.0, 0.0, 0.1, 0.3], len(projects))
    return scenario.replace(projects=projects.assign(yearly_cost=np.ceil(part * projects["cost"])))


def planned(scenario: Scenario, **options: Any) -> Schedule:
    """Return an exact plan, or let the example go if there is none."""
    with some_plan():
        return plan_years(scenario, options.pop("overlaps", None), relative_gap=0, **options)


def coarse(seed: int) -> Scenario:
    """Return a scenario over years in which a quantum is a large part of a project, and many are viable."""
    rng = np.random.default_rng([seed, 9])
    scenario = several(seed, count=int(rng.integers(2, 4)))
    projects, table, agencies = scenario.projects, scenario.years, scenario.agencies
    cost = np.ceil(projects["cost"] / rng.choice([1, 4, 8]))
    part = cost.sum() / projects["cost"].sum()
    divisible = rng.random(len(cost)) < rng.choice([1.0, 0.6])
    least = np.where(divisible, rng.choice([0.0, 0.3, 0.5, 0.77], len(cost)), 0.0)
    table = table.assign(pool=np.maximum(np.ceil(table["pool"] * part), 1))
    floor = np.floor(rng.choice([0, 0.1], len(agencies)) * table["pool"].sum())
    return scenario.replace(
        years=table,
        projects=projects.assign(cost=cost, divisible=divisible, minimum_share=least),
        agencies=agencies.assign(ceiling=np.ceil(agencies["ceiling"] * part), floor=floor),
    )


def every_start(scenario: Scenario) -> Iterator[float]:
    """Yield the worth of every way to start projects, all or nothing and without shared work."""
    projects = scenario.projects.set_index("id")
    level = scenario.years["deflator"].to_numpy()
    count, pools = len(scenario.years), scenario.years["pool"].to_numpy() // level
    carry = np.floor(pools * scenario.years["carry_over"].to_numpy())
    profile = {name: [1.0] for name in projects.index} | {
        str(name): rows.sort_values("year")["part"].tolist()
        for name, rows in scenario.profiles.groupby("project")
    }
    agencies = scenario.agencies.set_index("id")
    needs = list(scenario.prerequisites.itertuples(index=False, name=None))
    sets = [set(rows) for _, rows in scenario.alternatives.groupby("set")["project"]]
    worth = (1 + scenario.settings.discount_rate) ** -np.arange(count, dtype=float)
    importance = scenario.services.set_index("id")["importance"].to_dict()
    for starts in product([None, *range(count)], repeat=len(projects)):
        start = {name: at for name, at in zip(projects.index, starts, strict=True) if at is not None}
        delivers = {}
        spent, ceiling = np.zeros(count), dict.fromkeys(agencies.index, 0.0)
        fits = True
        for name, at in start.items():
            length = len(profile[name])
            late = projects.at[name, "delivery"]
            delivers[name] = at + int(length if pd.isna(late) else late) - 1
            fits &= at + length <= count and delivers[name] < count
            if not fits:
                break
            cost = float(projects.at[name, "cost"])
            first = float(int(cost * profile[name][0] + 0.5)) if length > 1 else cost
            spent[at] += first
            spent[delivers[name] + 1 :] += float(projects.at[name, "yearly_cost"])
            if length > 1:
                spent[at + 1] += cost - first
            ceiling[projects.at[name, "agency"]] += cost
        if not fits or any(ceiling[name] > agencies.at[name, "ceiling"] for name in ceiling):
            continue
        if any(one in start and (other not in start or start[other] > start[one]) for one, other in needs):
            continue
        if any(len(start.keys() & rivals) > 1 for rivals in sets):
            continue
        carried = 0.0
        for year in range(count):
            left = pools[year] + carried - spent[year]
            fits &= left >= 0
            carried = min(left, carry[year])
            if year + 1 < count:
                carried = carried * level[year] / level[year + 1]
        if fits:
            yield _worth(scenario, delivers, worth, importance)


def _worth(
    scenario: Scenario,
    delivers: dict[str, int],
    worth: np.ndarray,
    importance: dict[str, float],
) -> float:
    """Return the worth of projects that deliver in given years, with the readiness of those years."""
    total, before = 0.0, 0.0
    weight = scenario.indicators.set_index("id")["weight"]
    score = scenario.scores.set_index(["service", "indicator"])["score"]
    agencies = scenario.agencies.set_index("id")
    owner = scenario.projects.set_index("id")["agency"]
    for year in range(len(worth)):
        offered: dict[tuple[str, str], float] = {}
        for project, service, indicator, points in scenario.effects[
            ["project", "service", "indicator", "points"]
        ].itertuples(index=False, name=None):
            if delivers.get(project, len(worth)) <= year:
                agency = agencies.loc[owner[project]]
                ready = min(agency["readiness"] + delivers[project] * agency["readiness_growth"], 1.0)
                offered[service, indicator] = offered.get((service, indicator), 0.0) + points * ready
        now = 0.0
        for (service, indicator), points in offered.items():
            applies = sum(weight[name] for name in weight.index if (service, name) in score.index)
            now += (
                importance[service] * weight[indicator] / applies * min(points, 1 - score[service, indicator])
            )
        total += (now - before) * worth[year]
        before = now
    return total


def gains_what_the_best_start_does(scenario: Scenario) -> None:
    plan = plan_years(scenario, relative_gap=0)
    assert plan.audit().breaches.empty
    assert plan.gain == pytest.approx(max(every_start(scenario)), abs=1e-6)


def is_proved_by_its_linear_bound(plan: Schedule) -> None:
    assert plan.audit().breaches.empty
    proof = certify(plan)
    assert float(proof.bound) >= plan.outcome.reached[0].value - 1e-6
    nothing = dataclasses.replace(plan, quanta=0 * plan.quanta, parts=0 * plan.parts)
    proved = bound(nothing.counted, plan.rules, Branch(proof.multipliers))
    linear = Relaxed(Linear.of(plan.under([rule for rule in plan.rules if rule.proves]))).base.value
    assert float(proved) == pytest.approx(linear, abs=1e-6)
