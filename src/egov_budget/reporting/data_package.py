"""A plan as an Open Fiscal Data Package: a folder of CSV, and what each of its columns means."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from egov_budget.allocation import Allocation
from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.atomic_write import atomic_write
from egov_budget.intake.write_sheet import guarded
from egov_budget.language import in_currency
from egov_budget.reporting.fiscal_tables import FiscalTable, fiscal_tables, meanings

DESCRIPTOR = "datapackage.json"
LONGEST_NAME = 80
ISO_4217 = re.compile(r"[A-Z]{3}")
NO_CURRENCY = "XXX"  # ISO 4217 for a transaction in none
NOT_IN_A_NAME = re.compile(r"[^a-z0-9._-]+")


def write_data_package(allocation: Allocation, folder: Path) -> None:
    """Write a plan as a Fiscal Data Package, whole or not at all.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    folder : Path
        Folder to write; a package that stands there is replaced, a folder that holds anything else
        is left alone.

    Raises
    ------
    IntakeError
        If the folder is no place for a package.

    Examples
    --------
    >>> import tempfile
    >>> from egov_budget import allocate, worlds
    >>> with tempfile.TemporaryDirectory() as place:
    ...     write_data_package(allocate(worlds.four_projects()), Path(place, "package"))
    ...     print(*sorted(path.stem for path in Path(place, "package").iterdir()))
    agencies bands budget datapackage indicators projects services shared-work
    """
    target, found = Path(folder).resolve(), fiscal_tables(allocation)
    IntakeError.if_any(_no_place(target, {DESCRIPTOR, *(f"{table.name}.csv" for table in found)}))
    with atomic_write(target) as part:
        part.mkdir()
        for table in found:
            text = guarded(table.frame).to_csv(index=False, lineterminator="\r\n")
            (part / f"{table.name}.csv").write_bytes(text.encode())
        told = json.dumps(descriptor(allocation, found, part), ensure_ascii=False, indent=2)
        (part / DESCRIPTOR).write_text(told + "\n", encoding="utf-8")


def descriptor(allocation: Allocation, found: Iterable[FiscalTable], folder: Path) -> dict[str, Any]:
    """Return what datapackage.json says of the files in a folder.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    found : iterable of FiscalTable
        Its tables.
    folder : Path
        Where they stand as CSV.

    Returns
    -------
    dict
        A Tabular Data Package with fiscal concepts: names, schemas, hashes.
    """
    settings, tables = allocation.scenario.settings, [*found]
    year = f" for {settings.fiscal_year}" if settings.fiscal_year else ""
    pool = in_currency(settings.pool, settings.currency)
    return {
        "name": _name(settings.name),
        "title": settings.name,
        "description": f"Proposed credits of every project from one pool of {pool}{year}.",
        "profile": "tabular-data-package",
        "columnTypes": [meanings()["concepts"]],
        "model": _model(settings.currency, dated="fiscal_year" in tables[0].frame),
        "resources": [_resource(table, folder / f"{table.name}.csv") for table in tables],
    }


def _model(currency: str, *, dated: bool) -> dict[str, Any]:
    """Return what is measured and by what it is told apart, as version 0.3 of the standard has it."""
    told = meanings()["model"]
    code = currency if ISO_4217.fullmatch(currency) else NO_CURRENCY
    measures = {name: measure | {"currency": code} for name, measure in told["measures"].items()}
    dimensions = {name: one for name, one in told["dimensions"].items() if dated or name != "fiscal_year"}
    return {"measures": measures, "dimensions": dimensions}


def _no_place(target: Path, own: set[str]) -> Iterator[Fault]:
    there = {path.name for path in target.iterdir()} if target.is_dir() else set()
    strangers = ", ".join(sorted(there - own)[:3])
    if target.exists() and not target.is_dir():
        yield Fault.of("a_file_there", target.name, value=str(target))
    elif strangers:
        yield Fault.of("strangers_in_the_package", target.name, value=str(target), names=strangers)


def _resource(table: FiscalTable, path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {
        "name": table.name,
        "description": table.told["about"],
        "path": path.name,
        **meanings()["resource"],
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": table.schema(),
    }


def _name(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return NOT_IN_A_NAME.sub("-", plain).strip("-._")[:LONGEST_NAME] or "plan"
