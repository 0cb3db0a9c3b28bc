"""mapped: tables after a change of the map, with rows that have become one."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from egov_budget.errors import FIRST_ROW, Fault
from egov_budget.scenario.columns import TABLES
from egov_budget.scenario.field import Field, Kind, TableSchema
from egov_budget.scenario.map_change import RENAME, Cells, Frames, MapChange, Place, followed

ADDED = "last_year"  # what two had apart, they have had together


class Mapped(NamedTuple):
    """What a change of the map does to typed tables.

    ``cells`` are new values, ``gone`` are rows (table, row counted from 0) that others have taken in,
    ``faults`` tells cells of two such rows that cannot be both.
    """

    cells: Cells
    gone: set[tuple[str, int]]
    faults: list[Fault]

    def applied(self, frames: Frames) -> dict[str, pd.DataFrame]:
        """Return the tables as they are then."""
        found = {**frames}
        for (table, row, column), value in self.cells.items():
            if found[table] is frames[table]:
                found[table] = frames[table].copy()
            found[table].at[row, column] = value
        for table in {name for name, _ in self.gone}:
            rows = [row for name, row in self.gone if name == table]
            found[table] = found[table].drop(index=rows).reset_index(drop=True)
        return found


def mapped(frames: Frames, change: MapChange) -> Mapped:
    """Return what a change of the map does to tables.

    Rows that have one key then become one: what is empty or as the dictionary has it by default gives way,
    lists are put together, last year's credits add up, and other cells have to agree. A row that names a pair
    of which only one is left goes.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Typed tables, rows counted from 0.
    change : MapChange
        One that is possible.

    Returns
    -------
    Mapped
        Cells of rows that go are not among the new values.
    """
    found = Mapped(followed(frames, change), set(), [])
    if change.kind != RENAME:
        return found
    then = found.applied(frames)
    for schema in TABLES:
        touched = {row for table, row, column in found.cells if table == schema.name and column in schema.key}
        if touched:
            _make_one(schema, then[schema.name], touched, change, found)
    for place in [place for place in found.cells if place[:2] in found.gone]:
        del found.cells[place]
    return found


def _make_one(
    schema: TableSchema, frame: pd.DataFrame, touched: set[int], change: MapChange, found: Mapped
) -> None:
    keys = [*zip(*(frame[name] for name in schema.key), strict=True)]
    pair = [at for at, name in enumerate(schema.key) if change.table in schema[name].named]
    first = {key: row for row, key in reversed([*enumerate(keys)]) if row not in touched}
    for row in sorted(touched):
        key = keys[row]
        if len(pair) > 1 and len({key[at] for at in pair}) == 1:
            found.gone.add((schema.name, row))
            continue
        kept = first.setdefault(key, row)
        if kept != row:
            found.gone.add((schema.name, row))
            for column in schema.columns:
                if column.name not in schema.key:
                    _one_cell(schema.name, column, frame, (kept, row), found)


def _one_cell(table: str, column: Field, frame: pd.DataFrame, rows: tuple[int, int], found: Mapped) -> None:
    kept, gone = frame[column.name].loc[[*rows]].tolist()
    place = Place(table, rows[0], column.name)
    if column.name == ADDED:
        if gone > 0:
            found.cells[place] = kept + gone
    elif _empty(gone, column) or kept == gone:
        return
    elif _empty(kept, column):
        found.cells[place] = gone
    elif column.kind is Kind.LIST:
        both = [part.strip() for part in f"{kept};{gone}".split(";")]
        found.cells[place] = ";".join(dict.fromkeys(part for part in both if part))
    else:
        told = {"says": gone, "other": rows[0] + FIRST_ROW, "kept": kept}
        found.faults.append(Fault.at("says_otherwise", table, rows[1], column.name, gone, **told))
        return
    frame.at[rows[0], column.name] = found.cells.get(place, kept)


def _empty(value: Any, column: Field) -> bool:
    return bool(pd.isna(value)) or value in ("", column.empty)
