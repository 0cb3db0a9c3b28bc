"""typed: a table beside the requests, typed as its schema says, and what it names that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.errors import FIRST_ROW, Fault
from egov_budget.scenario.conform import conform
from egov_budget.scenario.hints import did_you_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.scenario.field import TableSchema


def typed(table: TableSchema, raw: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """Return a table typed as its schema says, and its faults, rows that stand twice among them."""
    frame, faults = conform(table, raw)
    if headless(faults):
        return frame, faults
    for row in np.flatnonzero(frame.duplicated([*table.key]).to_numpy()):
        key = " / ".join(str(frame[name].iloc[row]) for name in table.key)
        first = int((frame[[*table.key]] == frame[[*table.key]].iloc[row]).all(axis=1).argmax())
        faults.append(Fault.at("row_twice", table.name, row, table.key[0], key, first=first + FIRST_ROW))
    return frame, faults


def headless(faults: list[Fault]) -> bool:
    """Return whether the head of a table is at fault, so that nothing can be said of its rows."""
    return any(fault.row == 1 for fault in faults)


def strangers(
    table: str, column: str, values: pd.Series, place: NDArray[np.intp], known: pd.Index
) -> Iterator[Fault]:
    """Yield a fault for each row that names what the plan does not have."""
    for row in np.flatnonzero((place < 0) & (values != "").to_numpy()):
        value = str(values.iloc[row])
        remedy = did_you_mean(value, known) or "Name one of the plan"
        yield Fault.at("not_in_the_plan", table, row, column, value, name=value, remedy=remedy)
