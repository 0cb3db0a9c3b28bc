"""What ties years together: nothing started is taken back; pools and what is carried between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.horizon.copies import BEFORE
from egov_budget.rules import Block

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.horizon.copies import Copies

START, POOL, CARRY, BEGUN = "start", "pool", "carry-over", "begun before"


def linking(copies: Copies) -> Iterator[tuple[str, Block]]:
    r"""Yield the rows between the copies, each with the name of its rule.

    .. math::
        X_{p,t-1} \le X_{pt}, \qquad B_{p,t-1} \le B_{pt}, \qquad H_{p,t-1} \le H_{pt}

    with equality where what starts in :math:`t` would not end within the horizon.

    Parameters
    ----------
    copies : Copies
        Where the columns of each year stand.

    Yields
    ------
    str, Block
        Name of the rule and its rows.
    """
    calendar = copies.calendar
    for year in range(calendar.count):
        if year or calendar.begun:
            yield START, _after(copies, year)
        elif not calendar.may_start(0).all():
            yield START, _never(copies)
    if calendar.begun:
        yield from ((BEGUN, block) for block in _begun(copies))


def pools(copies: Copies) -> Iterator[tuple[str, Block]]:
    r"""Yield the rows of the pools, each with the name of its rule.

    .. math::
        S_t \le P_t + k_t, \qquad k_{t+1} \le P_t + k_t - S_t, \qquad k_{t+1} \le K_t

    with spending S, pools P, what is carried in k and its most K, in units of money.

    Parameters
    ----------
    copies : Copies
        Where the columns of each year stand.

    Yields
    ------
    str, Block
        ``pool`` or ``carry-over``, and one row.
    """
    for year in range(copies.calendar.count):
        yield from _money(copies, year)


def _late(copies: Copies, year: int) -> NDArray[np.bool_]:
    """Tell which of the columns x, b and h may not grow in a year."""
    late = ~copies.calendar.may_start(year)
    member = copies.columns.member
    return np.concatenate([late, late[member], late[member]])


def _names(copies: Copies, year: int) -> list[str]:
    ids = copies.columns.projects
    member = ids[copies.columns.member]
    when = copies.calendar.years[year]
    return [
        f"{symbol}[{name}] {when}" for symbol, of in (("x", ids), ("b", member), ("h", member)) for name in of
    ]


def _after(copies: Copies, year: int) -> Block:
    count = copies.until_h
    at = np.arange(count)
    matrix = sparse.csr_array(
        (
            np.concatenate([np.ones(count), -np.ones(count)]),
            (
                np.concatenate([at, at]),
                np.concatenate([copies.start(year) + at, copies.start(year - 1) + at]),
            ),
        ),
        shape=(count, copies.size),
    )
    most = np.where(_late(copies, year), 0.0, np.inf)
    return Block(_names(copies, year), matrix, np.zeros(count), most)


def _never(copies: Copies) -> Block:
    at = np.flatnonzero(_late(copies, 0))
    names = _names(copies, 0)
    matrix = sparse.csr_array(
        (np.ones(len(at)), (np.arange(len(at)), copies.start(0) + at)), shape=(len(at), copies.size)
    )
    return Block([names[place] for place in at], matrix, np.zeros(len(at)), np.zeros(len(at)))


def _begun(copies: Copies) -> Iterator[Block]:
    """Yield what was begun before: all of it, unless it is released; its common work is built with it."""
    columns, calendar = copies.columns, copies.calendar
    at = np.arange(columns.n_projects)
    x = sparse.csr_array((np.ones(len(at)), (at, copies.start(BEFORE) + at)), shape=(len(at), copies.size))
    least = np.where(calendar.released, calendar.delivered, calendar.started)
    whole = copies.start(BEFORE) + np.flatnonzero(calendar.released & (calendar.started == 1))
    yield Block(columns.projects.tolist(), x, least, calendar.started, whole=whole)
    count = len(columns.member)
    if not count:
        return
    lead, built = _led_before(copies)
    rows = np.arange(count)
    b = copies.start(BEFORE) + columns.starts["b"] + rows
    h = copies.start(BEFORE) + columns.starts["h"] + rows
    share = copies.start(BEFORE) + columns.member
    for label, column, per in (("leads", b, lead.astype(float)), ("builds", h, built)):
        matrix = sparse.csr_array(
            (np.concatenate([np.ones(count), -per]), (np.tile(rows, 2), np.concatenate([column, share]))),
            shape=(count, copies.size),
        )
        names = [f"{label}: {name}" for name in columns.projects[columns.member]]
        yield Block(names, matrix, np.zeros(count), np.zeros(count))


def _led_before(copies: Copies) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return which member led what was begun before, and the common work built per share of the lead.

    Of the members begun that may lead it is the one that was begun farthest; ties: the cheaper request,
    then the id, as when leads are chosen.
    """
    columns, calendar = copies.columns, copies.calendar
    share = calendar.started[columns.member]
    order = np.lexsort(
        (columns.member, columns.cost[columns.member], -share, ~calendar.may_lead, columns.group)
    )
    first = np.ones(len(order), dtype=bool)
    first[1:] = columns.group[order][1:] != columns.group[order][:-1]
    lead = np.zeros(len(order), dtype=bool)
    lead[order[first]] = True
    lead &= share > 0
    built = np.zeros(len(columns.groups))
    np.maximum.at(built, columns.group, columns.common / columns.unit * share)
    per = np.divide(built[columns.group], share, out=np.zeros_like(share), where=lead)
    return lead, per


def _money(copies: Copies, year: int) -> Iterator[tuple[str, Block]]:
    columns, calendar = copies.columns, copies.calendar
    spent = sparse.csr_array(np.ones((1, columns.n_projects))) @ copies.paid[year]
    ends = [(copies.carried(year), -1.0)] if year else []
    pool = np.array([calendar.pools[year] / columns.unit])
    name, none = [str(calendar.years[year])], np.array([-np.inf])
    yield POOL, Block(name, _with(spent, ends), none, pool)
    if year + 1 < calendar.count:
        yield CARRY, Block(name, _with(spent, [*ends, (copies.carried(year + 1), 1.0)]), none, pool)


def _with(row: sparse.csr_array, entries: list[tuple[int, float]]) -> sparse.csr_array:
    column, data = [entry[0] for entry in entries], [entry[1] for entry in entries]
    more = sparse.csr_array((data, ([0] * len(entries), column)), shape=row.shape)
    return sparse.csr_array(row + more)
