"""Scenario -> files, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from os import PathLike
from pathlib import Path

from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.atomic_write import atomic_write
from egov_budget.intake.document import write_document
from egov_budget.intake.folder import OWN_FILES, write_folder
from egov_budget.intake.write_workbook import write_workbook
from egov_budget.scenario.scenario import Scenario

WRITERS: dict[str, Callable[[Scenario, Path], None]] = {".xlsx": write_workbook, ".json": write_document}
OTHER_FILES = (".csv", ".ods", ".toml", ".tsv", ".txt", ".xls", ".xlsb", ".xlsm", ".zip")


def write_scenario(scenario: Scenario, path: str | PathLike[str]) -> None:
    """Write a scenario so that reading it gives back every cell exactly.

    It appears whole or not at all. A file or the folder of a scenario that stands there is
    replaced; a folder that holds anything else is left alone.

    Parameters
    ----------
    scenario : Scenario
        What to write.
    path : str or path-like
        With the suffix ``.xlsx`` a workbook, with ``.json`` a document, otherwise a folder of CSV.
        Texts that a spreadsheet would run as formulas are guarded in CSV by a quote before them,
        which the reader takes off.

    Raises
    ------
    IntakeError
        If the path is no place for a scenario, or a workbook cannot hold it.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from egov_budget import worlds
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_scenario(worlds.four_projects(), f"{folder}/requests")
    ...     print(Path(folder, "requests", "indicators.csv").read_text("utf-8-sig"))
    id,title,axis,weight
    sign-in,Secure sign-in,,1
    apply,Online application,,1
    """
    target = place_for(path)
    writer = WRITERS.get(target.suffix.lower(), write_folder)
    with atomic_write(target) as part:
        writer(scenario, part)


def place_for(path: str | PathLike[str]) -> Path:
    """Return where a scenario would be written, if it can be.

    Parameters
    ----------
    path : str or path-like
        As ``write_scenario`` takes it.

    Returns
    -------
    Path
        Absolute, links followed.

    Raises
    ------
    IntakeError
        If the path is no place for a scenario.

    Examples
    --------
    >>> place_for("requests.csv")
    Traceback (most recent call last):
    ...
    egov_budget.errors.IntakeError: 1 fault in the input
      requests.csv: .csv is no format of a scenario; .xlsx, .json and folders are. Choose another place.
    """
    try:
        target = Path(path).resolve()
        if target.is_symlink():  # before Python 3.13 a link to itself does not get here
            raise OSError("it is a link to itself")
    except (OSError, RuntimeError) as error:
        gone = Fault.of("leads_nowhere", Path(path).name, value=str(path), error=error)
        raise IntakeError([gone]) from None
    IntakeError.if_any(_no_place(target))
    return target


def not_there_yet(path: str | PathLike[str]) -> Path:
    """Return a place where nothing stands yet but an empty folder: what somebody filled in stays.

    Parameters
    ----------
    path : str or path-like
        Where a scenario is to be written.

    Returns
    -------
    Path
        The same.

    Raises
    ------
    IntakeError
        If something stands there.
    """
    place = Path(path)
    if place.is_file() or (place.is_dir() and any(place.iterdir())):
        raise IntakeError([Fault.of("there_already", place.name, value=str(place))])
    return place


def _no_place(target: Path) -> Iterator[Fault]:
    """Yield why nothing can be written there; one reason is enough."""
    suffix = target.suffix.lower()
    strangers = {path.name for path in target.iterdir()}.difference(OWN_FILES) if target.is_dir() else set()
    reasons = {
        f"the folder {str(target.parent)!r} is not there": not target.parent.is_dir(),
        f"{suffix} is no format of a scenario; .xlsx, .json and folders are": suffix in OTHER_FILES,
        f"{target.name} is a folder": suffix in WRITERS and target.is_dir(),
        f"{target.name} is a file": suffix not in WRITERS and target.is_file(),
        f"the folder holds what is no part of a scenario: {', '.join(sorted(strangers)[:3])}": bool(
            strangers
        ),
    }
    for reason, holds in reasons.items():
        if holds:
            yield Fault(target.name, None, "", str(target), reason, "Choose another place")
            return
