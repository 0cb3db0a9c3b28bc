"""settle_years: Outcome of a programme over years -> Schedule, in whole quanta of every year."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.allocation.due import amounts_due, billionths, leading, roles, snapped
from egov_budget.allocation.precedence import affordable, brittle, in_precedence
from egov_budget.allocation.rounding import whole_quanta
from egov_budget.columns import Delivery
from egov_budget.columns.expansion import BEFORE
from egov_budget.horizon.schedule import Schedule

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns.calendar import Calendar
    from egov_budget.columns.expansion import TimeExpansion
    from egov_budget.program import Program
    from egov_budget.rules.limit import Limit
    from egov_budget.scenario import Scenario
    from egov_budget.solving import Outcome

NEAR = 1e-6  # quanta: an amount this close to a whole one is meant as such


def settle_years(outcome: Outcome, expansion: TimeExpansion, scenario: Scenario) -> Schedule:
    """Turn the solver's numbers into credits in whole quanta of each year.

    Every amount of a project in a year is rounded to one of the whole quanta next to it: down first,
    then up by largest remainder as far as the pools of all years, what is carried, floors and ceilings
    leave room. Work that is delivered whole keeps its total to the quantum. The share that is delivered
    is then what the credits of all years pay for, as in a plan of one year.

    Parameters
    ----------
    outcome : Outcome
        What the solver gave.
    expansion : TimeExpansion
        Where the columns of each year stand.
    scenario : Scenario
        What was asked for.

    Returns
    -------
    Schedule
        Credits and shares by project and year.
    """
    program, values, calendar = outcome.program, outcome.values, expansion.calendar
    columns, count = expansion.columns, calendar.count
    share = _shares(program, expansion, values)
    leads = leading(columns, values)
    role = roles(columns, leads)
    before, sunk = _begun(expansion, values, leads, role)
    share = np.maximum(share, before)
    so_far = [
        amounts_due(columns, share[year], leads, role, values[expansion.start(year) :])
        for year in range(count)
    ]
    new = np.maximum(np.diff(np.array([sunk, *so_far]), axis=0), 0.0)
    due = _by_profile(new, calendar)
    kept = _promised(calendar, before)
    total = due.sum(axis=1)
    gain = Delivery.of(columns, share[-1]).by_project
    worth = np.divide(gain, total, out=np.zeros_like(gain), where=total > 0)
    most = np.maximum(np.ceil(calendar.parts.max(axis=1) * columns.cost)[:, None], np.ceil(due))
    limits = [
        limit for rule in program.rules for limit in rule.limits_over(program.scenario, expansion, share[-1])
    ]
    fragile = brittle(program, share[-1], role)
    quanta = kept + whole_quanta(
        due.ravel(),
        most.astype(np.int64).ravel(),
        [_beside(limit, kept) for limit in limits if limit.of == "credits"],
        never_down=np.repeat(fragile, count),
        kept=np.zeros(due.size, dtype=np.int64),
        worth=np.repeat(worth, count),
    ).reshape(due.shape)
    pays_for = (quanta - kept).sum(axis=1) + np.ceil(sunk - NEAR).astype(np.int64)
    last = affordable(
        program, billionths(share[-1]), pays_for, leads, [one for one in limits if one.of == "shares"]
    )
    parts = [last]
    for year in reversed(range(count - 1)):
        parts.insert(0, in_precedence(program, np.minimum(billionths(share[year]), parts[0]), role))
    return Schedule(
        scenario=scenario,
        overlaps=program.overlaps,
        rules=program.rules,
        columns=columns,
        calendar=calendar,
        quanta=quanta,
        parts=np.stack(parts, axis=1),
        begun=np.minimum(billionths(before), parts[0]),
        leads=leads,
        outcome=outcome,
    )


def _shares(program: Program, expansion: TimeExpansion, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what has started by each year, shape (T, n); nothing is taken back."""
    n = expansion.columns.n_projects
    starts = [expansion.start(year) for year in range(expansion.calendar.count)]
    found = [snapped(values[at : at + n], program.whole[at : at + n]) for at in starts]
    return np.maximum.accumulate(np.array(found), axis=0)


def _begun(
    expansion: TimeExpansion, values: NDArray[np.float64], leads: NDArray[np.int64], role: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the share begun before that is kept, and what its work costs in quanta."""
    columns = expansion.columns
    if not expansion.calendar.begun:
        return np.zeros(columns.n_projects), np.zeros(columns.n_projects)
    own = values[expansion.start(BEFORE) :][: expansion.until_h]
    found = np.minimum(snapped(own[: columns.n_projects], np.array(False)), expansion.calendar.started)
    share = np.where(expansion.calendar.released, found, expansion.calendar.started)  # to the last billionth
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


def _beside(limit: Limit, kept: NDArray[np.int64]) -> Limit:
    """Return what a limit leaves beside promises that are kept."""
    inside = kept.ravel()[limit.projects]
    given = int(inside.sum() if limit.weights is None else limit.weights @ inside)
    least = None if limit.least is None else max(limit.least - given, 0)
    most = None if limit.most is None else max(limit.most - given, 0)
    return dataclasses.replace(limit, least=least, most=most)
