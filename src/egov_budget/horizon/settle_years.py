"""settle_years: Outcome of a programme over years -> Schedule, in whole quanta of every year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.allocation.allocation import BILLION
from egov_budget.allocation.delivery import Delivery
from egov_budget.allocation.due import amounts_due, leading, roles, snapped
from egov_budget.allocation.in_step import affordable, brittle, kept_in_step
from egov_budget.allocation.rounding import Limit, whole_quanta
from egov_budget.horizon.copies import BEFORE
from egov_budget.horizon.schedule import Schedule
from egov_budget.rules import Ceiling, Floor
from egov_budget.rules.limits import Side, holding, limits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.horizon.calendar import Calendar
    from egov_budget.horizon.copies import Copies
    from egov_budget.program import Program
    from egov_budget.scenario import Scenario
    from egov_budget.solving import Outcome

NEAR = 1e-6  # quanta: an amount this close to a whole one is meant as such


def settle_years(outcome: Outcome, copies: Copies, scenario: Scenario) -> Schedule:
    """Turn the solver's numbers into credits in whole quanta of each year.

    Every amount of a project in a year is rounded to one of the whole quanta next to it: down first,
    then up by largest remainder as far as the pools of all years, what is carried, floors and ceilings
    leave room. Work that is delivered whole keeps its total to the quantum. The share that is delivered
    is then what the credits of all years pay for, as in a plan of one year.

    Parameters
    ----------
    outcome : Outcome
        What the solver gave.
    copies : Copies
        Where the columns of each year stand.
    scenario : Scenario
        What was asked for.

    Returns
    -------
    Schedule
        Credits and shares by project and year.
    """
    program, values, calendar = outcome.program, outcome.values, copies.calendar
    columns, count = copies.columns, calendar.count
    share = _shares(program, copies, values)
    leads = leading(columns, values)
    role = roles(columns, leads)
    before, sunk = _begun(copies, values, leads, role)
    share = np.maximum(share, before)
    so_far = [
        amounts_due(columns, share[year], leads, role, values[copies.start(year) :]) for year in range(count)
    ]
    new = np.maximum(np.diff(np.array([sunk, *so_far]), axis=0), 0.0)
    due = _by_profile(new, calendar)
    kept = _promised(calendar, before)
    total = due.sum(axis=1)
    gain = Delivery.of(columns, share[-1]).by_project
    worth = np.divide(gain, total, out=np.zeros_like(gain), where=total > 0)
    most = np.maximum(np.ceil(calendar.parts.max(axis=1) * columns.cost)[:, None], np.ceil(due))
    fragile = brittle(program, share[-1], role)
    quanta = kept + whole_quanta(
        due.ravel(),
        most.astype(np.int64).ravel(),
        _limits(program, calendar, kept),
        never_down=np.repeat(fragile, count),
        kept=np.zeros(due.size, dtype=np.int64),
        worth=np.repeat(worth, count),
    ).reshape(due.shape)
    pays_for = (quanta - kept).sum(axis=1) + np.ceil(sunk - NEAR).astype(np.int64)
    last = affordable(program, _parts(share[-1]), pays_for, leads, role)
    parts = [last]
    for year in reversed(range(count - 1)):
        parts.insert(0, kept_in_step(program, np.minimum(_parts(share[year]), parts[0]), role))
    return Schedule(
        scenario=scenario,
        overlaps=program.overlaps,
        rules=program.rules,
        columns=columns,
        calendar=calendar,
        quanta=quanta,
        parts=np.stack(parts, axis=1),
        begun=np.minimum(_parts(before), parts[0]),
        leads=leads,
        outcome=outcome,
    )


def _parts(share: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.floor(share * BILLION + 0.5).astype(np.int64)


def _shares(program: Program, copies: Copies, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what has started by each year, shape (T, n); nothing is taken back."""
    n = copies.columns.n_projects
    starts = [copies.start(year) for year in range(copies.calendar.count)]
    found = [snapped(values[at : at + n], program.whole[at : at + n]) for at in starts]
    return np.maximum.accumulate(np.array(found), axis=0)


def _begun(
    copies: Copies, values: NDArray[np.float64], leads: NDArray[np.int64], role: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the share begun before that is kept, and what its work costs in quanta."""
    columns = copies.columns
    if not copies.calendar.begun:
        return np.zeros(columns.n_projects), np.zeros(columns.n_projects)
    own = values[copies.start(BEFORE) :][: copies.until_h]
    found = np.minimum(snapped(own[: columns.n_projects], np.array(False)), copies.calendar.started)
    share = np.where(copies.calendar.released, found, copies.calendar.started)  # to the last billionth
    return share, amounts_due(columns, share, leads, role, own)


def _by_profile(new: NDArray[np.float64], calendar: Calendar) -> NDArray[np.float64]:
    """Return what is due in each year of what starts in each year, quanta, shape (n, T).

    A total that is whole stays so: its years are rounded one after the other, each to what is due by
    its end.
    """
    due = np.zeros((new.shape[1], calendar.count))
    for year in range(calendar.count):
        for after in range(min(calendar.parts.shape[1], calendar.count - year)):
            due[:, year + after] += calendar.parts[:, after] * new[year]
    total = due.sum(axis=1)
    whole = np.abs(total - np.rint(total)) <= NEAR * np.maximum(1.0, total * NEAR)
    by_end = np.rint(np.round(np.cumsum(due, axis=1), 6))
    by_end[:, -1] = np.rint(total)
    return np.where(whole[:, None], np.diff(by_end, axis=1, prepend=0.0), due)


def _promised(calendar: Calendar, before: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the credits of promises that are kept, quanta; of a part that is kept, rounded up."""
    part = np.divide(before, calendar.started, out=np.zeros_like(before), where=calendar.started > 0)
    kept: NDArray[np.int64] = np.ceil(calendar.promised * part[:, None] - NEAR).astype(np.int64)
    return kept


def _limits(program: Program, calendar: Calendar, kept: NDArray[np.int64]) -> list[Limit]:
    """Return what projects may get together in which years, beside promises that are kept.

    What is spent in some years in a row is at most their pools and what may be carried into the first;
    that for all years in a row says the same as carrying from year to year.
    """
    n, count = kept.shape
    item = np.arange(n * count).reshape(n, count)
    into = np.concatenate([[0], calendar.carry[:-1]])
    rows = [(first, last) for first in range(count) for last in range(first, count)]
    rows.sort(key=lambda row: row != (0, count - 1))  # all years first: what is left over is theirs
    found = []
    for first, last in rows:
        inside = slice(first, last + 1)
        most = int(calendar.pools[inside].sum() + into[first] - kept[:, inside].sum())
        found.append(Limit(np.sort(item[:, inside].ravel()), 0, max(most, 0)))
    pool = int(calendar.pools.sum())
    for rule in program.rules:
        if isinstance(rule, Floor | Ceiling):
            side: Side = "floor" if isinstance(rule, Floor) else "ceiling"
            named = limits(program.scenario, rule.of, side)
            held = holding(program.scenario, program.columns, rule.of, list(named))
            for row, amount in enumerate(named.values()):
                projects = np.sort(held.indices[held.indptr[row] : held.indptr[row + 1]])
                given = int(kept[projects].sum())
                least, most = (amount - given, pool) if side == "floor" else (0, max(amount - given, 0))
                found.append(Limit(item[projects].ravel().astype(np.int64), max(least, 0), most))
    return found
