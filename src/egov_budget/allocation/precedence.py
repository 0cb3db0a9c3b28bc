"""Repair of precedence after rounding: no project ahead of its lead, its prerequisites or its credits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.allocation.due import SNAP, billionths, builders
from egov_budget.allocation.rounding import NEAR
from egov_budget.columns.precedence import Precedence
from egov_budget.counting import BILLION

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.rules.funding_rule import FundingRule
    from egov_budget.rules.limit import Limit
    from egov_budget.scenario import Scenario


def brittle(  # noqa: PLR0917  # what rounding looks at
    columns: Columns,
    share: NDArray[np.float64],
    leads: NDArray[np.int64],
    due: NDArray[np.float64],
    sunk: NDArray[np.float64],
    steps: Precedence,
    least: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Return the quanta of all years without which work loses its use, 0 for what may be rounded down.

    Work that is next to losing it counts too: a cut of what the solver's tolerance paid too much, in
    quanta that are small beside a project, is more than a quantum.
    """
    member, builder = columns.member, builders(columns, leads)
    least = steps.raised(np.where(share > 0, least, 0.0))
    spare = share - SNAP
    lost = np.maximum((due > NEAR).sum(axis=1), 1)  # quanta at most: less than one in each year
    starved = (builder != member) & (least[member] > 0) & (columns.common > 0)
    starved &= spare[member] - lost[builder] / np.maximum(columns.common, 1) < least[member]
    found = (least > 0) & (spare - lost / np.maximum(columns.as_adopter, 1) < least)
    found[builder[starved]] = True
    if not found.any():
        return np.zeros(len(found), dtype=np.int64)
    more = np.maximum(share - least, 0.0) * columns.as_adopter  # quanta of work that may be left out
    more[builder[builder != member]] = 0.0
    total = due.sum(axis=1)
    near: NDArray[np.int64] = np.ceil(np.minimum(np.round(total - more, 6), total)).astype(np.int64)
    least[builder[starved]] = share[builder[starved]]
    exact = _work(columns, billionths(least), leads) - np.ceil(sunk - NEAR).astype(np.int64)
    return np.where(found, np.maximum(near, exact), 0).clip(min=0)


def _work(columns: Columns, parts: NDArray[np.int64], leads: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what shares in billionths cost each project, in whole quanta; floats err by a few near 2**53."""
    parts = parts.astype(object)  # products beyond 64 bits
    cost, led = _prices(columns, leads) * parts, leads >= 0
    cost[leads[led]] += columns.largest(columns.common * parts[columns.member])[led]
    return np.array([-(-each // BILLION) for each in cost.tolist()], dtype=np.int64)


def _prices(columns: Columns, leads: NDArray[np.int64]) -> NDArray[np.object_]:
    """Return what each project pays in full, a lead without what it builds for all, quanta of any size."""
    price, member, lead = columns.as_adopter.astype(object), columns.member, leads[columns.group]
    apart, leading = member[lead < 0], member[lead == member]
    price[apart] = columns.cost[apart]
    price[leading] = columns.cost[leading] - columns.common[lead == member]
    return price


def affordable(
    columns: Columns,
    parts: NDArray[np.int64],
    quanta: NDArray[np.int64],
    leads: NDArray[np.int64],
    limits: Sequence[Limit],
) -> NDArray[np.int64]:
    """Return the billionths of each project that its credits and its lead's pay for, within limits.

    Parameters
    ----------
    columns : Columns
        Of the program.
    parts, quanta : ndarray of int64, shape (n,)
        Billionths that the solver gave, and credits as they were rounded.
    leads : ndarray of int64, shape (groups,)
        Project that leads each group, -1 where nobody does.
    limits : sequence of Limit
        What shares must keep.
    """
    for limit in limits:
        if limit.least is not None and limit.single:
            parts[limit.projects] = np.maximum(parts[limit.projects], limit.least)
    paid = quanta.astype(object) * BILLION  # products beyond 64 bits
    price, member = _prices(columns, leads), columns.member
    leading = np.zeros(columns.n_projects, dtype=bool)
    leading[leads[leads >= 0]] = True
    for project in np.flatnonzero(~leading & (parts > 0)):
        if price[project]:
            parts[project] = min(int(parts[project]), int(paid[project] // price[project]))
    for group in np.flatnonzero(leads >= 0):
        inside = np.flatnonzero(columns.group == group)
        lead = int(leads[group])
        parts[lead] = min(int(parts[lead]), int(paid[lead]) // int(columns.cost[lead]))
        own = int(price[lead])
        for peer, work in zip(member[inside].tolist(), columns.common[inside].tolist(), strict=True):
            if work:  # what the lead builds is enough for so much of it
                parts[peer] = min(int(parts[peer]), (int(paid[lead]) - own * int(parts[lead])) // work)
    for limit in limits:
        _within(parts, limit)
    return parts


def _within(parts: NDArray[np.int64], limit: Limit) -> None:
    """Take from the largest shares of a limit what rounding or the solver's tolerance gave too much."""
    if limit.most is None:
        return
    weights = limit.weighing
    over = int(weights @ parts[limit.projects].astype(object)) - limit.most
    for at in np.argsort(-parts[limit.projects], kind="stable").tolist():
        if over <= 0:
            break
        if weights[at] > 0:
            project = limit.projects[at]
            less = min(-(-over // int(weights[at])), int(parts[project]))
            parts[project] -= less
            over -= less * int(weights[at])


def steps_of(
    rules: Iterable[FundingRule], scenario: Scenario, columns: Columns, leads: NDArray[np.int64]
) -> Precedence:
    """Return who gets no further than whom: a member than its lead, others as the rules in force say."""
    led = Precedence(columns.member, builders(columns, leads))
    return Precedence.together([led, *(rule.precedence(scenario, columns) for rule in rules)])
