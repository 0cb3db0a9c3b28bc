"""Everything that is wrong with settings and tables, whatever they were read from."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import pandas as pd

from egov_budget.errors import Fault
from egov_budget.scenario.checks import check
from egov_budget.scenario.columns import BY_NAME, SETTINGS, TABLES
from egov_budget.scenario.conform import conform
from egov_budget.scenario.hints import did_you_mean
from egov_budget.scenario.settings import Settings


def examine(
    settings: Settings | Mapping[str, Any], tables: Mapping[str, pd.DataFrame]
) -> tuple[Settings, dict[str, pd.DataFrame], list[Fault]]:
    """Type settings and tables, and collect every fault in them.

    Parameters
    ----------
    settings : Settings or mapping
        What holds for the whole scenario.
    tables : mapping of str to DataFrame
        Raw tables by name; one that is left out is empty.

    Returns
    -------
    settings : Settings
        Typed; a setting that could not be read holds its default.
    frames : dict of str to DataFrame
        Every table of the data dictionary, typed.
    faults : list of Fault
        None for a scenario that holds together.
    """
    typed_settings, faults = _settings(settings)
    faults += [
        Fault(name, None, "", name, "there is no such table", did_you_mean(name, BY_NAME) or "Remove it")
        for name in tables
        if name not in BY_NAME
    ]
    frames: dict[str, pd.DataFrame] = {}
    for table in TABLES:
        frames[table.name], found = conform(table, tables.get(table.name))
        faults += found
    faults += check(typed_settings, frames)
    return typed_settings, frames, faults


def _settings(settings: Settings | Mapping[str, Any]) -> tuple[Settings, list[Fault]]:
    values = dataclasses.asdict(settings) if isinstance(settings, Settings) else dict(settings)
    frame, faults = conform(SETTINGS, pd.DataFrame([values], dtype=object))
    plain = {name: frame[name].tolist()[0] for name in SETTINGS.names}
    return Settings(**plain), [dataclasses.replace(fault, row=None) for fault in faults]
