"""Which inputs of two allocations differ, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pandas as pd

from egov_budget.counting.plan import records
from egov_budget.scenario.columns import TABLES

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.scenario.field import TableSchema

Change = tuple[str, str, str, Any, Any]
THERE, GONE = "there", ""


def changed_inputs(before: Allocation, after: Allocation) -> pd.DataFrame:
    """List every setting, cell, group of shared work and rule in which two allocations differ.

    Parameters
    ----------
    before, after : Allocation
        The allocations.

    Returns
    -------
    DataFrame
        ``table``, ``key`` (ids, joined by " / "), ``column``, ``before``, ``after``. A row that one
        of them lacks is one line without a column; the order of rows makes no difference.
    """
    rows = [*_settings(before, after)]
    for table in TABLES:
        if table.key:
            one, two = before.scenario.tables[table.name], after.scenario.tables[table.name]
            rows += [] if one.equals(two) else _cells(table, one, two)
    rows += _shared_work(before, after)
    rules = [[rule.name for rule in plan.rules] for plan in (before, after)]
    for name in sorted({*rules[0], *rules[1]}):
        states = [THERE if name in names else GONE for names in rules]
        if states[0] != states[1]:
            rows.append(("rules", name, "", states[0], states[1]))
    return pd.DataFrame(rows, columns=["table", "key", "column", "before", "after"], dtype=object)


def _settings(before: Allocation, after: Allocation) -> Iterator[Change]:
    one, two = before.scenario.settings, after.scenario.settings
    for field in fields(one):
        old, new = getattr(one, field.name), getattr(two, field.name)
        if old != new:
            yield ("settings", "", field.name, old, new)


def _cells(table: TableSchema, before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Change]:
    one, two = (frame.set_index(list(table.key)).sort_index() for frame in (before, after))
    for key in one.index.difference(two.index):
        yield (table.name, _text(key), "", THERE, GONE)
    for key in two.index.difference(one.index):
        yield (table.name, _text(key), "", GONE, THERE)
    both = one.index.intersection(two.index)
    one, two = one.loc[both], two.loc[both]
    for column in one.columns:
        old, new = one[column], two[column]
        differs = (old != new) & ~(old.isna() & new.isna())
        for key in both[differs.fillna(True).to_numpy(dtype=bool)]:  # a whole number against none
            yield (table.name, _text(key), str(column), old[key], new[key])


def _shared_work(before: Allocation, after: Allocation) -> Iterator[Change]:
    frames = [
        {} if plan.overlaps is None else {row["project"]: row for row in records(plan.overlaps.members)}
        for plan in (before, after)
    ]
    for project in sorted({*frames[0], *frames[1]}):
        one, two = (frame.get(project) for frame in frames)
        if one is None or two is None:
            yield ("shared work", project, "", GONE if one is None else THERE, GONE if two is None else THERE)
            continue
        for column, old in one.items():
            if old != two[column]:
                yield ("shared work", project, str(column), old, two[column])


def _text(key: object) -> str:
    return " / ".join(map(str, key)) if isinstance(key, tuple) else str(key)
