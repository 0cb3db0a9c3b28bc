"""Raw cells -> typed columns, one reading for each kind, every fault with its place.

A cell is read, never repaired: Persian and Arabic digits and grouped thousands are ways to
write a number and are read as such; ``1,5`` or ``12 abc`` is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

import numpy as np
import pandas as pd

from egov_budget.errors import Fault
from egov_budget.scenario.column import Column, Kind, Table

FIRST_ROW = 2  # a spreadsheet's header is row 1
LONGEST_TEXT = 100_000
SHOWN = 60
DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٬−", "01234567890123456789.,-")
GROUPS = re.compile(r"[+-]?\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?")
PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
SEPARATORS = re.compile(r"[,\u00a0\u202f ]")
FLAGS = {
    "yes": True, "true": True, "1": True, "y": True, "بله": True, "بلی": True,
    "no": False, "false": False, "0": False, "n": False, "خیر": False,
}  # fmt: skip
NUMBERS = (Kind.MONEY, Kind.NUMBER, Kind.PART)
Cell = str | float | bool | None


def did_you_mean(word: str, known: list[str]) -> str:
    """Return a hint at the nearest known word, or an empty string."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else ""


def conform(table: Table, raw: pd.DataFrame | None) -> tuple[pd.DataFrame, list[Fault]]:
    """Type every column of a raw table as the data dictionary says.

    A table that is not given is an empty one; an empty table that the dictionary requires is
    a fault. Columns whose name begins with ``#`` are notes and are left out.

    Parameters
    ----------
    table : Table
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
    given = pd.DataFrame() if raw is None else raw
    labels = [str(name).strip() for name in given.columns]
    faults = [*_column_faults(table, labels, rows=len(given))]
    if table.required and len(given) == 0:
        faults.append(Fault(table.name, None, "", "", "the table has no rows", "Give at least one row"))
    typed = {}
    for column in table.columns:
        if column.name in labels:
            cells = given.iloc[:, labels.index(column.name)]
            typed[column.name], found = read_column(table.name, column, cells)
            faults += found
        else:
            typed[column.name] = _series([column.empty] * len(given), column)
    return pd.DataFrame(typed, index=pd.RangeIndex(len(given))), faults


def _column_faults(table: Table, labels: list[str], rows: int) -> Iterator[Fault]:
    for label in sorted(set(labels)):
        if labels.count(label) > 1:
            yield Fault(table.name, 1, label, label, "the column stands there twice", "Keep one of them")
        if label not in table.names and not label.startswith("#"):
            hint = did_you_mean(label, table.names)
            remedy = f"{hint} Rename it" if hint else "Remove it"
            yield Fault(table.name, 1, label, label, "no such column in this table",
                        f"{remedy}, or begin its name with # to keep it as a note")  # fmt: skip
    for column in table.columns:
        if column.required and column.name not in labels and (rows or labels):
            yield Fault(table.name, 1, column.name, "", "the column is missing", f"Add it: {column.meaning.rstrip('.')}")


def read_column(where: str, column: Column, cells: pd.Series) -> tuple[pd.Series, list[Fault]]:
    """Read one column of raw cells.

    Parameters
    ----------
    where : str
        Table named in the faults.
    column : Column
        Its entry in the data dictionary.
    cells : Series
        Raw cells.

    Returns
    -------
    series : Series
        Typed values, a fresh range index.
    faults : list of Fault
        One for each cell that could not be read.
    """
    cells = cells.reset_index(drop=True)
    if column.kind in NUMBERS and pd.api.types.is_numeric_dtype(cells.dtype):
        return _numbers(where, column, cells.to_numpy(dtype=np.float64, na_value=np.nan), cells)
    missing = cells.isna().to_numpy()
    words = [
        "" if gone else _text(cell, column.kind) for cell, gone in zip(cells.tolist(), missing, strict=True)
    ]
    if column.kind in NUMBERS:
        values, faults = _parsed_numbers(where, column, words)
        series, more = _numbers(where, column, values, cells)
        return series, faults + more
    read = READERS[column.kind]
    out: list[Cell] = []
    faults = []
    for row, word in enumerate(words, start=FIRST_ROW):
        if not word:
            if column.required:
                faults.append(_empty(where, row, column))
            out.append(column.empty)
            continue
        try:
            out.append(read(word, column))
        except ValueError as error:
            fault, remedy = error.args
            faults.append(Fault(where, row, column.name, word[:SHOWN], fault, remedy))
            out.append(column.empty)
    return _series(out, column), faults


def _text(cell: object, kind: Kind) -> str:
    if isinstance(cell, float) and cell.is_integer():  # a workbook turns the id 1001 into 1001.0
        cell = int(cell)
    word = str(cell)
    return word if kind is Kind.TEXT else word.strip()


def _empty(where: str, row: int, column: Column) -> Fault:
    return Fault(where, row, column.name, "", "the cell is empty", f"Fill it in: {column.meaning.rstrip('.')}")


def _parsed_numbers(where: str, column: Column, words: list[str]) -> tuple[np.ndarray, list[Fault]]:
    values = np.full(len(words), np.nan)
    faults = []
    for place, word in enumerate(words):
        if not word:
            continue
        plain = word.translate(DIGITS)
        if GROUPS.fullmatch(plain):
            plain = SEPARATORS.sub("", plain)
        if PLAIN.fullmatch(plain):
            values[place] = float(plain)
        else:
            faults.append(
                Fault(where, place + FIRST_ROW, column.name, word[:SHOWN], f"{word[:SHOWN]!r} is not a number",
                      "Write digits with a point before the decimals, such as 1,250 or 0.75")
            )  # fmt: skip
            values[place] = np.inf if column.required else np.nan
    return values, faults


def _numbers(where: str, column: Column, values: np.ndarray, cells: pd.Series) -> tuple[pd.Series, list[Fault]]:
    absent = np.isnan(values)
    unread = np.array([isinstance(cell, str) and bool(cell.strip()) for cell in cells.tolist()])
    faults = []
    if column.required:
        faults += [_empty(where, int(row) + FIRST_ROW, column) for row in np.flatnonzero(absent)]
    top = 1.0 if column.kind is Kind.PART else np.inf
    wrong = ~absent & ((values < 0) | (values > top) | np.isinf(values))
    if column.above_zero:
        wrong |= values == 0
    bounds = "from 0 to 1" if column.kind is Kind.PART else ("above 0" if column.above_zero else "0 or more")
    for row in np.flatnonzero(wrong):
        if np.isinf(values[row]) and unread[row]:
            continue  # reported already as no number
        shown = f"{values[row]:.10g}"
        faults.append(
            Fault(where, int(row) + FIRST_ROW, column.name, shown, f"{shown} is not {bounds}",
                  f"Give a finite number {bounds}")
        )  # fmt: skip
    filled = np.where(absent & (column.default is not None), column.empty, values)
    return pd.Series(np.where(wrong, np.nan, filled).astype(np.float64)), faults


def _choice(word: str, column: Column) -> Cell:
    folded = word.casefold()
    if folded in column.choices:
        return folded
    raise ValueError(f"{word[:SHOWN]!r} is none of the choices", f"Write one of: {', '.join(column.choices)}")


def _flag(word: str, column: Column) -> Cell:
    flag = FLAGS.get(word.casefold().translate(DIGITS))
    if flag is None:
        raise ValueError(f"{word[:SHOWN]!r} is neither yes nor no", "Write yes or no")
    return flag


def _whole(word: str, column: Column) -> Cell:
    plain = word.translate(DIGITS)
    if not re.fullmatch(r"-?\d{1,9}", plain):
        raise ValueError(f"{word[:SHOWN]!r} is not a whole number", "Write a whole number such as 1401")
    return int(plain)


def _list(word: str, column: Column) -> Cell:
    parts = (part.strip() for part in word.split(";"))
    return ";".join(dict.fromkeys(part for part in parts if part))


def _words(word: str, column: Column) -> Cell:
    if len(word) > LONGEST_TEXT:
        raise ValueError(f"the text has {len(word)} characters, more than {LONGEST_TEXT}", "Shorten it")
    if "\x00" in word:
        raise ValueError("the text holds a NUL character", "Remove it")
    return word


READERS: dict[Kind, Callable[[str, Column], Cell]] = {
    Kind.ID: _words,
    Kind.TEXT: _words,
    Kind.LIST: _list,
    Kind.FLAG: _flag,
    Kind.WHOLE: _whole,
    Kind.CHOICE: _choice,
}


def _series(values: list[Cell], column: Column) -> pd.Series:
    if column.kind is Kind.FLAG:
        return pd.Series(values, dtype=bool)
    if column.kind is Kind.WHOLE:
        return pd.Series(values, dtype="Int64")
    if column.kind in NUMBERS:
        return pd.Series(values, dtype=np.float64)
    return pd.Series(values, dtype="str")
