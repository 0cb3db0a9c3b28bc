"""Small random scenarios, and the best plan of each found by trying everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import combinations, product

import numpy as np
import pandas as pd
from hypothesis import assume

from egov_budget import ConflictingRules, Infeasible, Scenario, Settings, rules

AGENCIES = ["a", "b", "c"]
EXACT: tuple[rules.Rule, ...] = tuple(
    rules.OneLead(exact=True) if isinstance(rule, rules.OneLead) else rule for rule in rules.STANDARD
)  # the best lead is searched for, so that the optimum can be compared


@contextmanager
def some_plan() -> Iterator[None]:
    """Let an example go if it has no plan."""
    try:
        yield
    except (ConflictingRules, Infeasible):
        assume(False)


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


def with_exchanges(scenario: Scenario, seed: int) -> Scenario:
    """Return a scenario some of whose effects need exchanges: open, planned or withheld."""
    rng = np.random.default_rng([seed, 6])
    ids = sorted(scenario.projects["id"])
    needing = set(scenario.prerequisites["project"])
    openers = [name for name in ids if name not in needing] or ids[:1]
    rows = [
        (service, str(rng.choice(AGENCIES)), register, status, opener if status == "planned" else "")
        for service in scenario.services["id"]
        for register in ("r", "t")
        for status in [str(rng.choice(["open", "planned", "withheld"]))]
        for opener in [str(rng.choice(openers))]
    ]
    drawn = rng.choice(["", "", "r", "t", "r;t"], len(scenario.effects))
    registers = np.where(scenario.effects["project"].isin(openers), "", drawn)  # so nobody waits in a circle
    return scenario.replace(
        effects=scenario.effects.assign(registers=registers),
        exchanges=pd.DataFrame(rows, columns=["service", "provider", "register", "status", "project"]),
    )


def best_by_trying(scenario: Scenario, members: pd.DataFrame) -> tuple[float, int] | None:
    """Return gain and cost of the best all-or-nothing plan, or None if no plan keeps every rule."""
    plans = list(every_plan(scenario, members))
    if not plans:
        return None
    top = max(gain for gain, _ in plans)
    return top, min(cost for gain, cost in plans if gain > top - 1e-7)


def every_plan(scenario: Scenario, members: pd.DataFrame) -> Iterator[tuple[float, int]]:
    """Yield gain and cost of every set of projects with every choice of leads that keeps every rule."""
    points = points_by_service(scenario, members.set_index("project")["group"].to_dict())
    importance = scenario.services.set_index("id")["importance"].to_dict()
    for chosen, cost in every_choice(scenario, members):
        yield sum(importance[service] * gained for service, gained in points(chosen).items()), cost


def every_attainment(scenario: Scenario, members: pd.DataFrame) -> Iterator[tuple[dict[str, float], int]]:
    """Yield the attainment of every rated service, and the cost, of every plan that keeps every rule."""
    weight = scenario.indicators.set_index("id")["weight"]
    before = {
        str(service): float(np.average(rows["score"], weights=weight[rows["indicator"]]))
        for service, rows in scenario.scores.groupby("service")
    }
    points = points_by_service(scenario, members.set_index("project")["group"].to_dict())
    for chosen, cost in every_choice(scenario, members):
        gained = points(chosen)
        yield {service: score + gained.get(service, 0.0) for service, score in before.items()}, cost


def every_choice(scenario: Scenario, members: pd.DataFrame) -> Iterator[tuple[frozenset[str], int]]:
    """Yield every set of projects, with its cost under every choice of leads, that keeps every rule."""
    projects = scenario.projects.set_index("id")
    owner, cost = projects["agency"].to_dict(), projects["cost"].astype(int).to_dict()
    mandatory = set(projects.index[projects["mandatory"]])
    excluded = set(projects.index[projects["excluded"]])
    agencies = scenario.agencies.set_index("id")
    floor, ceiling = agencies["floor"].to_dict(), agencies["ceiling"].fillna(np.inf).to_dict()
    facts = members.set_index("project")
    group_of, common, connection = (facts[name].to_dict() for name in ("group", "common", "connection"))
    independent = {
        project
        for project in group_of
        if agencies.at[owner[project], "conflict"] <= scenario.settings.conflict_threshold
    }
    needs = list(scenario.prerequisites.itertuples(index=False, name=None))
    sets = [set(rows) for _, rows in scenario.alternatives.groupby("set")["project"]]
    for chosen in (frozenset(some) for size in range(len(cost) + 1) for some in combinations(cost, size)):
        if not mandatory <= chosen or chosen & excluded:
            continue
        if any(one in chosen and other not in chosen for one, other in needs):
            continue
        if any(len(chosen & rivals) > 1 for rivals in sets):
            continue
        groups = sorted({group_of[project] for project in chosen & group_of.keys()})
        inside = {group: [p for p in chosen if group_of.get(p) == group] for group in groups}
        for leads in product(*(["", *(p for p in inside[group] if p in independent)] for group in groups)):
            led = dict(zip(groups, leads, strict=True))
            paid = dict.fromkeys(floor, 0)
            for project in chosen:
                credits = cost[project]
                if lead := led.get(group_of.get(project, "")):
                    built = max(common[p] for p in inside[group_of[project]])
                    credits += -common[project] + (built if project == lead else connection[project])
                paid[owner[project]] += credits
            if sum(paid.values()) <= scenario.settings.pool and all(
                floor[name] <= credits <= ceiling[name] for name, credits in paid.items()
            ):
                yield chosen, int(sum(paid.values()))


def points_by_service(
    scenario: Scenario, group_of: dict[str, str]
) -> Callable[[frozenset[str]], dict[str, float]]:
    """Return a function that counts, cell by cell, what a set of projects adds to each attainment."""
    weight = scenario.indicators.set_index("id")["weight"].to_dict()
    readiness = scenario.agencies.set_index("id")["readiness"].to_dict()
    owner = scenario.projects.set_index("id")["agency"].to_dict()
    score = scenario.scores.set_index(["service", "indicator"])["score"].to_dict()
    exchanges = scenario.exchanges.set_index(["service", "register"])[["status", "project"]].T.to_dict("list")
    raised: dict[tuple[str, str], dict[str, list[tuple[frozenset[str], float]]]] = {}
    for project, service, indicator, points, registers in scenario.effects[
        ["project", "service", "indicator", "points", "registers"]
    ].itertuples(index=False, name=None):
        needs = [exchanges[service, register] for register in registers.split(";") if register]
        if any(status == "withheld" for status, _ in needs):
            continue
        all_of = frozenset([project, *(opener for status, opener in needs if status == "planned")])
        source = group_of.get(project, project)
        cell = raised.setdefault((service, indicator), {})
        cell.setdefault(source, []).append((all_of, points * readiness[owner[project]]))

    def points(chosen: frozenset[str]) -> dict[str, float]:
        gained: dict[str, float] = {}
        for (service, indicator), sources in raised.items():
            offered = sum(
                min(sum(points for all_of, points in shared if all_of <= chosen), max(p for _, p in shared))
                for shared in sources.values()
            )
            applicable = sum(weight[name] for name in weight if (service, name) in score)
            part = weight[indicator] / applicable * min(offered, 1 - score[service, indicator])
            gained[service] = gained.get(service, 0.0) + part
        return gained

    return points
