"""What must hold between exchanges, the effects that need them and the projects that open them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from egov_budget.errors import Fault
from egov_budget.scenario.contradictions import circle, in_order
from egov_budget.scenario.hints import did_you_mean
from egov_budget.scenario.needed import needed
from egov_budget.scenario.row_faults import Frames, Unchecked, row_faults


def exchange_faults(frames: Unchecked) -> Iterator[Fault]:
    """Yield every fault of exchanges in typed frames.

    Parameters
    ----------
    frames : Unchecked
        Typed tables, as ``conform`` returns them, and which of them are new.

    Yields
    ------
    Fault
        None at all for a scenario without exchanges whose effects name no register.
    """
    if frames.due("exchanges"):
        yield from _projects(frames["exchanges"])
    if not frames.due("effects", "exchanges", "services", "prerequisites"):
        return
    if not any(frames["effects"]["registers"].tolist()):
        return
    wanted = needed(frames["effects"], frames["exchanges"])
    yield from _unknown(frames, wanted[wanted["status"].isna()])
    yield from _circles(frames["prerequisites"], wanted)


def _projects(exchanges: pd.DataFrame) -> Iterator[Fault]:
    planned, named = exchanges["status"] == "planned", exchanges["project"] != ""
    yield from row_faults("planned_by_nobody", exchanges, planned & ~named)
    idle = named & ~planned & (exchanges["status"] != "")
    yield from row_faults("opens_nothing", exchanges, idle)


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
    if waits.empty:
        return
    needs = zip(prerequisites["project"], prerequisites["requires"], strict=True)
    firm = [pair for pair in needs if all(pair) and pair[0] != pair[1]]
    pairs = zip(waits["project"], waits["opened_by"], strict=True)
    by = dict(zip(pairs, waits["exchange"].astype(int).tolist(), strict=True))
    if in_order([*firm, *by]):
        return
    import networkx as nx

    behind: nx.DiGraph[str] = nx.DiGraph(firm)
    told = {project for ring in nx.strongly_connected_components(behind) if len(ring) > 1 for project in ring}
    behind.add_edges_from(by)
    rings = (ring for ring in nx.strongly_connected_components(behind) if len(ring) > 1 and not ring & told)
    for ring in sorted(rings, key=min):
        edges = nx.find_cycle(behind.subgraph(ring), min(ring))
        path = circle([edge[0] for edge in edges])
        row = min(by[edge[:2]] for edge in edges if edge[:2] in by)
        where = ("exchanges", row, "project", path)
        yield Fault.at("waiting_in_a_circle", *where, count=len(edges), path=path)
