"""Raw tables, right until a test spoils them, written in each format without the library's own writers."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from egov_budget.scenario.columns import BY_NAME

FORMATS = ("folder", ".xlsx", ".json")
Record = dict[str, Any]
Raw = dict[str, Any]


def raw_tables() -> Raw:
    """Return settings and tables of a small scenario, new ones at each call."""
    projects = [
        {"id": f"p{at}", "agency": ("tax", "health")[at % 2], "title": f"Project {at}", "cost": 10 + at}
        for at in range(8)
    ]
    return {
        "settings": {"name": "Raw", "pool": 60, "quantum": 1},
        "indicators": [{"id": "online", "weight": 1}, {"id": "sign-in", "weight": 2}],
        "agencies": [{"id": "tax", "last_year": 10}, {"id": "health", "last_year": 20}],
        "categories": [{"id": "platforms", "ceiling": 40}],
        "services": [{"id": "return", "agency": "tax"}, {"id": "card", "agency": "health"}],
        "scores": [
            {"service": "return", "indicator": "online", "score": 0.5},
            {"service": "return", "indicator": "sign-in", "score": 0},
            {"service": "card", "indicator": "online", "score": 0.25},
        ],
        "projects": projects,
        "effects": [
            {
                "project": row["id"],
                "service": service,
                "indicator": "online",
                "points": 0.5,
                "registers": ["births" if service == "return" else "incomes"] if row["id"] == "p6" else [],
            }
            for row in projects
            for service in ("return", "card")
        ],
        "prerequisites": [{"project": "p1", "requires": "p0"}, {"project": "p2", "requires": "p1"}],
        "alternatives": [{"set": "one", "project": "p4"}, {"set": "one", "project": "p5"}],
        "exchanges": [
            {"service": "return", "provider": "health", "register": "births", "status": "open"},
            {
                "service": "card",
                "provider": "tax",
                "register": "incomes",
                "status": "planned",
                "project": "p7",
                "legal_duty": True,
            },
        ],
        "interests": [
            {"agency": "tax", "kind": "vendor tie", "strength": 0.5},
            {"project": "p3", "kind": "fee income lost", "strength": 0.25},
        ],
        "verdicts": [
            {"project_a": "p0", "project_b": "p1", "verdict": "accept", "share": 0.5, "lead": "p0"},
            {"project_a": "p2", "project_b": "p3", "verdict": "reject"},
        ],
    }


def save(raw: Raw, parent: Path, suffix: str) -> Path:
    """Write raw tables and return where they stand."""
    path = parent / ("raw" if suffix == "folder" else f"raw{suffix}")
    {"folder": _folder, ".xlsx": _workbook, ".json": _document}[suffix](raw, path)
    return path


def _grid(name: str, records: list[Record]) -> list[list[Any]]:
    labels = list(dict.fromkeys(label for record in records for label in record)) or BY_NAME[name].names
    return [labels, *([_cell(record.get(label)) for label in labels] for record in records)]


def _cell(value: Any) -> Any:
    return ";".join(value) if isinstance(value, list) else value


def _folder(raw: Raw, path: Path) -> None:
    path.mkdir()
    for name, records in raw.items():
        if name == "settings":
            lines = [f"{key} = {json.dumps(value)}\n" for key, value in records.items()]
            (path / "scenario.toml").write_text("".join(lines), encoding="utf-8")
        else:
            with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(_grid(name, records))


def _workbook(raw: Raw, path: Path) -> None:
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    for name, records in raw.items():
        sheet = workbook.create_sheet(name)
        rows = [("setting", "value"), *records.items()] if name == "settings" else _grid(name, records)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)


def _document(raw: Raw, path: Path) -> None:
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
