"""Which inputs of two allocations differ, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from egov_budget.counting.plan import records
from egov_budget.rules.funding_rule import plain
from egov_budget.scenario.columns import TABLES
from egov_budget.scenario.decided_cells import key_text

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.scenario.field import TableSchema

Change = tuple[str, str, str, Any, Any]
Keyed = Mapping[str, Mapping[str, Any]]
THERE, GONE = "there", ""


def changed_inputs(before: Allocation, after: Allocation) -> pd.DataFrame:
    """List every setting, cell, group of shared work, rule and objective in which two allocations differ.

    Parameters
    ----------
    before, after : Allocation
        The allocations; a split made by hand has no objective.

    Returns
    -------
    DataFrame
        ``table``, ``key`` (ids, joined by " / "), ``column``, ``before``, ``after``. A row that one
        of them lacks is one line without a column; the order of rows makes no difference. Rules and
        objectives differ by what they were made with.
    """
    rows = [*_records("settings", {"": vars(before.scenario.settings)}, {"": vars(after.scenario.settings)})]
    for table in TABLES:
        if table.key:
            one, two = before.scenario.tables[table.name], after.scenario.tables[table.name]
            rows += [] if one.equals(two) else _cells(table, one, two)
    for name, keyed in (("shared work", _shared_work), ("rules", _rules), ("objectives", _objectives)):
        rows += _records(name, keyed(before), keyed(after))
    return pd.DataFrame(rows, columns=["table", "key", "column", "before", "after"], dtype=object)


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


def _records(table: str, before: Keyed, after: Keyed) -> Iterator[Change]:
    for key in sorted({*before, *after}):
        one, two = before.get(key), after.get(key)
        if one is None or two is None:
            yield (table, key, "", GONE if one is None else THERE, GONE if two is None else THERE)
            continue
        for column in dict.fromkeys([*one, *two]):
            old, new = one.get(column, GONE), two.get(column, GONE)
            if old != new:
                yield (table, key, str(column), old, new)


def _shared_work(plan: Allocation) -> Keyed:
    return {} if plan.overlaps is None else {row["project"]: row for row in records(plan.overlaps.members)}


def _rules(plan: Allocation) -> Keyed:
    count: Counter[str] = Counter()
    found = {}
    for rule in plan.rules:  # two may have one name
        count[rule.name] += 1
        found[rule.name + (f" {count[rule.name]}" if count[rule.name] > 1 else "")] = rule.record()
    return found


def _objectives(plan: Allocation) -> Keyed:
    aims = () if plan.outcome is None else plan.outcome.program.aims
    return {aim.name: plain(getattr(aim, "__dict__", {})) for aim in aims}


def _text(key: object) -> str:
    return key_text(map(str, key)) if isinstance(key, tuple) else str(key)
