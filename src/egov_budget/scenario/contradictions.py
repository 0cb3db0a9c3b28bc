"""Rows that cannot hold at once: mandatory and excluded, effects off the scale, requests in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

import numpy as np

from egov_budget.errors import Fault
from egov_budget.scenario.circles import knots
from egov_budget.scenario.row_faults import Frames, row_faults
from egov_budget.scenario.settings import Settings


def mandatory_faults(_: Settings, frames: Frames) -> Iterator[Fault]:
    """Yield what has to be funded and cannot be, or cannot beside another."""
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


def cell_faults(_: Settings, frames: Frames) -> Iterator[Fault]:
    """Yield each effect on an indicator that does not apply to its service."""
    if frames["scores"].empty:
        return  # a fault of that table, not of each effect
    both = (frames["scores"], frames["effects"])
    scored, cells = ([*zip(of["service"].tolist(), of["indicator"].tolist(), strict=True)] for of in both)
    known = {*scored}
    services, indicators = ({*frames[of]["id"].tolist()} for of in ("services", "indicators"))
    off = [cell not in known and cell[0] in services and cell[1] in indicators for cell in cells]
    yield from row_faults("no_score", frames["effects"], np.array(off))


def platform_faults(_: Settings, frames: Frames) -> Iterator[Fault]:
    """Yield each platform that has the id of a request."""
    platforms = frames["platforms"]
    both = platforms["id"].isin(frames["projects"]["id"]) & (platforms["id"] != "")
    yield from row_faults("id_of_a_request", platforms, both)


def circle_faults(_: Settings, frames: Frames) -> Iterator[Fault]:
    """Yield a circle of each knot of projects that require each other, where it first shows."""
    needs = frames["prerequisites"]
    pairs = list(zip(needs["project"], needs["requires"], strict=True))
    row_of = {pair: row for row, pair in reversed([*enumerate(pairs)])}
    found = [(min(map(row_of.__getitem__, knot.waits)), knot) for knot in knots(filter(all, pairs))]
    for row, knot in sorted(found, key=itemgetter(0)):
        told = {"count": len(knot.circle), "path": knot}
        yield Fault.at("needed_in_a_circle", "prerequisites", row, "requires", knot, **told)


def interest_faults(_: Settings, frames: Frames) -> Iterator[Fault]:
    """Yield each interest of which nobody knows whose it is."""
    interests = frames["interests"]
    nobody = (interests["agency"] == "") & (interests["project"] == "")
    yield from row_faults("interest_of_nobody", interests, nobody)
