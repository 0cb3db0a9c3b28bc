"""Rows that cannot hold at once: mandatory and excluded, effects off the scale, circles, two verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from egov_budget.errors import Fault
from egov_budget.scenario.row_faults import Frames, Unchecked, row_faults
from egov_budget.scenario.verdict_faults import verdict_faults

LONGEST_CIRCLE = 10  # projects of it that are named


def contradictions(frames: Unchecked) -> Iterator[Fault]:
    """Yield every contradiction between rows of typed frames.

    Parameters
    ----------
    frames : Unchecked
        Typed tables, as ``conform`` returns them, and which of them are new.

    Yields
    ------
    Fault
        None at all for tables that can hold together.
    """
    if frames.due("projects", "alternatives"):
        yield from _mandatory(frames)
    if frames.due("effects", "scores", "services", "indicators"):
        yield from _not_applicable(frames)
    if frames.due("prerequisites"):
        yield from _cycles(frames["prerequisites"])
    if frames.due("interests"):
        yield from _interests(frames["interests"])
    if frames.due("platforms", "projects"):
        yield from _platforms(frames)
    if frames.due("verdicts", "projects"):
        yield from verdict_faults(frames["verdicts"], frames["projects"])


def rows_where(mask: NDArray[np.bool_] | pd.Series) -> list[int]:
    """Return the places at which a mask is true.

    Parameters
    ----------
    mask : array_like of bool
        One flag for each row.

    Returns
    -------
    list of int
        Counted from 0.

    Examples
    --------
    >>> rows_where(np.array([False, True, True]))
    [1, 2]
    """
    return [int(row) for row in np.flatnonzero(np.asarray(mask))]


def _mandatory(frames: Frames) -> Iterator[Fault]:
    projects = frames["projects"]
    if not projects["mandatory"].any():
        return
    both = projects["mandatory"] & projects["excluded"]
    yield from row_faults("mandatory_and_excluded", projects, both)
    mandatory = set(projects.loc[projects["mandatory"], "id"])
    chosen = frames["alternatives"][frames["alternatives"]["project"].isin(mandatory)]
    for name, rows in chosen.groupby("set"):
        if len(rows) > 1:
            told = {"count": len(rows), "set": name}
            yield Fault.at("mandatory_rivals", "alternatives", rows.index[1], "project", name, **told)


def _not_applicable(frames: Frames) -> Iterator[Fault]:
    if frames["scores"].empty:
        return  # a fault of that table, not of each effect
    both = (frames["scores"], frames["effects"])
    scored, cells = ([*zip(of["service"].tolist(), of["indicator"].tolist(), strict=True)] for of in both)
    known, services, indicators = {*scored}, {*frames["services"]["id"]}, {*frames["indicators"]["id"]}
    off = [cell not in known and cell[0] in services and cell[1] in indicators for cell in cells]
    yield from row_faults("no_score", frames["effects"], np.array(off))


def _platforms(frames: Frames) -> Iterator[Fault]:
    platforms = frames["platforms"]
    both = platforms["id"].isin(frames["projects"]["id"]) & (platforms["id"] != "")
    yield from row_faults("id_of_a_request", platforms, both)


def _cycles(prerequisites: pd.DataFrame) -> Iterator[Fault]:
    needs_of = list(zip(prerequisites["project"], prerequisites["requires"], strict=True))
    filled = [pair for pair in needs_of if all(pair)]
    if in_order(filled):
        return
    import networkx as nx

    needs: nx.DiGraph[str] = nx.DiGraph(filled)
    rings = list(nx.strongly_connected_components(needs))
    ring_of = {project: number for number, ring in enumerate(rings) for project in ring}
    told = set()
    for row, (project, required) in enumerate(needs_of):
        ring = ring_of.get(project, -1)
        if ring in told or ring != ring_of.get(required):
            continue
        told.add(ring)
        cycle = [edge[0] for edge in nx.find_cycle(needs.subgraph(rings[ring]), min(rings[ring]))]
        path = circle(cycle)
        where = ("prerequisites", row, "requires", path)
        yield Fault.at("needed_in_a_circle", *where, count=len(cycle), path=path)


def in_order(pairs: Iterable[tuple[str, str]]) -> bool:
    """Tell whether each of some projects can wait for another: none waits for itself, through others neither.

    Examples
    --------
    >>> in_order([("a", "b"), ("b", "c")]), in_order([("a", "b"), ("b", "a")])
    (True, False)
    """
    order = TopologicalSorter[str]()
    for behind, ahead in pairs:
        order.add(behind, ahead)
    try:
        order.prepare()
    except CycleError:
        return False
    return True


def circle(projects: list[str]) -> str:
    """Return the projects of a circle in words, from the first by name round to itself.

    Examples
    --------
    >>> circle(["b", "c", "a"])
    'a -> b -> c -> a'
    """
    at = projects.index(min(projects))
    whole = [*projects[at:], *projects[:at], projects[at]]
    shown = whole if len(whole) <= LONGEST_CIRCLE else [*whole[: LONGEST_CIRCLE // 2], "...", whole[-1]]
    return " -> ".join(shown)


def _interests(interests: pd.DataFrame) -> Iterator[Fault]:
    nobody = (interests["agency"] == "") & (interests["project"] == "")
    yield from row_faults("interest_of_nobody", interests, nobody)
