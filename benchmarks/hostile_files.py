"""How a spoilt scenario or plan is written, without the writers of the library, which would refuse it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

RAW = "\u2063raw:"  # what follows stands in JSON and TOML as it is, without quotes


@cache
def material(of: str) -> str:
    """Return the JSON of a scenario, or of a plan, that nobody has spoilt."""
    from egov_budget import allocate, write_scenario
    from egov_budget.intake.template import template

    with TemporaryDirectory() as folder:
        path = Path(folder, "content.json")
        if of == "plan":
            allocate(template()).to_json(path)
        else:
            write_scenario(template(), path)
        return path.read_text("utf-8")


def rendered(form: str, content: Any) -> dict[str, bytes]:
    """Return the files of a form by name; the one file of a form that is no folder has none."""
    if form == "folder":
        return _as_folder(content)
    if form == ".xlsx":
        return {"": _as_workbook(content)}
    if form == "plan folder":
        return {"plan.json": _json(content), "requests.json": material("scenario").encode()}
    return {"": _json(content)}


def _json(content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False)
    while RAW in text:
        before, _, rest = text.partition(f'"{RAW}')
        token, _, after = rest.partition('"')
        text = before + token + after
        if not rest:
            break
    return text.encode("utf-8", "surrogatepass")


def _tables(content: Any) -> dict[str, Any]:
    """Return the tables that are written; one without a record has no file."""
    named = content if isinstance(content, dict) else {"": content}
    return {str(name): table for name, table in named.items() if table != []}


def _grid(table: Any) -> list[list[Any]]:
    records = (
        [row if isinstance(row, dict) else {"": row} for row in table]
        if isinstance(table, list)
        else [{"": table}]
    )
    labels = list(dict.fromkeys(label for record in records for label in record))
    return [labels, *([record.get(label) for label in labels] for record in records)]


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return ";".join(map(str, value))
    if isinstance(value, dict):
        return json.dumps(value)
    return value.removeprefix(RAW) if isinstance(value, str) else value


def _as_folder(content: Any) -> dict[str, bytes]:
    written: dict[str, bytes] = {}
    for name, table in _tables(content).items():
        if name == "settings":
            lines = [
                f"{key} = {_json(value).decode('utf-8', 'surrogatepass')}\n"
                for key, value in _tables(table).items()
            ]
            written["scenario.toml"] = "".join(lines).encode("utf-8", "surrogatepass")
            continue
        text = io.StringIO()
        csv.writer(text).writerows([[_cell(value) for value in row] for row in _grid(table)])
        safe = "".join(letter for letter in name if letter.isalnum() or letter in "-_. ")[:40]
        written[f"{safe}.csv"] = text.getvalue().encode("utf-8", "surrogatepass")
    return written


def _as_workbook(content: Any) -> bytes:
    from openpyxl import Workbook
    from openpyxl.utils.exceptions import IllegalCharacterError

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, table in _tables(content).items():
        sheet = book.create_sheet("".join(letter for letter in name if letter.isalnum())[:31])
        settings = name == "settings" and isinstance(table, dict)
        grid = [["setting", "value"], *map(list, table.items())] if settings else _grid(table)
        for row, values in enumerate(grid, start=1):
            for column, value in enumerate(values, start=1):
                # what no workbook can hold stays empty
                with suppress(IllegalCharacterError, ValueError, UnicodeError):
                    sheet.cell(row, column).value = _cell(value)
    if not book.worksheets:
        book.create_sheet("empty")
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def unpacked(book: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(book[""])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return a workbook of these parts."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return {"": stored.getvalue()}
