"""Everything that is wrong with settings and tables, whatever they were read from."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Set
from typing import Any, NamedTuple

import pandas as pd

from egov_budget.errors import Fault
from egov_budget.scenario.checks import check
from egov_budget.scenario.columns import BY_NAME, SETTINGS, TABLES
from egov_budget.scenario.conform import conform
from egov_budget.scenario.decided import carried_out
from egov_budget.scenario.hints import did_you_mean
from egov_budget.scenario.row_faults import Unchecked
from egov_budget.scenario.settings import Settings

ONE_TABLE = (
    "a DataFrame is one table of a scenario; make the whole with "
    "Scenario.from_frames({'name': ..., 'pool': ...}, agencies=..., services=..., projects=..., effects=...)"
    ", or of a list of projects with read_portfolio"
)
UNKNOWN = Settings(name="", pool=math.nan, quantum=math.nan)


class Examined(NamedTuple):
    """Settings and tables, typed, and every fault in them.

    A setting that could not be read holds its default, an unknown quantum NaN. Without faults the
    scenario holds together.
    """

    settings: Settings
    frames: dict[str, pd.DataFrame]
    faults: list[Fault]


def examine(
    settings: Settings | Mapping[str, Any] | None,
    tables: Mapping[str, pd.DataFrame],
    typed: Set[str] = frozenset(),
) -> Examined:
    """Return settings and tables, typed, with every fault in them.

    Parameters
    ----------
    settings : Settings, mapping or None
        What holds for the whole scenario; ``None`` if that is not known, so that nothing is held
        against it.
    tables : mapping of str to DataFrame
        Raw tables by name; one that is left out is empty.
    typed : set of str
        Tables that a scenario of the same quantum holds already: their cells are not read again, and rows not
        checked that are as they were, and all that they are held against.

    Returns
    -------
    Examined
        Every table of the data dictionary is there.
    """
    first: object = settings
    if isinstance(first, pd.DataFrame):
        raise TypeError(ONE_TABLE)
    for name, given in tables.items():
        if not isinstance(given, pd.DataFrame):
            raise TypeError(f"the table {name!r} is given as {type(given).__name__}, not as a DataFrame")
    typed_settings, faults = (UNKNOWN, []) if settings is None else _settings(settings)
    for name in [name for name in tables if name not in BY_NAME]:
        remedy = did_you_mean(name, BY_NAME) or "Remove it"
        faults.append(Fault.of("unknown_table", name or "''", value=name, remedy=remedy))
    frames: dict[str, pd.DataFrame] = {}
    for table in TABLES:
        if table.name in typed:
            frames[table.name] = tables[table.name]
            continue
        frames[table.name], found = conform(table, tables.get(table.name))
        faults += found
    decided = carried_out(typed_settings, frames)
    counted = decided.settings.quantum == typed_settings.quantum
    same = {name for name in typed if counted and decided.frames[name] is frames[name]}
    anew = Unchecked(decided.frames, decided.frames.keys() - same)
    faults += [*decided.faults, *map(decided.placed, check(decided.settings, anew))]
    return Examined(decided.settings, decided.frames, faults)


def _settings(settings: Settings | Mapping[str, Any]) -> tuple[Settings, list[Fault]]:
    values = dataclasses.asdict(settings) if isinstance(settings, Settings) else dict(settings)
    frame, faults = conform(SETTINGS, pd.DataFrame([values], dtype=object))
    plain = {name: frame[name].tolist()[0] for name in SETTINGS.names}
    if any(fault.column == "quantum" for fault in faults):
        plain["quantum"] = math.nan  # no amount is measured by a quantum nobody meant
    return Settings(**plain), [dataclasses.replace(fault, row=None) for fault in faults]
