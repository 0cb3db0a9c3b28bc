"""Small scenarios drawn at random, with everything in them that makes a program hard to search."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from egov_budget import Scenario, Settings

AGENCIES, REGISTERS = ["a", "b", "c"], ["births", "incomes"]
SERVICES, INDICATORS = [f"s{at}" for at in range(5)], ["online", "sign-in"]
MOST = 12  # projects


def small_scenario(seed: int) -> Scenario:
    """Return a scenario of two to twelve projects.

    Parameters
    ----------
    seed : int
        The same seed gives the same scenario.

    Returns
    -------
    Scenario
        With groups, leads that may conflict, exchanges, floors, ceilings, prerequisites, alternatives,
        minimum shares and mandatory projects, each in some; some or all projects are all or nothing.
    """
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, MOST + 1))
    ids = [f"p{at:02}" for at in range(n)]
    owner, cost = rng.choice(AGENCIES, n), rng.integers(5, 60, n)
    pool = int(cost.sum() * rng.uniform(0.3, 0.8))
    needs = [(ids[at], ids[rng.integers(0, at)]) for at in range(1, n) if rng.random() < 0.25]
    return Scenario.from_frames(
        Settings(name=f"small {seed}", pool=pool, conflict_threshold=0.7),
        indicators=pd.DataFrame({"id": INDICATORS, "weight": rng.integers(1, 4, len(INDICATORS))}),
        agencies=_agencies(rng, owner, cost, pool),
        services=pd.DataFrame(
            {
                "id": SERVICES,
                "agency": rng.choice(AGENCIES, len(SERVICES)),
                "importance": rng.integers(1, 5, len(SERVICES)),
            }
        ),
        scores=pd.DataFrame(
            [(s, i, round(float(rng.uniform(0, 0.9)), 2)) for s in SERVICES for i in INDICATORS],
            columns=["service", "indicator", "score"],
        ),
        projects=pd.DataFrame(
            {
                "id": ids,
                "agency": owner,
                "cost": cost,
                "divisible": rng.random(n) < rng.choice([0.0, 0.5]),
                "minimum_share": np.where(rng.random(n) < 0.2, 0.3, 0.0),
                "mandatory": rng.random(n) < 0.05,
            }
        ),
        prerequisites=pd.DataFrame(needs, columns=["project", "requires"]),
        alternatives=pd.DataFrame({"set": ["one", "one"], "project": ids[:2]}).head(2 * (rng.random() < 0.2)),
        verdicts=_verdicts(rng, ids, owner),
        **_effects(rng, ids, {project for project, _ in needs}),
    )


def _agencies(rng: np.random.Generator, owner: np.ndarray, cost: np.ndarray, pool: int) -> pd.DataFrame:
    asked = [cost[owner == name].sum() for name in AGENCIES]
    return pd.DataFrame(
        {
            "id": AGENCIES,
            "floor": [int(min(most, pool / 3) * 0.5 * (rng.random() < 0.4)) for most in asked],
            "ceiling": [int(pool * rng.uniform(0.4, 1)) if rng.random() < 0.4 else np.nan for _ in AGENCIES],
            "readiness": [1.0, 0.8, 1.0],
            "conflict": [0.9 if rng.random() < 0.2 else 0.1 for _ in AGENCIES],
        }
    )


def _verdicts(rng: np.random.Generator, ids: list[str], owner: np.ndarray) -> pd.DataFrame:
    """Draw accepted overlaps between agencies, which make groups."""
    rows = [
        (ids[one], ids[two], "accept", round(float(rng.uniform(0.2, 1)), 2))
        for one, two in combinations(range(len(ids)), 2)
        if owner[one] != owner[two] and rng.random() < 0.12
    ]
    return pd.DataFrame(rows, columns=["project_a", "project_b", "verdict", "share"])


def _effects(rng: np.random.Generator, ids: list[str], waiting: set[str]) -> dict[str, pd.DataFrame]:
    """Draw effects; in half of the scenarios some need an exchange: open, planned or withheld."""
    cells = [(service, indicator) for service in SERVICES for indicator in INDICATORS]
    effects = pd.DataFrame(
        [
            (project, *cells[at], round(float(rng.uniform(0.05, 1)), 2))
            for project in ids
            for at in rng.choice(len(cells), size=3, replace=False)
        ],
        columns=["project", "service", "indicator", "points"],
    )
    if rng.random() < 0.5:
        return {"effects": effects}
    openers = [project for project in ids if project not in waiting]
    drawn = rng.choice(["", "", *REGISTERS, ";".join(REGISTERS)], len(effects))
    effects["registers"] = np.where(effects["project"].isin(openers), "", drawn)  # nobody waits in a circle
    columns = ["service", "provider", "register", "status", "project"]
    rows = []
    for service in SERVICES:
        for register in REGISTERS:
            status = str(rng.choice(["open", "planned", "withheld"]))
            opener = str(rng.choice(openers)) if status == "planned" else ""
            rows.append((service, str(rng.choice(AGENCIES)), register, status, opener))
    return {"effects": effects, "exchanges": pd.DataFrame(rows, columns=columns)}
