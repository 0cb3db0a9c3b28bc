"""What credits pay for: the share of each project that its money buys, and what of it can be delivered."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.columns.precedence import Precedence
from egov_budget.counting import BILLION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.rules.limit import Limit


def alone(columns: Columns, quanta: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the billionths of each project that its credits pay for without shared work, shape (n,)."""
    pairs = zip(quanta.tolist(), columns.cost.tolist(), strict=True)
    return np.array([min(BILLION, paid * BILLION // cost) for paid, cost in pairs], dtype=np.int64)


def led_by(columns: Columns, quanta: NDArray[np.int64], lead: int) -> dict[int, int]:
    """Return the billionths of a group's projects that their credits pay for under one lead.

    An adopter pays its own work and its connection; the lead pays its own work and the common
    work, as large as the largest user needs it. Nobody gets further than the lead, and the lead
    gets as far as it can with everybody that far, less what a quantum of each is rounded by.

    Parameters
    ----------
    columns : Columns
        Costs, common work and connection.
    quanta : ndarray of int64, shape (n,)
        Credits of each project.
    lead : int
        Project that leads its group.

    Returns
    -------
    dict of int to int
        Billionths by project of the group.
    """
    inside = np.flatnonzero(columns.group == columns.group[columns.member == lead][0])
    member = columns.member[inside].tolist()
    common = dict(zip(member, columns.common[inside].tolist(), strict=True))
    connection = dict(zip(member, columns.connection[inside].tolist(), strict=True))
    cost = {project: int(columns.cost[project]) for project in member}
    most, sure = {}, {}
    for project in member:
        price = cost[project] - common[project] + connection[project]
        paid = int(quanta[project]) * BILLION
        most[project] = min(BILLION, paid // price) if price else BILLION * (paid > 0)
        sure[project] = max(most[project] - BILLION // max(price, 1), 0)
    most[lead] = sure[lead] = BILLION
    own, paid = cost[lead] - common[lead], int(quanta[lead]) * BILLION

    def needs(part: int) -> int:
        return int(own * part + max(common[project] * min(part, sure[project]) for project in member))

    low = bisect_right(range(BILLION + 1), paid, key=needs) - 1  # the largest part the lead can pay for
    built = paid - own * low
    reached = {project: min(low, most[project], built // max(common[project], 1)) for project in member}
    return reached | {lead: low}


def deliverable(paid: NDArray[np.int64], least: NDArray[np.int64], steps: Precedence) -> NDArray[np.int64]:
    """Return the billionths that are delivered of what is paid for.

    A part of an indivisible project, or less than a minimum share, delivers nothing, and nobody
    gets further than the lead or a prerequisite: that much no money can change. Limits of money
    (floors, ceilings, alternatives) are another matter and cut nothing.

    Parameters
    ----------
    paid, least : ndarray of int64, shape (n,)
        Billionths that the credits pay for, and the least of which anything is delivered.
    steps : Precedence
        Who gets no further than whom.

    Returns
    -------
    ndarray of int64, shape (n,)
        Billionths delivered.
    """
    parts = paid
    while True:
        kept = steps.kept(np.where(parts >= least, parts, 0))
        if (kept == parts).all():
            return parts
        parts = kept


def rounded_off(
    columns: Columns, paid: NDArray[np.int64], limits: Iterable[Limit], steps: Precedence
) -> NDArray[np.int64]:
    """Cut what breaks a rule between shares by less than a quantum of the projects it is between.

    Whole quanta cannot keep a share equal to that of a prerequisite, nor the shares of
    alternatives at a sum of 1, so that much is rounding and no breach.

    Parameters
    ----------
    columns : Columns
        Keys of the projects.
    paid : ndarray of int64, shape (n,)
        Billionths that the credits pay for.
    limits : iterable of Limit
        What credits and shares must keep; those of shares are read.
    steps : Precedence
        Who gets no further than whom.

    Returns
    -------
    ndarray of int64, shape (n,)
        Billionths paid for, rounding taken off.
    """
    quantum = BILLION // np.maximum(columns.as_adopter, 1) + 1
    parts = paid.copy()
    for limit in [limit for limit in limits if limit.of == "shares"]:
        inside = limit.projects
        over = 0 if limit.most is None or limit.weights is not None else int(parts[inside].sum()) - limit.most
        if 0 < over <= int(quantum[inside].sum()):
            for project in inside[np.argsort(-quantum[inside], kind="stable")]:
                less = min(over, int(quantum[project]), int(parts[project]))
                parts[project] -= less
                over -= less
    behind, ahead = steps
    near = paid[behind] - paid[ahead] <= quantum[ahead] + quantum[behind]
    return Precedence(behind[near], ahead[near]).kept(parts)
