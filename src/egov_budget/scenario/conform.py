"""Raw tables -> typed tables: every column read as the data dictionary says, every fault with its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray
from pandas.api.types import is_bool_dtype, is_numeric_dtype, pandas_dtype

from egov_budget.errors import FIRST_ROW, SHOWN, Fault
from egov_budget.scenario.cells import NUMBERS, Unreadable, Value, read
from egov_budget.scenario.field import Field, Kind, TableSchema
from egov_budget.scenario.hints import did_you_mean
from egov_budget.scenario.names import spellings

WIDEST = 256  # columns of a table, notes with them
MOST_CELLS = 2**26  # of a table, empty ones with them
NAMED = {Kind.FLAG: "bool", Kind.WHOLE: "Int64", **dict.fromkeys(NUMBERS, "float64")}
DTYPES: dict[Kind, Any] = {kind: pandas_dtype(NAMED.get(kind, "str")) for kind in Kind}  # not looked up anew


def conform(table: TableSchema, raw: pd.DataFrame | None) -> tuple[pd.DataFrame, list[Fault]]:
    """Return a raw table with every column typed as the data dictionary says, and its faults.

    A table that is not given is an empty one; an empty table that the dictionary requires is
    a fault. Columns whose name begins with ``#`` are notes and are left out.

    Parameters
    ----------
    table : TableSchema
        Its entry in the data dictionary.
    raw : DataFrame or None
        Cells as they were read: text, numbers, flags or missing.

    Returns
    -------
    frame : DataFrame
        All columns of the dictionary in order, typed.
    faults : list of Fault
        Everything that could not be read; the cell then holds the column's empty value.
    """
    if raw is None and not table.required:
        return _without_rows(table).copy(deep=False), []
    given = pd.DataFrame() if raw is None else raw
    labels = [str(name).strip() for name in given.columns]
    large = too_large(table.name, len(labels), len(given))
    if large:
        return conform(table, None)[0], [large]
    faults = [*_column_faults(table, labels, rows=len(given))]
    if table.required and len(given) == 0:
        faults.append(Fault.of("no_rows", table.name))
    typed, columns = {}, [cells for _, cells in given.items()]
    for column in table.columns:
        if column.name in labels:
            cells = columns[labels.index(column.name)]
            typed[column.name], found = _read_column(table.name, column, cells)
            faults += found
        else:
            typed[column.name] = _array([column.empty] * len(given), column)
    return pd.DataFrame(typed, index=pd.RangeIndex(len(given))), faults


def too_large(table: str, columns: int, rows: int = 0) -> Fault | None:
    """Return the fault of a table too large to read, before it costs time and memory.

    Parameters
    ----------
    table : str
        Table named in the fault.
    columns : int
        Columns it has; 256 are the most.
    rows : int
        Rows it has; rows times columns are 2**26 at the most, so a million rows may have 67 columns.

    Returns
    -------
    Fault or None
        ``None`` if it can be read.
    """
    if columns > WIDEST:
        return Fault.of("too_many_columns", table, value=f"{columns:,}", most=WIDEST)
    if columns * rows > MOST_CELLS:
        return Fault.of("too_large_a_table", table, value=f"{rows:,}", columns=columns, most=MOST_CELLS)
    return None


@cache
def _without_rows(table: TableSchema) -> pd.DataFrame:
    """Return a table that is not given: made once, since most scenarios leave out most tables."""
    return pd.DataFrame({column.name: _array([], column) for column in table.columns})


def _column_faults(table: TableSchema, labels: list[str], rows: int) -> Iterator[Fault]:
    noun = "setting" if table.name == "settings" else "column"
    note = "or begin its name with # to keep it as a note"
    for label in sorted(set(labels)):
        if label.startswith("#"):
            continue
        if labels.count(label) > 1:
            yield Fault(table.name, 1, label, label, f"the {noun} stands there twice", "Keep one of them")
        if label not in table.names:
            hint = did_you_mean(label, spellings(tuple(table.names), "column"))
            remedy = f"{hint} Rename it, {note}" if hint else f"Remove it, {note}"
            yield Fault(table.name, 1, label, label, f"there is no such {noun}", remedy)
    for column in table.columns:
        if column.required and column.name not in labels and (rows or labels):
            remedy = f"Add it: {column.meaning.rstrip('.')}"
            yield Fault(table.name, 1, column.name, "", f"the {noun} is missing", remedy)


def read_column(where: str, column: Field, cells: pd.Series) -> tuple[pd.Series, list[Fault]]:
    """Return one column of raw cells, typed, and its faults.

    Parameters
    ----------
    where : str
        Table named in the faults.
    column : Field
        Its entry in the data dictionary.
    cells : Series
        Raw cells.

    Returns
    -------
    series : Series
        Typed values, a fresh range index.
    faults : list of Fault
        One for each cell that could not be read, in the order of rows.

    Notes
    -----
    Each distinct word is read once, so that a million references to a few thousand ids cost
    little more than one pass.
    """
    typed, faults = _read_column(where, column, cells)
    return pd.Series(typed), faults


def _read_column(where: str, column: Field, cells: pd.Series) -> tuple[ExtensionArray, list[Fault]]:
    if column.kind in NUMBERS and is_numeric_dtype(cells) and not is_bool_dtype(cells):
        numbers = cells.to_numpy(dtype=np.float64, na_value=np.nan)
        if _all_readable(numbers, column):
            empty = float(column.empty or 0.0)
            return _array(np.where(np.isnan(numbers), empty, numbers + 0.0), column), []  # -0 becomes 0
    words = words_of(cells)  # pandas would end a word at a NUL
    plain = {word: word if column.kind is Kind.TEXT else word.strip() for word in dict.fromkeys(words)}
    values: dict[str, Value] = {}
    unreadable: dict[str, Unreadable] = {}
    for word, bare in plain.items():
        try:
            values[word] = read(bare, column)
        except Unreadable as error:
            unreadable[word] = error
            values[word] = column.empty
    faults = [
        Fault(where, row + FIRST_ROW, column.name, plain[word][:SHOWN], *unreadable[word].args)
        for row, word in (enumerate(words) if unreadable else ())
        if word in unreadable
    ]
    return _array([*map(values.__getitem__, words)], column), faults


def words_of(cells: pd.Series) -> list[str]:
    """Return raw cells as the words that are read; a missing one is an empty word.

    Examples
    --------
    >>> words_of(pd.Series([1001.0, None, 14.5]))
    ['1001', '', '14.5']
    """
    found = cells.tolist()
    if set(map(type, found)) <= {str}:
        return found
    words = [cell if type(cell) is str else _written(cell) for cell in found]
    for row in np.flatnonzero(pd.isna(cells.array)):
        words[row] = ""
    return words


def _written(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():  # a workbook turns the id 1001 into 1001.0
        cell = int(cell)
    return str(cell)


def _all_readable(numbers: NDArray[np.float64], column: Field) -> bool:
    absent = np.isnan(numbers)
    top = 1.0 if column.kind is Kind.FRACTION else np.finfo(np.float64).max
    low = numbers <= 0 if column.above_zero else numbers < 0
    return not (low | (numbers > top) | (absent & column.required)).any()


def _array(values: Any, column: Field) -> ExtensionArray:
    array: ExtensionArray = pd.array(values, dtype=DTYPES[column.kind])
    return array
