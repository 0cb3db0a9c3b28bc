"""settle: Outcome -> Allocation, in whole quanta."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.allocation.allocation import BILLION, Allocation
from egov_budget.allocation.bounded import bounded
from egov_budget.allocation.delivery import Delivery
from egov_budget.allocation.rounding import WHOLE, Limit, whole_quanta
from egov_budget.allocation.tight import tight
from egov_budget.rules import Ceiling, Columns, Floor
from egov_budget.rules.limits import Side, holding, limits
from egov_budget.rules.mandatory import mandatory
from egov_budget.rules.minimum_share import minimum_share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program
    from egov_budget.solving import Outcome

SNAP = 1e-6  # a share this close to 0 or 1 is 0 or 1: the precision of a search with whole numbers


def settle(outcome: Outcome) -> Allocation:
    """Turn the solver's numbers into credits in whole quanta.

    Credits are rounded by largest remainder: the pool and every ceiling hold exactly, floors
    hold, and less than one quantum a project is lost. The share that each project delivers is
    then what its credits pay for, in billionths and rounded down, never more than the solver
    gave, its lead or its prerequisites.

    Parameters
    ----------
    outcome : Outcome
        What the solver gave.

    Returns
    -------
    Allocation
        Credits, roles and shares.

    Raises
    ------
    Infeasible, Unbounded, Unfinished
        If the outcome holds no plan.

    Examples
    --------
    >>> from egov_budget import formulate, solve, worlds
    >>> settle(solve(formulate(worlds.four_projects()))).credits.to_dict()
    {'e-booking': 30.0, 'e-filing': 0.0, 'health-login': 50.0, 'tax-login': 20.0}
    """
    program, values = outcome.program, outcome.values
    columns = program.columns
    share = _snapped(values[: columns.n_projects], program.whole[: columns.n_projects])
    leads = _leads(columns, values)
    role = _roles(columns, leads)
    due = _due(columns, share, leads, role, values)
    due, most, frozen = bounded(program, due)
    gain = Delivery.of(columns, share).by_project
    quanta = whole_quanta(
        due,
        most,
        _limits(program),
        never_down=_brittle(program, share, role) | frozen,
        kept=_with_what_they_need(program, tight(program, share, due, values), role),
        worth=np.divide(gain, due, out=np.zeros_like(gain), where=due > 0),
    )
    parts = _affordable(program, np.floor(share * BILLION + 0.5).astype(np.int64), quanta, leads, role)
    return Allocation(
        scenario=program.scenario,
        overlaps=program.overlaps,
        rules=program.rules,
        columns=columns,
        quanta=quanta,
        parts=parts,
        leads=leads,
        outcome=outcome,
    )


def _snapped(share: NDArray[np.float64], whole: NDArray[np.bool_]) -> NDArray[np.float64]:
    share = np.clip(share, 0.0, 1.0)
    share = np.where(share < SNAP, 0.0, np.where(share > 1 - SNAP, 1.0, share))
    return np.where(whole, np.rint(share), share)


def _leads(columns: Columns, values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the leading project of each group, -1 where nobody leads."""
    led = values[columns.starts["b"] : columns.starts["h"]]
    leads = np.full(len(columns.groups), -1, dtype=np.int64)
    for member in np.argsort(led, kind="stable"):
        if led[member] > SNAP:
            leads[columns.group[member]] = columns.member[member]
    return leads


def _roles(columns: Columns, leads: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the lead of each project: itself outside groups, -1 in a group that nobody leads."""
    role = np.arange(columns.n_projects)
    role[columns.member] = leads[columns.group]
    return role


def _due(
    columns: Columns,
    share: NDArray[np.float64],
    leads: NDArray[np.int64],
    role: NDArray[np.int64],
    values: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return what the shares cost in quanta, the common work paid by its lead.

    Common work is as large as its largest user needs, unless the solver built more of it to
    reach a floor.
    """
    share = np.where(role >= 0, share, 0.0)
    due = columns.cost * share
    member = columns.member
    adopts = role[member] != member
    slope = columns.cost[member] - columns.common + np.where(adopts, columns.connection, 0)
    due[member] = slope * share[member]
    built = np.zeros(len(columns.groups))
    np.maximum.at(built, columns.group, columns.common * share[member])
    given = np.zeros(len(columns.groups))
    h = columns.starts["h"]
    np.add.at(given, columns.group, values[h : h + len(member)] * columns.unit)
    built = np.where(given > built + WHOLE * np.maximum(1.0, built), given, built)
    led = leads >= 0
    due[leads[led]] += built[led]
    return due


def _limits(program: Program) -> list[Limit]:
    columns = program.columns
    everyone = np.arange(columns.n_projects)
    found = [Limit(everyone, 0, columns.pool)]
    for rule in program.rules:
        if isinstance(rule, Floor | Ceiling):
            side: Side = "floor" if isinstance(rule, Floor) else "ceiling"
            named = limits(program.scenario, rule.of, side)
            held = holding(program.scenario, columns, rule.of, list(named))
            for row, amount in enumerate(named.values()):
                projects = held.indices[held.indptr[row] : held.indptr[row + 1]].astype(np.int64)
                least, most = (amount, columns.pool) if side == "floor" else (0, amount)
                found.append(Limit(np.sort(projects), least, most))
    return found


def _brittle(program: Program, share: NDArray[np.float64], role: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell whose share may not sink by a quantum: it, or what leans on it, would lose its use."""
    columns = program.columns
    full = program.whole[: columns.n_projects] | mandatory(program.scenario, columns)
    least = np.where(full, 1.0, minimum_share(program.scenario, columns))
    least = np.where(share > 0, least, 0.0)
    least = _with_what_they_need(program, least, role)
    price = columns.cost.copy()
    price[columns.member] += columns.connection - columns.common
    return (least > 0) & (share - 1 / np.maximum(price, 1) < least)


def _with_what_they_need(program: Program, least: NDArray[Any], role: NDArray[np.int64]) -> NDArray[Any]:
    """Raise what is demanded of leads and prerequisites to what is demanded of those who lean on them."""
    behind, ahead = _steps(program, role)
    while True:
        leant = least.copy()
        np.maximum.at(leant, ahead, least[behind])
        if (leant == least).all():
            return least
        least = leant


def _affordable(
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
    return _kept_in_step(program, _one_at_most(program, parts), role)


def _one_at_most(program: Program, parts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Take from the largest of a set of alternatives what the solver's tolerance gave too much."""
    sets = program.scenario.alternatives
    for _, rows in sets.groupby("set")["project"]:
        inside = program.columns.places(rows)
        over = int(parts[inside].sum()) - BILLION
        if over > 0:
            parts[inside[np.argmax(parts[inside])]] -= over
    return parts


def _kept_in_step(program: Program, parts: NDArray[np.int64], role: NDArray[np.int64]) -> NDArray[np.int64]:
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
