"""A scenario as one JSON document: settings, and a list of records for each table."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd

from egov_budget.errors import FIRST_ROW, SHOWN, Fault
from egov_budget.intake.draft import Draft
from egov_budget.intake.each_once import each_once
from egov_budget.intake.progress import Progress
from egov_budget.intake.text_file import read_text
from egov_budget.intake.written import written
from egov_budget.scenario.cells import NUMBERS
from egov_budget.scenario.columns import BY_NAME, SETTINGS, TABLES
from egov_budget.scenario.conform import too_large
from egov_budget.scenario.field import Field, Kind
from egov_budget.scenario.scenario import Scenario

HOLDS: dict[Kind, tuple[frozenset[type], str]] = {
    **dict.fromkeys((Kind.ID, Kind.TEXT, Kind.CHOICE, Kind.DATE), (frozenset({str}), "a text")),
    **dict.fromkeys(NUMBERS, (frozenset({int, float}), "a number")),
    Kind.LIST: (frozenset({list}), "a list of texts without semicolons"),
    Kind.FLAG: (frozenset({bool}), "true or false"),
    Kind.WHOLE: (frozenset({int, float}), "a whole number"),
}
BETWEEN = "\0"  # of two cells: in texts of JSON it is written in other letters
as_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode  # made once, used once a record
cells_as_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(BETWEEN, ": ")).encode
NOTES = ("#", "$")  # keys that begin so are no data: notes, and the $schema that editors look for


class _Repeated(dict[str, Any]):
    """An object in which a key stands twice."""

    key = ""


class _NoNumber(str):
    """NaN or an infinity, which JSON has no numbers for."""

    __slots__ = ()


def read_document(path: Path, progress: Progress) -> Draft:
    """Return a JSON document as a draft; its shape is that of the published schema.

    Parameters
    ----------
    path : Path
        The file.
    progress : callable
        Told before each table.

    Returns
    -------
    Draft
        Unchecked.
    """
    return drafted(read_text(path, path.name), path.name, progress)


def drafted(text: str | Fault, name: str, progress: Progress) -> Draft:
    """Return the text of a document as a draft.

    Parameters
    ----------
    text : str or Fault
        JSON, or why there is none.
    name : str
        What it is called.
    progress : callable
        Told before each table.

    Returns
    -------
    Draft
        Unchecked.
    """
    draft = Draft()
    content = text if isinstance(text, Fault) else _parsed(text, name)
    if isinstance(content, Fault):
        return draft.give_up(content)
    draft.faults += _repeated(name, None, content)
    names = [table for table in content if not table.startswith(NOTES)]
    large = too_large(name, len(names))
    if large:
        return draft.give_up(large)
    for done, table in enumerate(names):
        progress(done, len(names), table)
        if table == SETTINGS.name:
            draft.settings, faults = _settings(content[table])
            draft.faults += faults
        else:
            draft.take(table, *_table(table, content[table]))
    if SETTINGS.name not in names:
        draft.faults.append(Fault.of("no_settings", SETTINGS.name))
    return draft


def _parsed(text: str, name: str) -> dict[str, Any] | Fault:
    try:
        content = json.loads(text, object_pairs_hook=_object, parse_constant=_NoNumber)
    except json.JSONDecodeError as error:
        return Fault.of("no_json", name, error.lineno, error=error)
    except (RecursionError, ValueError) as error:  # nested too deeply, or a number of thousands of digits
        return Fault.of("unreadable_json", name, error=error)
    if not isinstance(content, dict):
        return Fault.of("document_is_no_object", name, value=_shown(content), kind=_kind(content))
    return content


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        made = _Repeated(made)
        [(made.key, _)] = Counter(key for key, _ in pairs).most_common(1)
    return made


def _settings(values: Any) -> tuple[dict[str, Any] | None, list[Fault]]:
    if not isinstance(values, dict):
        return None, [Fault.of("no_object", SETTINGS.name, value=_shown(values), kind=_kind(values))]
    faults = [*_repeated(SETTINGS.name, None, values)]
    settings = {name: value for name, value in values.items() if not name.startswith(NOTES)}
    for name in set(settings).intersection(SETTINGS.names):
        settings[name], found = _cell(SETTINGS.name, None, SETTINGS[name], settings[name])
        faults += found
    return settings, faults


def _table(name: str, records: Any) -> tuple[pd.DataFrame | None, list[Fault]]:
    if not isinstance(records, list):
        return None, [Fault.of("no_list", name, value=_shown(records), kind=_kind(records))]
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for number, record in enumerate(records, start=FIRST_ROW):
        if isinstance(record, dict):
            faults += _repeated(name, number, record)
            rows.append(record)
        else:
            faults.append(Fault.of("no_record", name, number, "", _shown(record), kind=_kind(record)))
            rows.append({})
    labels = [label for label in dict.fromkeys(chain.from_iterable(rows)) if not label.startswith(NOTES)]
    large = too_large(name, len(labels), len(rows))
    if large:
        return None, [large]
    cells = {}
    for label in labels:
        values = [row.get(label) for row in rows]
        if name in BY_NAME and label.strip() in BY_NAME[name].names:
            faults += _typed(name, BY_NAME[name][label.strip()], values)
        cells[label] = pd.Series(values, dtype=object)
    return pd.DataFrame(cells, index=pd.RangeIndex(len(rows)), dtype=object), faults


def _typed(table: str, column: Field, values: list[Any]) -> list[Fault]:
    """Report cells of the wrong type and empty them; lists become text."""
    types, _ = HOLDS[column.kind]
    if column.kind is not Kind.LIST and set(map(type, values)) <= types | {type(None)}:
        return []
    faults = []
    for place, value in enumerate(values):
        if value is not None:
            values[place], found = _cell(table, place + FIRST_ROW, column, value)
            faults += found
    return faults


def _cell(table: str, row: int | None, column: Field, value: Any) -> tuple[Any, list[Fault]]:
    types, holds = HOLDS[column.kind]
    if value is None or type(value) in types:
        if column.kind is not Kind.LIST or value is None:
            return value, []
        if all(type(item) is str and ";" not in item for item in value):
            return ";".join(value), []
    told = {"kind": _kind(value), "holds": holds}
    return None, [Fault.of("no_such_value", table, row, column.name, _shown(value), **told)]


def _repeated(table: str, row: int | None, record: dict[str, Any]) -> list[Fault]:
    if not isinstance(record, _Repeated):
        return []
    return [Fault.of("key_twice", table, row, record.key, record.key)]


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return "a word JSON does not know" if isinstance(value, _NoNumber) else names.get(type(value), "a number")


def _shown(value: Any) -> str:
    return value if isinstance(value, _NoNumber) else json.dumps(value, ensure_ascii=False)[:SHOWN]


def write_document(scenario: Scenario, path: Path) -> None:
    """Write settings and every table as one JSON document, a record on a line; empty cells are left out.

    Parameters
    ----------
    scenario : Scenario
        What to write.
    path : Path
        File to write.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{\n"settings": ' + as_json(dataclasses.asdict(scenario.settings)))
        for table in TABLES:
            frame = scenario.tables[table.name]
            cells = [told for column in table.columns if any(told := _told(frame[column.name], column))]
            records = [f"{{{', '.join(filter(None, row))}}}" for row in zip(*cells, strict=True)]
            file.write(f',\n"{table.name}": [\n' + ",\n".join(records) + "\n]")
        file.write("\n}\n")


def _told(values: pd.Series, column: Field) -> list[str]:
    """Return the cells of a column as JSON with its name before each; an empty cell is an empty text.

    All at once: cell by cell it takes four times as long.
    """

    def tell(cells: list[Any]) -> list[str]:
        known = cells if column.kind is Kind.FLAG else written(cells, column.kind)
        if column.kind is Kind.LIST:
            texts = [as_json(cell and cell.split(";")) for cell in known]
        else:
            texts = cells_as_json(known)[1:-1].split(BETWEEN)
        return ["" if text == "null" else f'"{column.name}": {text}' for text in texts]

    return each_once(values, tell)
