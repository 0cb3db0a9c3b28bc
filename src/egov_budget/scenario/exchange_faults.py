"""What must hold between exchanges, the effects that need them and the projects that open them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from egov_budget.errors import Fault
from egov_budget.scenario.circles import knots
from egov_budget.scenario.hints import did_you_mean
from egov_budget.scenario.needed import needed
from egov_budget.scenario.row_faults import Frames, row_faults
from egov_budget.scenario.settings import Settings


def opener_faults(_: Settings, frames: Frames) -> Iterator[Fault]:
    """Yield each planned exchange that no project opens, and each project named for another one."""
    exchanges = frames["exchanges"]
    planned, named = exchanges["status"] == "planned", exchanges["project"] != ""
    yield from row_faults("planned_by_nobody", exchanges, planned & ~named)
    idle = named & ~planned & (exchanges["status"] != "")
    yield from row_faults("opens_nothing", exchanges, idle)


def drawing_faults(_: Settings, frames: Frames) -> Iterator[Fault]:
    """Yield each register that cannot be had, and projects that wait for each other by what they draw on."""
    if any(frames["effects"]["registers"].tolist()):
        wanted = needed(frames["effects"], frames["exchanges"])
        yield from _unknown(frames, wanted[wanted["status"].isna()])
        yield from _circles(frames["prerequisites"], wanted)


def _unknown(frames: Frames, strangers: pd.DataFrame) -> Iterator[Fault]:
    """Yield each register that no exchange of the effect's service brings."""
    exchanges, found = frames["exchanges"], strangers[strangers["service"].isin(frames["services"]["id"])]
    has = exchanges[exchanges["service"].isin(found["service"])].groupby("service")["register"]
    offered = {str(service): sorted(set(registers)) for service, registers in has}
    places = zip(found["effect"].tolist(), found["service"].tolist(), found["register"].tolist(), strict=True)
    for row, service, register in places:
        hint = did_you_mean(register, offered.get(service, []))
        remedy = f"{hint} Correct it" if hint else "Add it to exchanges: open, planned or withheld"
        told = {"service": service, "remedy": remedy}
        yield Fault.at("no_such_exchange", "effects", row, "registers", register, **told)


def _circles(prerequisites: pd.DataFrame, wanted: pd.DataFrame) -> Iterator[Fault]:
    """Yield circles of projects that wait for each other by planned exchanges, one a ring."""
    waits = wanted[(wanted["status"] == "planned") & ~wanted["opened_by"].isin(["", pd.NA])]
    waits = waits[waits["project"] != waits["opened_by"]].drop_duplicates(["project", "opened_by"])
    needs = zip(prerequisites["project"], prerequisites["requires"], strict=True)
    firm = [pair for pair in needs if all(pair) and pair[0] != pair[1]]
    pairs = zip(waits["project"], waits["opened_by"], strict=True)
    by = dict(zip(pairs, waits["exchange"].astype(int).tolist(), strict=True))
    told = {wait for knot in knots(firm) for wait in knot.waits}
    for knot in knots([*firm, *by]):
        if told.isdisjoint(knot.waits):
            row = min(by[wait] for wait in knot.circle if wait in by)
            known = {"count": len(knot.circle), "path": knot}
            yield Fault.at("waiting_in_a_circle", "exchanges", row, "project", knot, **known)
