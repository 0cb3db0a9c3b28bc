"""Cells of settings and tables: named as a decision names them, read as texts, set."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from egov_budget.errors import Fault
from egov_budget.scenario.cells import Value, read
from egov_budget.scenario.columns import BY_NAME, ENDS, SETTINGS
from egov_budget.scenario.conform import conform
from egov_budget.scenario.field import TableSchema
from egov_budget.scenario.hints import did_you_mean
from egov_budget.scenario.names import meant
from egov_budget.scenario.settings import Settings

DECISIONS = "decisions"
APART = (DECISIONS, "findings", "notes")  # tables of which no cell is decided
SCHEMAS = {table.name: table for table in (SETTINGS, *BY_NAME.values()) if table.name not in APART}
BETWEEN = " / "  # ids of a key
EMPTY, ABSENT = "(empty)", "(no row)"  # what stood in the cell before
CELL = ["table", "key", "column"]
Cell = tuple[str, str, str]


def keys_of(table: TableSchema, frame: pd.DataFrame) -> list[str]:
    """Return the key of each row of a table as one text.

    Examples
    --------
    >>> keys_of(BY_NAME["prerequisites"], pd.DataFrame({"project": ["a"], "requires": ["b"]}))
    ['a / b']
    """
    return [*map(key_text, zip(*(frame[name].astype("str") for name in table.key), strict=True))]


def key_text(ids: Iterable[str]) -> str:
    """Return a key as one text; a reviewer without a name is not written."""
    return BETWEEN.join(ids).removesuffix(BETWEEN)


class DecidedCells:
    """Settings and tables whose cells decisions name and set.

    Parameters
    ----------
    settings : Settings
        Replaced when one is set.
    frames : dict of str to DataFrame
        Typed tables, ``decisions`` among them; each is replaced when a cell of it is set.
    """

    def __init__(self, settings: Settings, frames: dict[str, pd.DataFrame]) -> None:
        self.settings, self.frames = settings, frames
        self._known: dict[str, dict[str, int]] = {}

    def named(self, row: int) -> Cell | Fault:
        """Return the cell that a decision names, or why there is none."""
        table, key, column = (str(self.frames[DECISIONS].at[row, name]).strip() for name in CELL)
        table = meant(table, tuple(SCHEMAS), "table")
        if table not in SCHEMAS:
            told = {"other": table, "remedy": _one_of(table, SCHEMAS)}
            return Fault.at("decided_on_no_table", DECISIONS, row, "table", table, **told)
        schema = SCHEMAS[table]
        free = [name for name in schema.names if name not in schema.key]
        column = meant(column, tuple(schema.names), "column")
        if column not in free:
            told = {"name": column, "other": table, "remedy": _one_of(column, free)}
            return Fault.at("not_to_be_decided", DECISIONS, row, "column", column, **told)
        if table == SETTINGS.name:
            return (table, "", column)
        places = self.places(table)
        rows = [key] if key in places else [*_of_pair(schema, key, places)]
        key = rows[0] if len(rows) == 1 else key
        if key not in places and (rows or not _adds(schema, key, column)):
            names, hint = BETWEEN.join(schema.key), did_you_mean(key, places)
            remedy = f"{hint} Correct it" if hint else f"Write its {names}"
            told = {"name": key, "names": names, "other": table, "remedy": remedy}
            return Fault.at("decided_on_no_row", DECISIONS, row, "key", key, **told)
        return (table, key, column)

    def places(self, table: str) -> dict[str, int]:
        """Return the row of each key of a table."""
        if table not in self._known:
            keys = keys_of(SCHEMAS[table], self.frames[table])
            self._known[table] = {key: place for place, key in reversed([*enumerate(keys)])}
        return self._known[table]

    def stands(self, cell: Cell) -> str:
        """Return what stands in a cell, as a text."""
        table, key, column = cell
        if table == SETTINGS.name:
            return word_of(getattr(self.settings, column))
        place = self.places(table).get(key)
        return ABSENT if place is None else word_of(self.frames[table][column].iloc[place])

    def put_back(self, row: int) -> None:
        """Set the cell of a decision to what stood there before."""
        made = self.frames[DECISIONS]
        table, key, column = (str(made.at[row, name]) for name in CELL)
        before = str(made.at[row, "before"])
        if before == ABSENT:
            at = self.places(table)[key]
            self.frames[table] = self.frames[table].drop(index=at).reset_index(drop=True)
            del self._known[table]
        else:
            word = "" if before == EMPTY else before
            self.set((table, key, column), read(word, SCHEMAS[table][column]), word)

    def holds(self, row: int) -> bool:
        """Tell whether a cell has what a decision says."""
        cell = self.named(row)
        if isinstance(cell, Fault):
            return False
        word = str(self.frames[DECISIONS].at[row, "value"]).strip()
        return word_of(read(word, SCHEMAS[cell[0]][cell[2]])) == self.stands(cell)

    def set(self, cell: Cell, value: Value, word: str) -> None:
        """Set a cell; a row that is not there is added."""
        table, key, column = cell
        if table == SETTINGS.name:
            self.settings = dataclasses.replace(self.settings, **{column: value})  # type: ignore[arg-type]  # as its column reads it
            return
        frame, place = self.frames[table], self.places(table).get(key)
        if place is None:
            ids = dict(zip(SCHEMAS[table].key, key.split(BETWEEN), strict=False))
            added, _ = conform(SCHEMAS[table], pd.DataFrame([{**ids, column: word}]))
            self.frames[table] = pd.concat([frame, added], ignore_index=True)
            self._known[table][key] = len(frame)
        else:
            cells = frame[column].copy()
            cells.iloc[place] = value
            self.frames[table] = frame.assign(**{column: cells})


def _of_pair(schema: TableSchema, key: str, places: Iterable[str]) -> Iterator[str]:
    """Yield the rows on a pair, named either way round and with or without whose row it is."""
    if [*schema.key[:2]] == ENDS:
        *ends, reviewer = [*key.split(BETWEEN, 2), "", ""][:3]
        for known in places:
            one, other, whose = [*known.split(BETWEEN, 2), ""][:3]
            if sorted(ends) == sorted((one, other)) and reviewer in ("", whose):
                yield known


def _adds(schema: TableSchema, key: str, column: str) -> bool:
    """Tell whether a key and this column are all that a row of the table needs."""
    needed = [each.name for each in schema.columns if each.required]
    ids = len(key.split(BETWEEN))
    named = [*schema.key[:ids]]
    return ids <= len(schema.key) and set(needed) - {*named} == {column}


def _one_of(word: str, known: Mapping[str, object] | list[str]) -> str:
    return did_you_mean(word, known) or f"Write one of: {', '.join(known)}"


def word_of(value: Any) -> str:
    """Return a cell as a text that reads as the same value."""
    if pd.isna(value) or value == "":
        return EMPTY
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    return f"{Decimal(repr(float(value))):f}".removesuffix(".0") if isinstance(value, float) else str(value)
