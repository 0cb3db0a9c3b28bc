"""Scenarios with decisions on their cells."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from egov_budget import Scenario
from egov_budget.intake.written import written
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.decided_cells import keys_of

SEEDS = st.integers(0, 2**20)
MINISTER = {"by": "the minister", "date": "1404-03-01"}


def decided(scenario: Scenario, *decisions: dict[str, Any]) -> Scenario:
    """Return a scenario with more decisions on it."""
    rows = [
        {"id": f"d{at}", **MINISTER, **each} for at, each in enumerate(decisions, len(scenario.decisions))
    ]
    return scenario.replace(decisions=pd.concat([scenario.decisions, pd.DataFrame(rows)], ignore_index=True))


def cell(table: str, key: str, column: str, value: object, **more: str) -> dict[str, Any]:
    return {"table": table, "key": key, "column": column, "value": value, **more}


def any_cell(scenario: Scenario, seed: int) -> dict[str, Any]:
    """Return a decision on some cell: it gets what another row has there."""
    rng = np.random.default_rng(seed)
    listed = [table for table in BY_NAME.values() if table.key and len(table.names) > len(table.key)]
    tables = [table for table in listed if len(scenario.tables[table.name]) > 1]
    table = tables[int(rng.integers(len(tables)))]
    column = rng.choice([name for name in table.names if name not in table.key])
    frame = scenario.tables[table.name]
    at, other = rng.choice(len(frame), 2, replace=False).tolist()
    value = written(frame[column].tolist(), table[column].kind)[other]
    return cell(table.name, keys_of(table, frame)[at], str(column), "" if value is None else str(value))
