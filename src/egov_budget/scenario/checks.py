"""What must hold between rows and tables: keys, references, whole quanta."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from egov_budget.errors import FIRST_ROW, SHOWN, Fault
from egov_budget.language import all_digits
from egov_budget.money import LARGEST, exact, is_whole
from egov_budget.scenario.columns import BY_NAME, TABLES
from egov_budget.scenario.contradictions import (
    cell_faults,
    circle_faults,
    interest_faults,
    mandatory_faults,
    platform_faults,
)
from egov_budget.scenario.exchange_faults import drawing_faults, opener_faults
from egov_budget.scenario.field import Kind, TableSchema
from egov_budget.scenario.hints import did_you_mean
from egov_budget.scenario.over_years import (
    commitment_faults,
    delivery_faults,
    profile_faults,
    range_faults,
    year_faults,
)
from egov_budget.scenario.relations import OF_PLATFORMS
from egov_budget.scenario.row_faults import Frames, Unchecked, row_faults
from egov_budget.scenario.settings import Settings
from egov_budget.scenario.verdict_faults import verdict_faults

WORDS_COMPARED = 200_000  # in search of the words that were meant: about a second
SMALLEST_QUANTUM, LARGEST_QUANTUM = 1e-6, 1e12
LARGEST_WEIGHT = 1e15  # beside it a weight of 1 is lost in rounding
CHECKS = {  # each with the table it looks for faults in, and those that it is held against
    mandatory_faults: ("projects", "alternatives"),
    cell_faults: ("effects", "scores", "services", "indicators"),
    circle_faults: ("prerequisites",),
    interest_faults: ("interests",),
    platform_faults: ("platforms", "projects"),
    verdict_faults: ("verdicts", "projects"),
    year_faults: ("years",),
    profile_faults: ("profiles", "projects"),
    delivery_faults: ("projects", "commitments"),
    commitment_faults: ("commitments", "years", "projects"),
    range_faults: ("effects",),
    opener_faults: ("exchanges",),
    drawing_faults: ("effects", "exchanges", "services", "prerequisites"),
}


def check(settings: Settings, frames: Unchecked) -> Iterator[Fault]:
    """Yield every fault between rows and tables of typed frames.

    Parameters
    ----------
    settings : Settings
        What holds for the whole scenario.
    frames : Unchecked
        Typed tables, as ``conform`` returns them, and which of them are new.

    Yields
    ------
    Fault
        None at all for a scenario that holds together.
    """
    countable = SMALLEST_QUANTUM <= settings.quantum <= LARGEST_QUANTUM
    if not countable and not math.isnan(settings.quantum):
        low, high = all_digits(SMALLEST_QUANTUM), all_digits(LARGEST_QUANTUM)
        where = ("settings", None, "quantum", all_digits(settings.quantum))
        yield Fault.of("no_quantum", *where, low=low, high=high)
    for table in TABLES:
        frame, new = frames[table.name], frames.due(table.name)
        if new:
            yield from _repeated_keys(table, frame)
        yield from _unknown_ids(table, frame, frames)
        if new and countable:
            yield from _split_quanta(table, frame, settings)
    if countable:
        yield from _pool(settings, frames)
        yield from _floors(settings, frames)
    yield from _weights(frames)
    for faults, read in CHECKS.items():
        if frames.due(*read):
            yield from faults(settings, frames)


def _repeated_keys(table: TableSchema, frame: pd.DataFrame) -> Iterator[Fault]:
    if not table.key:
        return
    if len({*zip(*(frame[name].tolist() for name in table.key), strict=True)}) == len(frame):
        return
    keys = frame[list(table.key)]
    repeated = keys.duplicated()
    filled = keys[[name for name in table.key if table[name].required]]  # an empty cell is reported as such
    repeated &= (filled.notna() & (filled.astype(str) != "")).all(axis=1)
    first = keys.assign(row=keys.index).groupby(list(table.key), sort=False)["row"].transform("min")
    for row in np.flatnonzero(repeated).tolist():
        value = " / ".join(map(str, filter(None, keys.iloc[row])))[:SHOWN]
        told = {"first": int(first.iloc[row]) + FIRST_ROW}
        yield Fault.at("key_there_already", table.name, row, table.key[0], value, **told)


def _unknown_ids(table: TableSchema, frame: pd.DataFrame, frames: Unchecked) -> Iterator[Fault]:
    for column, name in ((each, name) for each in table.columns for name in each.named):
        if not frames.due(table.name, name):
            continue
        there, values = frames[name], frame[column.name]
        known = dict.fromkeys(filter(None, there["id"].tolist()))
        if not known and name != column.or_to:
            continue  # without any id: a fault of that table, not of each row that names it
        strangers = [row for row, word in enumerate(values.tolist()) if word and word not in known]
        if column.or_to:  # the verdict says whether it is a platform
            platform = frame["verdict"].isin(OF_PLATFORMS).tolist()
            strangers = [row for row in strangers if platform[row] == (name == column.or_to)]
        if not strangers:
            continue
        titled = dict(zip(there["title"], there["id"], strict=True)) if "title" in there else {}
        remedies = {word: f"Write the id that has this title: {named}" for word, named in titled.items()}
        for row in strangers:
            word = values.iloc[row]
            if word not in remedies:
                affordable = (len(remedies) - len(titled)) * len(known) < WORDS_COMPARED
                hint = did_you_mean(word, known) if affordable else ""
                remedies[word] = f"{hint} Correct it" if hint else f"Add it to {name}"
            told = {"other": name, "remedy": remedies[word]}
            yield Fault.at("unknown_id", table.name, row, column.name, word, **told)


def _split_quanta(table: TableSchema, frame: pd.DataFrame, settings: Settings) -> Iterator[Fault]:
    for column in table.columns:
        if column.kind is Kind.MONEY:
            values = frame[column.name].to_numpy()
            for row in np.flatnonzero(~is_whole(values, settings.quantum)).tolist():
                where = (table.name, row + FIRST_ROW, column.name)
                yield _not_whole(*where, float(values[row]), settings.quantum)


def _not_whole(where: str, row: int | None, column: str, amount: float, quantum: float) -> Fault:
    most = float(LARGEST * exact(quantum))
    if amount > most:
        limit = f"{all_digits(most)}, which is 2**53 quanta of {all_digits(quantum)}"
        return Fault.of("beyond_counting", where, row, column, all_digits(amount, full=True), limit=limit)
    told = {"quantum": all_digits(quantum)}
    return Fault.of("no_whole_quanta", where, row, column, all_digits(amount, full=True), **told)


def _pool(settings: Settings, frames: Frames) -> Iterator[Fault]:
    if not is_whole(settings.pool, settings.quantum):
        yield _not_whole("settings", None, "pool", settings.pool, settings.quantum)
    most = float(LARGEST * exact(settings.quantum))
    for name in ("projects", "agencies"):
        for column in BY_NAME[name].columns:
            if column.kind is Kind.MONEY:
                amounts = frames[name][column.name].to_numpy()
                total = float(amounts[amounts <= most].sum())  # one beyond counting is reported by itself
                if total > most:
                    limit = f"2**53 quanta of {all_digits(settings.quantum)}"
                    yield Fault.of("sum_too_large", name, None, column.name, all_digits(total), limit=limit)


def _floors(settings: Settings, frames: Frames) -> Iterator[Fault]:
    most = float(LARGEST * exact(settings.quantum))
    for name in ("agencies", "categories"):
        frame = frames[name]
        unit, last_year = frame["floor_unit"].to_numpy(), frame.get("last_year", pd.Series(0.0)).to_numpy()
        shares = [np.ones(1), np.array([settings.pool / 100])]
        base = np.select([unit == "credits", unit == "percent of pool"], shares, last_year / 100)
        amount = frame["floor"].to_numpy() * base
        told = {"table": name, "quantum": all_digits(settings.quantum)}
        yield from row_faults("floor_beyond_counting", frame.assign(amount=amount), amount > most, **told)


def _weights(frames: Frames) -> Iterator[Fault]:
    for name, column in (("indicators", "weight"), ("services", "importance")):
        told = {"table": name, "column": column, "limit": all_digits(LARGEST_WEIGHT)}
        yield from row_faults("heavy", frames[name], frames[name][column] > LARGEST_WEIGHT, **told)
    indicators = frames["indicators"]
    if len(indicators) and not indicators["weight"].sum() > 0:
        yield Fault.of("weightless", "indicators", None, "weight", "0")
