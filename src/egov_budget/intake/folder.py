"""A scenario as a folder: scenario.toml and one CSV file for each table."""

from __future__ import annotations

import csv
from pathlib import Path

from egov_budget.errors import SHOWN, Fault
from egov_budget.intake.csv_file import read_csv, write_csv
from egov_budget.intake.draft import Draft
from egov_budget.intake.head import Head
from egov_budget.intake.legend import LEGEND, legend
from egov_budget.intake.misspelt import misspelt
from egov_budget.intake.progress import Progress
from egov_budget.intake.settings_file import read_settings, write_settings
from egov_budget.intake.strangers import header, misplaced
from egov_budget.scenario.columns import BY_NAME, SETTINGS, TABLES
from egov_budget.scenario.names import meant
from egov_budget.scenario.scenario import Scenario

SETTINGS_FILE = "scenario.toml"
ENCODING = "encoding"  # a line of it that is no setting: what the CSV files are in
TABLE_FILES = {f"{table.name}.csv": table for table in TABLES}
LEGEND_FILE = f"{LEGEND}.csv"
OWN_FILES = (SETTINGS_FILE, *TABLE_FILES, LEGEND_FILE)


def read_folder(folder: Path, progress: Progress) -> Draft:
    """Return every table of a folder as a draft.

    Only files of the folder itself are opened; a link that leads out of it is a fault. Files of
    other names are strangers, which the draft names. One that looks like the misspelt name of a table,
    or that has the columns of one, is a fault.

    Parameters
    ----------
    folder : Path
        An existing folder.
    progress : callable
        Told before each file.

    Returns
    -------
    Draft
        Unchecked.
    """
    draft = Draft()
    try:
        names = {path.name for path in folder.iterdir() if not path.name.startswith((".", "~"))}
    except OSError as error:
        shut = Fault.of("shut_folder", folder.name, value=folder.name, error=error.strerror)
        return draft.give_up(shut)
    files = _files(names)
    draft.strangers += sorted(names.difference(files.values(), OWN_FILES))
    draft.faults += _misspelt(draft.strangers, files)
    draft.faults += _misplaced(folder, draft)
    if not files:
        return draft.give_up(Fault.of("no_tables", folder.name, settings=SETTINGS_FILE))
    encoding = ""
    for done, (table, name) in enumerate(files.items()):
        progress(done, len(files), name)
        path = folder / name
        if _leads_out(path, folder):
            draft.take(table, None, [Fault.of("link_out", table, value=name)])
        elif name == SETTINGS_FILE:
            draft.settings, faults = read_settings(path)
            draft.faults += faults
            encoding = str((draft.settings or {}).pop(ENCODING, ""))
            draft.told += [f"a file that is not UTF-8 is read as {encoding[:SHOWN]}"] if encoding else []
        else:
            draft.keep(read_csv(path, table, Head.of(BY_NAME[table]), encoding), path.stem)
    if SETTINGS_FILE not in names:
        draft.faults.append(Fault.of("missing_settings", SETTINGS.name, what=SETTINGS_FILE))
    return draft


def _leads_out(path: Path, folder: Path) -> bool:
    try:
        return path.resolve(strict=True).parent != folder.resolve()
    except (OSError, RuntimeError):  # a link to itself, or to what is not there
        return True


def _misplaced(folder: Path, draft: Draft) -> list[Fault]:
    known = {fault.table for fault in draft.faults}
    inside = [folder / name for name in draft.strangers if Path(name).stem not in known]
    found = (misplaced(path.name, header(path)) for path in inside if not _leads_out(path, folder))
    return [fault for fault in found if fault is not None]


def _files(names: set[str]) -> dict[str, str]:
    """Return the file of each table that is there, by the name of the table, in any language."""
    own = {SETTINGS.name: SETTINGS_FILE} | {table.name: name for name, table in TABLE_FILES.items()}
    found = {table: name for table, name in own.items() if name in names}
    for name in sorted(name for name in names if name.lower().endswith(".csv")):
        table = meant(Path(name).stem, tuple(BY_NAME), "table")
        if table in BY_NAME:
            found.setdefault(table, name)
    return {table: found[table] for table in own if table in found}


def _misspelt(given: list[str], files: dict[str, str]) -> list[Fault]:
    strangers = {Path(name).stem: name for name in given}
    missing = {Path(name).stem: name for name in OWN_FILES if name not in files.values()}
    missing = {stem: name for stem, name in missing.items() if stem not in files}
    return [
        Fault.of("misspelt_file", strangers[stem], value=strangers[stem], near=missing[near],
                 rename=_as_csv(strangers[stem]))
        for stem, near in misspelt(strangers, missing)
    ]  # fmt: skip


def _as_csv(name: str) -> str:
    return "Rename it" if Path(name).suffix.lower() in (".csv", ".toml", "") else "Save it as CSV"


def write_folder(scenario: Scenario, folder: Path) -> None:
    """Write settings, every table and the legend of all columns into a new folder.

    Parameters
    ----------
    scenario : Scenario
        What to write.
    folder : Path
        Folder to make; it must not exist.
    """
    folder.mkdir()
    write_settings(scenario.settings, folder / SETTINGS_FILE)
    for name, table in TABLE_FILES.items():
        write_csv(scenario.tables[table.name], table, folder / name)
    with (folder / LEGEND_FILE).open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(legend())
