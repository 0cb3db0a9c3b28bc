"""A plan that keeps every rule there is, with a subject for each, and the same with one breach planted."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

import egov_budget as eb
from egov_budget import Allocation, Scenario, rules
from small_scenarios import apart, one_work

ADDED: tuple[rules.Rule, ...] = (
    rules.Frozen({"p7": 50.0}, {"p7": 0.5}),
    rules.MeanTarget(0.27),
    rules.ServicesTarget(5, level=0.5),
    rules.RobustPool(gamma=1),
)
SOUND = {
    "p0": (100, 1.0), "p2": (100, 1.0), "p3": (60, 0.6), "p4": (100, 1.0), "p5": (60, 1.0),
    "p7": (50, 0.5), "p10": (100, 1.0),
}  # fmt: skip
LEADS = {"p4": "p4", "p10": "p10"}


def everything() -> Scenario:
    """Return eleven projects of which each is the subject of some rule."""
    asked = apart(
        [100, 100, 100, 100, 100, 100, 100, 100, 40, 100, 100],
        600,
        agency=["a", "a", "b", "b", "a", "b", "a", "b", "b", "c", "a"],
        projects={
            "category": ["x", "x", "y", "y", *[""] * 7],
            "mandatory": [True] + [False] * 10,
            "excluded": [False, True] + [False] * 9,
            "divisible": [True, True, False] + [True] * 8,
            "minimum_share": [0.0, 0.0, 0.0, 0.5] + [0.0] * 7,
            "cost_more": [20.0] + [0.0] * 10,
            "floor": [np.nan] * 5 + [55.0] + [np.nan] * 5,
            "ceiling": [np.nan] * 3 + [65.0] + [np.nan] * 7,
        },
        alternatives=pd.DataFrame({"set": "one", "project": ["p7", "p8"]}),
        prerequisites=pd.DataFrame({"project": ["p6"], "requires": ["p8"]}),
        categories=pd.DataFrame({"id": ["x", "y"], "floor": [80.0, 130.0], "ceiling": [np.nan, 170.0]}),
    )
    work = [one_work(("p4", "p5", 0.5), lead="p4"), one_work(("p9", "p10", 0.5))]
    limits = {"floor": [250.0, 200.0, 0.0], "ceiling": [320.0, 300.0, np.nan], "conflict": [0.0, 0.0, 0.9]}
    return asked.replace(
        verdicts=pd.concat(work, ignore_index=True), agencies=pd.DataFrame({"id": ["a", "b", "c"], **limits})
    )


@cache
def _base() -> Allocation:
    """Return some plan of these requests: where scenario, common work and columns come from."""
    scenario = everything()
    return eb.score(scenario, {}, eb.find_overlaps(scenario), rules=[*rules.STANDARD, *ADDED])


def planted(changes: dict[str, tuple[int, float]], leads: dict[str, str] | None = None) -> Allocation:
    """Return the sound plan with other credits and shares for some projects, and perhaps other leads."""
    base, paid = _base(), SOUND | changes
    ids = base.columns.projects
    quanta, shares = (np.array([paid.get(name, (0, 0.0))[at] for name in ids]) for at in (0, 1))
    led = [
        ids.get_loc(lead) if (lead := _lead_of(group, LEADS if leads is None else leads)) else -1
        for group in base.columns.groups
    ]
    return Allocation(
        scenario=base.scenario,
        overlaps=base.overlaps,
        rules=base.rules,
        columns=base.columns,
        quanta=quanta.astype(np.int64),
        parts=np.rint(shares * 10**9).astype(np.int64),
        leads=np.array(led, dtype=np.int64),
    )


def _lead_of(group: str, leads: dict[str, str]) -> str:
    """Return who leads a group: groups are named after the first of their members."""
    return next((lead for member, lead in leads.items() if group == f"G:{member}"), "")
