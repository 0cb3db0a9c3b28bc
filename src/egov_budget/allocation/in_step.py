"""What leans on what once credits are whole: shares that credits pay for, leads and prerequisites ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.allocation.allocation import BILLION
from egov_budget.rules.mandatory import mandatory
from egov_budget.rules.minimum_share import minimum_share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program


def brittle(program: Program, share: NDArray[np.float64], role: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell whose share may not sink by a quantum: it, or what leans on it, would lose its use."""
    columns = program.columns
    full = program.whole[: columns.n_projects] | mandatory(program.scenario, columns)
    least = np.where(full, 1.0, minimum_share(program.scenario, columns))
    least = np.where(share > 0, least, 0.0)
    least = with_what_they_need(program, least, role)
    price = columns.cost.copy()
    price[columns.member] += columns.connection - columns.common
    return (least > 0) & (share - 1 / np.maximum(price, 1) < least)


def with_what_they_need(program: Program, least: NDArray[Any], role: NDArray[np.int64]) -> NDArray[Any]:
    """Raise what is demanded of leads and prerequisites to what is demanded of those who lean on them."""
    behind, ahead = _steps(program, role)
    while True:
        leant = least.copy()
        np.maximum.at(leant, ahead, least[behind])
        if (leant == least).all():
            return least
        least = leant


def affordable(
    program: Program,
    parts: NDArray[np.int64],
    quanta: NDArray[np.int64],
    leads: NDArray[np.int64],
    role: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return the billionths of each project that its credits pay for and its peers allow."""
    columns = program.columns
    parts = np.where(role >= 0, parts, 0)
    paid = quanta.astype(object) * BILLION  # products beyond 64 bits
    price = columns.cost.astype(object)
    member = columns.member
    price[member] = columns.cost[member] - columns.common + columns.connection
    leading = np.zeros(columns.n_projects, dtype=bool)
    leading[leads[leads >= 0]] = True
    for project in np.flatnonzero(~leading & (parts > 0)):
        if price[project]:
            parts[project] = min(int(parts[project]), int(paid[project] // price[project]))
    for group in np.flatnonzero(leads >= 0):
        inside = np.flatnonzero(columns.group == group).tolist()
        lead = int(leads[group])
        common = {int(member[at]): int(columns.common[at]) for at in inside}
        needed = (int(columns.cost[lead]) - common[lead]) * int(parts[lead])
        needed += max(work * int(parts[project]) for project, work in common.items())
        if needed > paid[lead]:
            for peer in common:
                parts[peer] = int(parts[peer]) * int(paid[lead]) // needed
    return kept_in_step(program, _one_at_most(program, parts), role)


def _one_at_most(program: Program, parts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Take from the largest of a set of alternatives what the solver's tolerance gave too much."""
    sets = program.scenario.alternatives
    for _, rows in sets.groupby("set")["project"]:
        inside = program.columns.places(rows)
        over = int(parts[inside].sum()) - BILLION
        if over > 0:
            parts[inside[np.argmax(parts[inside])]] -= over
    return parts


def kept_in_step(program: Program, parts: NDArray[np.int64], role: NDArray[np.int64]) -> NDArray[np.int64]:
    """Let no project get further than its lead or its prerequisites."""
    behind, ahead = _steps(program, role)
    while True:
        stepped = parts.copy()
        np.minimum.at(stepped, behind, parts[ahead])
        if (stepped == parts).all():
            return parts
        parts = stepped


def _steps(program: Program, role: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return who gets no further than whom: a project than its prerequisites, an adopter than its lead."""
    needs = program.scenario.prerequisites
    behind = program.columns.places(needs["project"])
    ahead = program.columns.places(needs["requires"])
    adopts = np.flatnonzero((role >= 0) & (role != np.arange(len(role))))
    return np.concatenate([behind, adopts]), np.concatenate([ahead, role[adopts]])
