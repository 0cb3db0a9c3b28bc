"""Canonical form: one text for what is the same JSON, and the hash of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pandas as pd

from egov_budget.intake.each_once import each_once

if TYPE_CHECKING:
    from egov_budget.scenario.field import Field

BETWEEN = "\0"  # of two cells: in texts of JSON it is written in other letters
HOW: dict[str, Any] = {"sort_keys": True, "ensure_ascii": True, "allow_nan": False}
canonical = json.JSONEncoder(separators=(",", ":"), **HOW).encode
_cells_of = json.JSONEncoder(separators=(BETWEEN, ":"), **HOW).encode


def digest(content: Any) -> str:
    """Return the SHA-256 of plain lists and dictionaries in canonical form.

    Parameters
    ----------
    content : dict, list, str, number, bool or None
        What JSON can hold.

    Returns
    -------
    str
        64 hexadecimal digits; the order of keys does not matter, that of lists does.

    Examples
    --------
    >>> digest({"a": 1, "b": 0.5}) == digest({"b": 0.5, "a": 1})
    True
    """
    return hashed([canonical(content)])


def hashed(texts: Iterable[str]) -> str:
    """Return the SHA-256 of a canonical form, hexadecimal; it comes in pieces."""
    found = sha256()
    for text in texts:
        found.update(text.encode("ascii"))
    return found.hexdigest()


def of_object(values: Mapping[str, str]) -> Iterator[str]:
    """Yield the canonical form of an object, in pieces, from those of its values.

    Examples
    --------
    >>> "".join(of_object({"b": canonical([1]), "a": canonical(None)})) == canonical({"a": None, "b": [1]})
    True
    """
    yield "{"
    for place, name in enumerate(sorted(values)):
        yield f"{',' * bool(place)}{canonical(name)}:"
        yield values[name]
    yield "}"


def records(frame: pd.DataFrame, columns: Sequence[Field]) -> list[dict[str, Any]]:
    """Return the rows of a typed table, without cells that are empty or hold their default."""
    found: list[dict[str, Any]] = [{} for _ in range(len(frame))]
    for column in columns:
        for record, value in zip(found, _told(frame[column.name].tolist(), column), strict=True):
            if value is not None:
                record[column.name] = value
    return found


def canonical_records(frame: pd.DataFrame, columns: Sequence[Field]) -> str:
    """Return the canonical form of ``records``, which are not made for it: that takes half as long."""
    in_order = sorted(columns, key=lambda column: column.name)
    cells = [told for column in in_order if any(told := _canonical_cells(frame[column.name], column))]
    rows = zip(*cells, strict=True) if cells else [()] * len(frame)  # rows that tell nothing are rows
    return "[" + ",".join([f"{{{','.join(filter(None, row))}}}" for row in rows]) + "]"


def _canonical_cells(values: pd.Series, column: Field) -> list[str]:
    """Return each cell with its name before it; an empty text where nothing is told."""

    def tell(cells: list[Any]) -> list[str]:
        texts = _cells_of(_told(cells, column))[1:-1].split(BETWEEN)
        return ["" if text == "null" else f'"{column.name}":{text}' for text in texts]

    return each_once(values, tell)


def _told(cells: Sequence[Any], column: Field) -> list[Any]:
    """Return cells with ``None`` for those that are empty or hold their default."""
    usual = column.empty
    return [None if cell is pd.NA or cell != cell or cell == usual else cell for cell in cells]  # noqa: PLR0124  # NaN
