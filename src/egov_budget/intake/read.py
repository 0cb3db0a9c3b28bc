"""Files -> Scenario, whatever the format."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from egov_budget.errors import SHOWN, Fault, IntakeError
from egov_budget.intake.document import read_document
from egov_budget.intake.draft import Draft
from egov_budget.intake.folder import read_folder
from egov_budget.intake.given import Stream, read_given
from egov_budget.intake.progress import Progress, silent
from egov_budget.intake.read_workbook import read_workbook
from egov_budget.scenario.hints import did_you_mean
from egov_budget.scenario.scenario import Scenario

LOG = logging.getLogger(__name__)
READERS: dict[str, Callable[[Path, Progress], Draft]] = {".xlsx": read_workbook, ".json": read_document}
Source = str | PathLike[str] | Mapping[str, Any] | Stream
SHEETS = dict.fromkeys((".ods", ".fods", ".numbers", ".xls", ".xlsb", ".xlsm"), "Save it anew as .xlsx")
LIST = "Give the folder of it and scenario.toml, or read a list of projects with: egov-budget from list"
REMEDIES = SHEETS | dict.fromkeys((".csv", ".tsv", ".txt", ".toml"), LIST)
OTHERWISE = "Check the path, or begin a scenario with: egov-budget new"


def read_scenario(source: Source, *, progress: Progress = silent) -> Scenario:
    """Return the scenario of a folder of CSV, a workbook or a JSON document.

    Parameters
    ----------
    source : str, path-like, mapping or stream
        A folder with scenario.toml and a CSV file for each table, an ``.xlsx`` workbook with a
        sheet for each, or a ``.json`` document with a key for each. Such a document may also be a mapping
        that was parsed already, or a stream of text or bytes.
    progress : callable, optional
        Called before each table with the number of those done, their total and the name of the
        next one.

    Returns
    -------
    Scenario
        Typed and checked. Columns whose names begin with ``#`` are notes and are left out.

    Raises
    ------
    IntakeError
        With every fault of every file and table at once. Rows count as in a spreadsheet: the
        header is row 1, so the first record of a JSON table is row 2.
    TypeError
        If it is none of these, such as a DataFrame.

    Examples
    --------
    >>> import tempfile
    >>> from egov_budget import worlds
    >>> from egov_budget.intake import write_scenario
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_scenario(worlds.four_projects(), f"{folder}/requests.json")
    ...     read_scenario(f"{folder}/requests.json")
    <Scenario 'Four projects': 2 agencies, 4 services, 4 projects, pool 100 credits>
    """
    scenario = read_draft(source, progress=progress).scenario()
    LOG.info("read: %r", scenario)
    return scenario


def read_draft(source: Source, *, progress: Progress = silent) -> Draft:
    """Return what a folder, workbook or document holds, not yet checked: with the names of what is not read.

    Parameters
    ----------
    source : str, path-like, mapping or stream
        As ``read_scenario`` takes it.
    progress : callable, optional
        As ``read_scenario`` calls it.

    Returns
    -------
    Draft
        ``scenario()`` checks it.

    Raises
    ------
    IntakeError
        If there is nothing of a format that can be read.
    """
    if not isinstance(source, str | PathLike):
        return read_given(source, progress)
    place = Path(source)
    gone = out_of_reach(place)
    if gone:
        raise IntakeError([gone])
    if place.is_dir():
        return read_folder(place, progress)
    reader = READERS.get(place.suffix.lower())
    if reader is None:
        remedy = REMEDIES.get(place.suffix.lower(), "Give a folder of CSV, an .xlsx or a .json file")
        raise IntakeError([Fault.of("no_format", place.name, value=place.suffix, remedy=remedy)])
    return reader(place, progress)


def out_of_reach(place: Path, otherwise: str = OTHERWISE) -> Fault | None:
    """Return why nothing can be read at a place, with the name beside it that may be meant; else nothing."""
    try:
        place.resolve(strict=True)
    except FileNotFoundError:
        remedy = did_you_mean(place.name, _names_beside(place)) or otherwise
        return Fault.of("not_there", place.name, value=str(place), remedy=remedy)
    except (OSError, ValueError, RuntimeError) as error:  # not to be entered, no name of a file, or a loop
        name, reason = place.name[:SHOWN], getattr(error, "strerror", error)
        return Fault.of("shut_path", name, value=name, error=reason)
    return None


def _names_beside(place: Path) -> list[str]:
    try:
        return sorted(path.name for path in place.parent.iterdir())
    except OSError:
        return []
