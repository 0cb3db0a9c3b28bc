"""Small random scenarios of up to eight projects."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
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


@lru_cache(100)  # nothing can change one, and laws draw the same seeds
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
