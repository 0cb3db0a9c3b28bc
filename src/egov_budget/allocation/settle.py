"""settle: Outcome -> Allocation, in whole quanta."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.allocation.allocation import Allocation
from egov_budget.allocation.asked import Asked
from egov_budget.allocation.binding import binding
from egov_budget.allocation.by_year import begun_before, by_profile, promises_kept, started
from egov_budget.allocation.due import amounts_due, billionths, built_in, common_work, leading
from egov_budget.allocation.precedence import affordable, brittle
from egov_budget.allocation.rounding import NEAR, whole_quanta
from egov_budget.columns import Delivery

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.rules.limit import Limit
    from egov_budget.solving import Outcome


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
    settled = in_quanta(outcome)
    program = outcome.program
    return Allocation(
        scenario=program.scenario,
        overlaps=program.overlaps,
        rules=program.rules,
        columns=program.expansion.columns,
        quanta=settled.quanta[:, 0],
        parts=settled.parts[:, 0],
        leads=settled.leads,
        outcome=outcome,
    )


@dataclass(frozen=True, eq=False)
class Settled:
    """Credits and shares in whole numbers.

    Parameters
    ----------
    quanta : ndarray of int64, shape (n, T)
        Credits of each project in each year.
    parts : ndarray of int64, shape (n, T)
        Share of each that has started by each year, billionths.
    begun : ndarray of int64, shape (n,)
        Share that earlier plans began and that is kept, billionths.
    leads : ndarray of int64, shape (groups,)
        Leading project of each group, -1 where nobody leads.
    """

    quanta: NDArray[np.int64]
    parts: NDArray[np.int64]
    begun: NDArray[np.int64]
    leads: NDArray[np.int64]


def in_quanta(outcome: Outcome) -> Settled:
    """Turn the solver's numbers into whole quanta of each year, and shares that these pay for.

    Every amount of a project in a year is rounded to one of the whole quanta next to it: down first,
    then up by largest remainder as far as the limits of all rules leave room. Work that is delivered
    whole keeps its total to the quantum. The share that is delivered is then what the credits of all
    years pay for.

    Parameters
    ----------
    outcome : Outcome
        What the solver gave, for one year or several.

    Returns
    -------
    Settled
        Credits, shares and leads.
    """
    program, values, expansion = outcome.program, outcome.values, outcome.program.expansion
    columns, calendar = expansion.columns, expansion.calendar
    share, leads = started(program, values), leading(columns, values)
    before, sunk = begun_before(expansion, values, leads)
    share, kept = np.maximum(share, before), promises_kept(calendar, before)
    asked = Asked.of(program, np.array([before, *share]), leads, kept)
    built = [built_in(columns, values[expansion.start(year) :]) for year in range(calendar.count)]
    work = [common_work(columns, part, more) for part, more in zip(share, built, strict=True)]
    gain = Delivery.of(columns, share[-1], leads).by_project
    so_far = [amounts_due(columns, part, leads, common) for part, common in zip(share, work, strict=True)]
    due = by_profile(np.maximum(np.diff(np.array([sunk, *so_far]), axis=0), 0.0), calendar)
    needed = brittle(columns, share[-1], leads, due, sunk, asked.steps, asked.least)
    largest = np.ceil(calendar.parts.max(axis=1) * columns.cost)[:, None]
    due, most = _bounded(_reaching(due, needed), largest, asked.on_credits)
    total = due.sum(axis=1)
    held = asked.steps.raised(binding(program, share[-1], total, leads, values))
    rounded = whole_quanta(
        due.ravel(),
        most,
        asked.on_credits,
        needed=needed,
        kept=np.repeat(held, calendar.count),
        worth=np.repeat(np.divide(gain, total, out=np.zeros_like(gain), where=total > 0), calendar.count),
    ).reshape(due.shape)
    pays_for = rounded.sum(axis=1) + np.ceil(sunk - NEAR).astype(np.int64)
    paid_for = affordable(columns, billionths(share[-1]), pays_for, leads, asked.on_shares)
    parts = [asked.steps.kept(np.maximum(paid_for, billionths(before)))]  # what was begun was paid for then
    for year in reversed(range(calendar.count - 1)):
        parts.insert(0, asked.steps.kept(np.minimum(billionths(share[year]), parts[0])))
    begun = np.minimum(billionths(before), parts[0])
    return Settled(kept + rounded, np.stack(parts, axis=1), begun, leads)


def _reaching(due: NDArray[np.float64], needed: NDArray[np.int64]) -> NDArray[np.float64]:
    """Raise what is due to what is needed, in the year with most of it; a sum of floats may fall short."""
    short = np.maximum(needed - due.sum(axis=1), 0.0)
    raised = due.copy()
    raised[np.arange(len(due)), due.argmax(axis=1)] += short
    return raised


def _bounded(
    due: NDArray[np.float64], largest: NDArray[np.float64], limits: Sequence[Limit]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Hold what is due within the limits of single projects; return the most that each can be paid, too."""
    flat, most = due.ravel(), np.maximum(largest, np.ceil(due)).astype(np.int64).ravel()
    for limit in limits:
        if limit.single:
            at = int(limit.projects[0])
            most[at] = most[at] if limit.most is None else max(min(int(most[at]), limit.most), 0)
            if limit.least is not None and limit.least == limit.most:  # paid exactly, whatever is due
                flat[at] = most[at] = max(limit.least, 0)
    return np.minimum(flat, most).reshape(due.shape), most
