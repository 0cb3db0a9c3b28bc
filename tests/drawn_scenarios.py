"""Random scenarios with whatever can be asked for, small enough to find their best plan by other means."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache, lru_cache
from itertools import combinations
from math import ceil
from typing import Any

import numpy as np
import pandas as pd

from egov_budget import Scenario, Settings, find_overlaps
from egov_budget.overlaps import Overlaps

AGENCIES = ["a", "b", "c"]
UNITS = ["credits", "percent of pool", "percent of last year"]


@lru_cache(100)  # nothing can change one, and laws draw the same seeds
def drawn(seed: int, *, whole: bool = False) -> Scenario:
    """Return a scenario of three to six projects; ``whole`` ones can be funded in full alone."""
    rng = np.random.default_rng([seed, 11])
    n = int(rng.integers(3, 7))
    ids = [f"p{at}" for at in range(n)]
    projects = _projects(rng, ids, whole)
    pool = int(projects["cost"].sum() * rng.uniform(0.25, 0.8))
    services = [f"s{at}" for at in range(4)]
    cells = [(service, indicator) for service in services for indicator in "ij" if rng.random() < 0.9]
    cells = cells or [(services[0], "i")]
    needs = [(ids[at], ids[int(rng.integers(0, at))]) for at in range(1, n) if rng.random() < 0.2]
    openers = [name for name in ids if name not in {one for one, _ in needs}]
    rivals = rng.choice(ids, size=int(rng.integers(2, 4)), replace=False)
    free = [name for name in rivals if not projects.set_index("id").at[name, "mandatory"]]
    return Scenario.from_frames(
        Settings(name=f"drawn {seed}", pool=pool, conflict_threshold=0.7, connection_cost=0.25),
        indicators=pd.DataFrame({"id": ["i", "j"], "weight": rng.integers(1, 4, 2)}),
        agencies=_agencies(rng, projects, pool),
        categories=_limited(rng, ["x", "y"], projects.groupby("category")["cost"].sum(), pool, UNITS[:2]),
        services=pd.DataFrame(
            {"id": services, "agency": rng.choice(AGENCIES, 4), "importance": rng.integers(1, 5, 4)}
        ),
        scores=pd.DataFrame(
            [(*cell, round(float(rng.uniform(0, 0.9)), 2)) for cell in cells],
            columns=["service", "indicator", "score"],
        ),
        projects=projects,
        effects=_effects(rng, ids, openers, cells),
        exchanges=_exchanges(rng, services, openers),
        prerequisites=pd.DataFrame(needs, columns=["project", "requires"]),
        alternatives=pd.DataFrame({"set": "one", "project": free}).head(len(free) * (rng.random() < 0.25)),
        interests=pd.DataFrame(
            {"agency": ["a", "a"], "kind": ["vendor tie", "other"], "strength": [0.4, 0.6]}
        ).head(2 * (rng.random() < 0.2)),
        verdicts=_verdicts(rng, ids),
    )


def _projects(rng: np.random.Generator, ids: list[str], whole: bool) -> pd.DataFrame:
    n = len(ids)
    excluded = rng.random(n) < 0.04
    return pd.DataFrame(
        {
            "id": ids,
            "agency": rng.choice(AGENCIES, n),
            "category": rng.choice(["x", "y", ""], n),
            "cost": rng.integers(500, 6000, n),
            "divisible": (rng.random(n) < 0.65) & (not whole),
            "minimum_share": np.where(rng.random(n) < 0.3, rng.uniform(0.1, 0.7, n).round(2), 0.0),
            "excluded": excluded,
            "mandatory": (rng.random(n) < 0.06) & ~excluded,
        }
    )


def _limited(
    rng: np.random.Generator, ids: list[str], asked: pd.Series, pool: int, units: list[str]
) -> pd.DataFrame:
    """Draw floors that what was asked for can reach, and ceilings, in several units."""
    rows: list[dict[str, Any]] = []
    for name in ids:
        row: dict[str, Any] = {"id": name, "last_year": float(rng.integers(1, pool))}
        row |= {"floor": 0.0, "floor_unit": "credits", "ceiling": np.nan, "ceiling_unit": "credits"}
        reach = min(float(asked.get(name, 0.0)), pool)
        of = {"credits": 100.0, "percent of pool": float(pool), "percent of last year": row["last_year"]}
        for side, chance, low, high in (("floor", 0.3, 0.05, 0.4), ("ceiling", 0.35, 0.4, 1.2)):
            if rng.random() < chance:
                unit = str(rng.choice(units))
                amount = reach * rng.uniform(low, high)
                row |= {side: round(amount / of[unit] * 100), f"{side}_unit": unit}
        rows.append(row)
    frame = pd.DataFrame(rows)
    return frame if len(units) > 2 else frame.drop(columns="last_year")


def _agencies(rng: np.random.Generator, projects: pd.DataFrame, pool: int) -> pd.DataFrame:
    limited = _limited(rng, AGENCIES, projects.groupby("agency")["cost"].sum(), pool, UNITS)
    return limited.assign(
        readiness=[0.8, np.nan, np.nan],
        willingness=[1.0, 0.9, 1.0],
        ability=[1.0, 0.5, 1.0],
        conflict=np.where(rng.random(3) < 0.2, 0.9, 0.1),
    )


def _effects(
    rng: np.random.Generator, ids: list[str], openers: list[str], cells: list[tuple[str, str]]
) -> pd.DataFrame:
    rows = [
        (project, *cells[at], round(float(rng.uniform(0.05, 1)), 2), _drawing_on(rng, project in openers))
        for project in ids
        for at in rng.choice(len(cells), size=min(3, len(cells)), replace=False)
    ]
    return pd.DataFrame(rows, columns=["project", "service", "indicator", "points", "registers"])


def _drawing_on(rng: np.random.Generator, opens: bool) -> str:
    """Draw the registers of an effect; those who open exchanges wait for nobody, so there is no circle."""
    return "" if opens else str(rng.choice(["", "", "r", "t", "r;t"]))


def _exchanges(rng: np.random.Generator, services: list[str], openers: list[str]) -> pd.DataFrame:
    rows = [
        (service, str(rng.choice(AGENCIES)), register, status, opener if status == "planned" else "")
        for service in services
        for register in "rt"
        for status, opener in [(str(rng.choice(["open", "planned", "withheld"])), str(rng.choice(openers)))]
    ]
    return pd.DataFrame(rows, columns=["service", "provider", "register", "status", "project"])


def _verdicts(rng: np.random.Generator, ids: list[str]) -> pd.DataFrame:
    """Draw groups of two or three, some with a lead that is named."""
    order, rows, at = [str(name) for name in rng.permutation(ids)], [], 0
    while at + 1 < len(order):
        size = int(rng.choice([1, 2, 3]))
        group = sorted(order[at : at + size])
        named = str(rng.choice(group)) if rng.random() < 0.2 else ""
        rows += [
            {
                "project_a": one, "project_b": other, "verdict": "accept",
                "share": round(float(rng.uniform(0.2, 1)), 2),
                "connection_cost": round(float(rng.uniform(0, 0.6)), 2) if rng.random() < 0.5 else np.nan,
                "lead": named if named in (one, other) else "",
            }
            for one, other in combinations(group, 2)
        ]  # fmt: skip
        at += size
    names = ["project_a", "project_b", "verdict", "share", "connection_cost", "lead"]
    return pd.DataFrame(rows, columns=names)


@cache
def _alone(ids: tuple[str, ...]) -> Overlaps:
    """Return what is found among projects without texts and verdicts: nothing."""
    scenario = drawn(0)
    projects = pd.DataFrame({"id": ids, "agency": "a", "cost": 1.0})
    effects = scenario.effects.head(1).assign(project=ids[0], registers="")
    kept = {name: scenario.tables[name].head(0) for name in ("prerequisites", "alternatives", "verdicts")}
    return find_overlaps(
        scenario.replace(projects=projects, effects=effects, exchanges=scenario.exchanges.head(0), **kept)
    )


def overlaps_of(scenario: Scenario) -> Overlaps:
    """Return the groups that the verdicts of a drawn scenario make, as the page counts them.

    A pair has its share of the smaller request in common, a member the largest of its pairs; joining
    costs a part of that. ``find_overlaps`` finds the same, in four times the time.
    """
    cost = scenario.projects.set_index("id")["cost"].to_dict()
    pairs: dict[str, list[tuple[int, Fraction]]] = {}
    partners: dict[str, set[str]] = {}
    for row in scenario.verdicts.itertuples():
        part = scenario.settings.connection_cost if np.isnan(row.connection_cost) else row.connection_cost
        common = round(row.share * min(cost[row.project_a], cost[row.project_b]))
        ends = {row.project_a, row.project_b}
        for end in ends:
            pairs.setdefault(end, []).append((common, Fraction(repr(part))))
            partners.setdefault(end, set()).update(ends)
    led = set(scenario.verdicts["lead"])
    rows = [
        (f"G:{min(partners[project])}", project, float(common), float(ceil(part * common)), project in led)
        for project, found in pairs.items()
        for common, part in [max(found)]
    ]
    members = pd.DataFrame(rows, columns=["group", "project", "common", "connection", "lead"])
    listed = members.sort_values(["group", "project"], ignore_index=True).astype({"lead": bool})
    return replace(_alone(tuple(scenario.projects["id"])), members=listed)
