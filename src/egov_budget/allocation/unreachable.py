"""unreachable: services that no allocation lifts to a level, how far they get, and why no further."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.columns import Columns
from egov_budget.language import figures
from egov_budget.objectives import Goal
from egov_budget.overlaps import find_overlaps
from egov_budget.program import formulate, with_binaries
from egov_budget.rules import STANDARD
from egov_budget.rules.admissible import admissible, rivals
from egov_budget.rules.reaching import attainment_after, levelled, points_within_reach
from egov_budget.scenario.attainment import ROUNDING
from egov_budget.solving import solve

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.overlaps import Overlaps
    from egov_budget.scenario import Scenario

SHOWN = 3  # indicators or projects named in a reason


def unreachable(scenario: Scenario, overlaps: Overlaps | None = None, *, level: float = 0.9) -> pd.DataFrame:
    """List the rated services that stay under a level however large the pool.

    The pool, floors, ceilings and obligations are left out of account, every other standard rule
    is kept: other requests or another rule can change what is listed, more money cannot.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    overlaps : Overlaps or None
        Groups of common work; ``None`` finds them first.
    level : float
        Attainment to reach, above 0 and at most 1.

    Returns
    -------
    DataFrame
        ``service``, ``agency``, ``before``, ``best`` attainable, ``why``, in the order of the
        scenario; empty if every rated service can reach the level.

    Raises
    ------
    RuleError
        If the level is off its scale.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> unreachable(worlds.four_projects())[["service", "best", "why"]]
            service  best                                      why
    0    tax-refund  0.75  its only request leaves 'apply' at 50 %
    1  prescription  0.75  its only request leaves 'apply' at 50 %
    """
    levelled("unreachable", level)
    found = find_overlaps(scenario) if overlaps is None else overlaps
    columns = Columns.of(scenario, found)
    admitted = admissible(scenario, columns)
    points = points_within_reach(columns, admitted)
    apart = attainment_after(columns, points)  # as if none of its requests ruled out another
    pairs = rivals(scenario, columns, admitted)
    doubtful = [service for service in pairs if columns.attainment.mean[service] < level - ROUNDING]
    for cells, searched in _by_search(scenario, found, doubtful):
        points[cells] = searched
    best = attainment_after(columns, points)
    services = scenario.services
    place = columns.attainment.services.get_indexer(pd.Index(services["id"]))
    kept = (best < level - ROUNDING)[place]
    at = place[kept]
    every = np.ones(columns.n_projects, dtype=bool)
    everything = attainment_after(columns, points_within_reach(columns, every))
    why = []
    for service in at.tolist():
        if apart[service] >= level - ROUNDING:
            one, other = pairs[service]
            both = f"one of its requests {one!r} and {other!r} rules out the other"
            why.append(both if one != other else f"what its request {one!r} needs rules it out")
        elif everything[service] >= level - ROUNDING:
            why.append(f"only with {_listed(_barred(columns, service, admitted))}, which may not be funded")
        else:
            why.append(_left_open(columns, service, admitted, points))
    return pd.DataFrame(
        {
            "service": services["id"].to_numpy()[kept],
            "agency": services["agency"].to_numpy()[kept],
            "before": columns.attainment.mean[at],
            "best": best[at],
            "why": pd.Series(why, dtype="str"),
        }
    )


def _by_search(
    scenario: Scenario, overlaps: Overlaps, services: list[int]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """Yield the cells of each service and the points there that together raise it furthest."""
    if not services:
        return
    rules = [rule for rule in STANDARD if not rule.mended_by_money]
    program = with_binaries(formulate(scenario, overlaps, rules=rules, check=False))
    columns = program.columns
    for service in services:
        cells = np.flatnonzero(columns.service == service)
        at = columns.starts["g"] + cells
        coefficients = np.zeros(len(program.upper))
        coefficients[at] = columns.attainment.weight[service, columns.indicator[cells]]
        goal = Goal("attainment", "points", coefficients, maximise=True)
        yield cells, solve(dataclasses.replace(program, goals=(goal,)), relative_gap=0.0).values[at]


def _barred(columns: Columns, service: int, admitted: NDArray[np.bool_]) -> list[str]:
    """Return the requests that would raise a service and may not be funded."""
    raising = np.unique(columns.effect_project[columns.service[columns.effect_cell] == service])
    barred: list[str] = columns.projects[raising[~admitted[raising]]].tolist()
    return barred


def _left_open(
    columns: Columns, service: int, admitted: NDArray[np.bool_], points: NDArray[np.float64]
) -> str:
    """Say which indicators all requests together leave short of full marks."""
    raising = np.unique(columns.effect_project[columns.service[columns.effect_cell] == service])
    if not len(raising):
        return "no request can raise it"
    known = columns.attainment
    after = known.score[service].copy()
    cells = np.flatnonzero(columns.service == service)
    after[columns.indicator[cells]] += points[cells]
    missing = np.where(known.weight[service] > 0, known.weight[service] * (1 - after), 0.0)
    worst = [at for at in np.argsort(-missing, kind="stable") if missing[at] > ROUNDING]
    reached = ((known.indicators[at], figures(round(100 * after[at], 6), up=False)) for at in worst[:SHOWN])
    left = " and ".join(f"{indicator!r} at {percent} %" for indicator, percent in reached)
    whose = "its only request leaves" if len(raising) == 1 else f"its {len(raising)} requests leave"
    more = f" and {len(worst) - SHOWN} more short" if len(worst) > SHOWN else ""
    barred = _barred(columns, service, admitted)
    return f"{whose} {left}{more}" + (f"; {_listed(barred)} may not be funded" if barred else "")


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(map(repr, names[:SHOWN])) + more
