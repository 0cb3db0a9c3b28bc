"""Small random scenarios, and the best plan of each found by trying everything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import numpy as np
import pandas as pd

from egov_budget import Scenario, Settings

AGENCIES = ["a", "b", "c"]


def random_scenario(seed: int, *, projects: int | None = None, divisible: bool = False) -> Scenario:
    """Return a scenario of up to eight projects with groups, prerequisites, floors and ceilings."""
    rng = np.random.default_rng(seed)
    n = projects or int(rng.integers(2, 9))
    ids = [f"p{at}" for at in range(n)]
    owner = rng.choice(AGENCIES, n)
    cost = rng.integers(5, 60, n)
    pool = int(cost.sum() * rng.uniform(0.3, 0.8))
    services = [f"s{at}" for at in range(5)]
    cells = list(product(services, ["i", "j"]))
    scored = [cell for cell in cells if rng.random() < 0.9] or cells[:1]
    effects = [
        (project, *scored[at], round(float(rng.uniform(0.05, 1)), 2))
        for project in ids
        for at in rng.choice(len(scored), size=min(3, len(scored)), replace=False)
    ]
    needs = [(ids[at], ids[rng.integers(0, at)]) for at in range(1, n) if rng.random() < 0.25]
    pairs = [
        (ids[one], ids[two])
        for one, two in combinations(range(n), 2)
        if owner[one] != owner[two] and rng.random() < 0.12
    ]
    return Scenario.from_frames(
        Settings(name=f"random {seed}", pool=pool, conflict_threshold=0.7),
        indicators=pd.DataFrame({"id": ["i", "j"], "weight": rng.integers(1, 4, 2)}),
        agencies=pd.DataFrame(
            {
                "id": AGENCIES,
                "floor": [
                    int(min(cost[owner == name].sum(), pool / 3) * 0.5 * (rng.random() < 0.4))
                    for name in AGENCIES
                ],
                "ceiling": [
                    int(pool * rng.uniform(0.4, 1)) if rng.random() < 0.4 else np.nan for _ in AGENCIES
                ],
                "readiness": [1.0, 0.8, 1.0],
                "conflict": [0.9 if rng.random() < 0.2 else 0.1 for _ in AGENCIES],
                "last_year": rng.integers(0, pool // 3 + 1, 3),
            }
        ),
        services=pd.DataFrame(
            {"id": services, "agency": rng.choice(AGENCIES, 5), "importance": rng.integers(1, 5, 5)}
        ),
        scores=pd.DataFrame(
            [(*cell, round(float(rng.uniform(0, 0.9)), 2)) for cell in scored],
            columns=["service", "indicator", "score"],
        ),
        projects=pd.DataFrame(
            {
                "id": ids,
                "agency": owner,
                "cost": cost,
                "divisible": divisible,
                "minimum_share": np.where(rng.random(n) < 0.2, 0.3, 0.0),
                "mandatory": rng.random(n) < 0.05,
            }
        ),
        effects=pd.DataFrame(effects, columns=["project", "service", "indicator", "points"]),
        prerequisites=pd.DataFrame(needs, columns=["project", "requires"]),
        alternatives=pd.DataFrame({"set": ["one", "one"], "project": ids[:2]}).head(2 * (rng.random() < 0.2)),
        verdicts=pd.DataFrame(
            [(one, two, "accept", round(float(rng.uniform(0.2, 1)), 2)) for one, two in pairs],
            columns=["project_a", "project_b", "verdict", "share"],
        ),
    )


def best_by_trying(scenario: Scenario, members: pd.DataFrame) -> tuple[float, int] | None:
    """Return gain and cost of the best all-or-nothing plan, or None if no plan keeps every rule."""
    plans = [(gain, -cost) for gain, cost in every_plan(scenario, members)]
    if not plans:
        return None
    top = max(gain for gain, _ in plans)
    return top, -max(cost for gain, cost in plans if gain > top - 1e-7)


def every_plan(scenario: Scenario, members: pd.DataFrame) -> Iterator[tuple[float, int]]:
    """Yield gain and cost of every set of projects with every choice of leads that keeps every rule."""
    projects = scenario.projects.set_index("id")
    agencies = scenario.agencies.set_index("id")
    group_of = dict(zip(members["project"], members["group"], strict=True))
    common = dict(zip(members["project"], members["common"], strict=True))
    connection = dict(zip(members["project"], members["connection"], strict=True))
    needs = list(scenario.prerequisites.itertuples(index=False))
    independent = [
        project
        for project in group_of
        if agencies.at[projects.at[project, "agency"], "conflict"] <= scenario.settings.conflict_threshold
    ]
    for size in range(len(projects) + 1):
        for chosen in map(set, combinations(projects.index, size)):
            if any(row.project in chosen and row.requires not in chosen for row in needs):
                continue
            if not set(projects.index[projects["mandatory"]]) <= chosen:
                continue
            if any(
                len(chosen & set(rows)) > 1 for _, rows in scenario.alternatives.groupby("set")["project"]
            ):
                continue
            groups = sorted({group_of[project] for project in chosen if project in group_of})
            leads = [[p for p in chosen if group_of.get(p) == group and p in independent] for group in groups]
            gain = gain_of(scenario, chosen, group_of)
            for choice in product(*leads):
                paid = dict.fromkeys(chosen, 0)
                for project in chosen:
                    cost = projects.at[project, "cost"]
                    if project not in group_of:
                        paid[project] = cost
                    elif project in choice:
                        peers = [p for p in chosen if group_of.get(p) == group_of[project]]
                        paid[project] = cost - common[project] + max(common[p] for p in peers)
                    else:
                        paid[project] = cost - common[project] + connection[project]
                by_agency = dict.fromkeys(agencies.index, 0.0)
                for project, credits in paid.items():
                    by_agency[projects.at[project, "agency"]] += credits
                within = all(
                    agencies.at[name, "floor"] <= total
                    and not total
                    > (agencies.at[name, "ceiling"] if agencies.at[name, "ceiling"] >= 0 else np.inf)
                    for name, total in by_agency.items()
                )
                if within and sum(paid.values()) <= scenario.settings.pool:
                    yield gain, int(sum(paid.values()))


def gain_of(scenario: Scenario, chosen: set[str], group_of: dict[str, str]) -> float:
    """Count the gain of a set of projects cell by cell."""
    weight = scenario.indicators.set_index("id")["weight"]
    importance = scenario.services.set_index("id")["importance"]
    readiness = scenario.agencies.set_index("id")["readiness"]
    owner = scenario.projects.set_index("id")["agency"]
    score = scenario.scores.set_index(["service", "indicator"])["score"]
    raised: dict[tuple[str, str], dict[str, list[tuple[bool, float]]]] = {}
    for row in scenario.effects.itertuples(index=False):
        source = group_of.get(row.project, row.project)
        points = row.points * readiness[owner[row.project]]
        cell = raised.setdefault((row.service, row.indicator), {})
        cell.setdefault(source, []).append((row.project in chosen, points))
    total = 0.0
    for (service, indicator), sources in raised.items():
        offered = 0.0
        for shared in sources.values():
            most = max(points for _, points in shared)
            offered += min(sum(points for funded, points in shared if funded), most)
        points = min(offered, 1 - score[service, indicator])
        applicable = [name for name in weight.index if (service, name) in score.index]
        total += importance[service] * weight[indicator] / weight[applicable].sum() * points
    return total
