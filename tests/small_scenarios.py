"""Scenarios of a few projects that each raise a service of their own: what a claim needs and no more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from egov_budget import Scenario, Settings, write_scenario


def apart(
    costs: Sequence[float],
    pool: float,
    *,
    points: Sequence[float] | float = 0.5,
    agency: Sequence[str] | str = "a",
    projects: dict[str, Any] | None = None,
    **changes: Any,
) -> Scenario:
    """Return a scenario in which p0, p1, ... raise s0, s1, ...; ``changes`` replace tables and settings."""
    ids = [f"p{at}" for at in range(len(costs))]
    services = [f"s{at}" for at in range(len(costs))]
    frame = pd.DataFrame({"id": ids, "agency": agency, "cost": costs, **(projects or {})})
    first = frame["agency"].iloc[0]
    scenario = Scenario.from_frames(
        Settings(name="apart", pool=pool),
        indicators=pd.DataFrame({"id": ["i"]}),
        agencies=pd.DataFrame({"id": frame["agency"].unique()}),
        services=pd.DataFrame({"id": services, "agency": first}),
        scores=pd.DataFrame({"service": services, "indicator": "i", "score": 0.0}),
        projects=frame,
        effects=pd.DataFrame({"project": ids, "service": services, "indicator": "i", "points": points}),
    )
    return scenario.replace(**changes) if changes else scenario


def one_work(*pairs: tuple[str, str, float], connection: float = 0.2, lead: str = "") -> pd.DataFrame:
    """Return verdicts that pairs are the same work, each with its share of common work."""
    return pd.DataFrame(
        [
            {
                "project_a": one, "project_b": other, "verdict": "accept", "share": share,
                "connection_cost": connection, "lead": lead if lead in (one, other) else "",
            }
            for one, other, share in pairs
        ]
    )  # fmt: skip


def barred(*agencies: str, every: Sequence[str]) -> pd.DataFrame:
    """Return agencies of which some are above the threshold of conflicts of interest."""
    return pd.DataFrame({"id": list(every), "conflict": [0.9 if name in agencies else 0.0 for name in every]})


def folder_of(scenario: Scenario, place: Path) -> Path:
    """Return a new folder of CSV files that holds a scenario."""
    write_scenario(scenario, place)
    return place
