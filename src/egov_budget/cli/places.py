"""Where a command leaves what it makes; a place that will not do is refused before anything is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from egov_budget.errors import Fault, IntakeError

OUTPUTS = ("out", "graph_out", "index", "brief")  # parameters of commands that name such a place
NO_FOLDERS = (
    ".csv", ".htm", ".html", ".json", ".md", ".ods", ".pdf", ".png", ".toml", ".txt", ".xls", ".xlsx",
)  # fmt: skip
Callback = Callable[[Path | None], Path | None]


def a_file(*suffixes: str) -> Callback:
    """Return the check of a place for one file of these suffixes."""

    def checked(place: Path | None) -> Path | None:
        if place is None:
            return None
        if place.suffix.lower() not in suffixes:
            remedy = f"Name it {place.with_suffix(suffixes[0]).name}" if place.name else "Name a file"
            raise _refused(place, f"what is written there is {' or '.join(suffixes)}", remedy)
        if place.is_dir():
            raise _refused(place, f"{place.name} is a folder", "Name a file in it")
        if not place.parent.is_dir():
            fault = f"the folder {str(place.parent)!r} is not there"
            raise _refused(place, fault, "Make it, or name another")
        return place

    return checked


def a_folder(place: Path | None) -> Path | None:
    """Check a place for a folder of files; it is made if it is not there."""
    if place is None:
        return None
    if place.suffix.lower() in NO_FOLDERS:
        fault = f"what is written there is a folder of files, not one {place.suffix}"
        raise _refused(place, fault, f"Name a folder, such as {place.stem}/")
    for above in (place, *place.parents):
        if above.exists() and not above.is_dir():
            raise _refused(place, f"{str(above)!r} is a file, not a folder", "Name another folder")
    return place


def a_folder_or_table(place: Path | None) -> Path | None:
    """Check a place for a folder of files, or by its name for one table."""
    return a_file(".csv")(place) if place is not None and is_table(place) else a_folder(place)


def charts_or_table(place: Path | None) -> Path | None:
    """Check a place for a folder of files, a chart among them, or by its name for one table."""
    from egov_budget.reporting.plots import drawing

    if place is not None and not is_table(place):
        drawing()
    return a_folder_or_table(place)


def for_requests(place: Path) -> Path:
    """Check a place that requests are to be written to."""
    from egov_budget.intake.write import place_for

    place_for(place)
    return place


def is_table(out: Path) -> bool:
    """Tell whether a name is that of a table, not of a folder."""
    return out.suffix.lower() == ".csv"


def keep_inputs(params: Mapping[str, object]) -> None:
    """Refuse to leave anything where the inputs of a command stand: they would be lost, or mixed with it.

    Parameters
    ----------
    params : mapping of str to object
        What a command was given, by name. Every path in it that is no place to write is an input.

    Raises
    ------
    IntakeError
        If an output is an input, or lies in the folder of the requests.
    """
    paths = {name: value.resolve() for name, value in params.items() if isinstance(value, Path)}
    outputs = {name: paths.pop(name) for name in OUTPUTS if name in paths}
    for name, place in outputs.items():
        given = Path(str(params[name]))
        if place in paths.values():
            raise _refused(given, f"{given} is what is read, and would be replaced", "Name another place")
        if paths.get("requests") in place.parents:
            fault = f"{given} lies in the folder of the requests, and would be taken for a part of them"
            raise _refused(given, fault, "Name a place outside of it")


def _refused(place: Path, fault: str, remedy: str) -> IntakeError:
    return IntakeError([Fault(place.name, None, "", str(place), fault, remedy)])
