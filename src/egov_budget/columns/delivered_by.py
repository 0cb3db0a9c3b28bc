"""delivered_by: rows on shares delivered, in place of shares started, over several years."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.columns.block import laid_out
from egov_budget.columns.expansion import BEFORE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns.block import Block
    from egov_budget.columns.calendar import Calendar
    from egov_budget.columns.expansion import TimeExpansion
    from egov_budget.columns.joint import Joint


def delivered_by(block: Block, expansion: TimeExpansion, year: int, own: int | None = None) -> Block:
    r"""Return rows on what has delivered by a year in place of what has started by it.

    .. math::
        g_{kit} \le \sum_p e_{pki} \sum_{s \le t - l_p + 1} r_{p, s + l_p - 1} (X_{ps} - X_{p, s-1}) + \dots

    with :math:`l_p` the year of the project at whose end it delivers.

    Parameters
    ----------
    block : Block
        Rows over the columns of that year.
    expansion : TimeExpansion
        The columns of all years.
    year : int
        The year, from 0.
    own : int or None
        Rows from that one on take shares as they are, whatever can be expected of them; ``None`` for none.
    """
    columns, calendar = expansion.columns, expansion.calendar
    part = block.matrix.tocoo()
    row, column = part.coords
    shares = (column >= expansion.start(year)) & (column < expansion.start(year) + columns.n_projects)
    effect_row, project, points = row[shares], column[shares] - expansion.start(year), part.data[shares]
    terms = [(row[~shares], column[~shares], part.data[~shares])]
    opens = np.zeros(len(project), dtype=bool) if own is None else effect_row >= own
    for which, plain in ((~opens, False), (opens, True)):
        for started, factor in delivering(calendar, year, plain=plain) if which.any() else ():
            used = which & (factor[project] != 0)
            brought = points[used] * factor[project][used]
            terms.append((effect_row[used], expansion.start(started) + project[used], brought))
    matrix = laid_out(terms, part.shape)
    taken = np.zeros(len(block.upper))
    if own is not None:
        taken += np.concatenate(joint_before(columns.joint, calendar, year))
    elif calendar.delivered.any():  # its points are in the scores already: it is not counted again
        when = np.minimum(calendar.served, year)
        ready = np.where(calendar.served <= year, calendar.readiness[np.arange(len(when)), when], 0.0)
        np.add.at(taken, effect_row, points * (ready * calendar.delivered)[project])
    return dataclasses.replace(block, matrix=matrix, upper=block.upper + taken)


def joint_before(
    joint: Joint, calendar: Calendar, year: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what had delivered before and is not among the shares of a year, less what is in the scores.

    Points that waited for an exchange when their project delivered come as soon as it is open.

    Parameters
    ----------
    joint : Joint
        Joint shares.
    calendar : Calendar
        What had delivered.
    year : int
        Year at whose end points are counted, from 0.

    Returns
    -------
    ndarray of float, ndarray of float
        For the project of each joint share, and for each project it waits for.
    """
    served, delivered = calendar.served, calendar.delivered
    when = np.where(served < calendar.count, served, 0)
    known = calendar.readiness[np.arange(len(served)), when] * delivered
    scored = known[joint.project]
    np.minimum.at(scored, joint.row, delivered[joint.opener])
    own = np.where(served > year, known, 0.0)[joint.project]
    opens = np.where((served > year) & (served < calendar.count), delivered, 0.0)[joint.opener]
    return own - scored, opens - scored[joint.row]


def delivering(calendar: Calendar, year: int, *, plain: bool = False) -> Iterator[tuple[int, np.ndarray]]:
    """Yield, for each year and for ``BEFORE``, what a share started by then counts for by a given year.

    Parameters
    ----------
    calendar : Calendar
        The years.
    year : int
        Year at whose end points are counted, from 0.
    plain : bool
        Whether shares count as they are, whatever can be expected of them, those that had delivered
        before any plan too: an exchange is open then.

    Yields
    ------
    int, ndarray of float, shape (n,)
        The year of the start, and a factor a project: shares started by each year times these, summed,
        are the share that counts. What had delivered before is not taken off.
    """
    projects = np.arange(len(calendar.delivery))
    readiness = np.ones_like(calendar.readiness) if plain else calendar.readiness
    factor = np.zeros((calendar.count + 1, len(projects)))  # the last row is what was begun before
    for start in range(year + 1):
        end = start + calendar.delivery - 1
        counts = np.where(end <= year, readiness[projects, np.minimum(end, year)], 0.0)
        factor[start] += counts
        factor[start - 1 if start else -1] -= counts
    if calendar.begun:
        served = (calendar.served <= year) | (plain & (calendar.served == calendar.count))
        factor[-1] += np.where(served, readiness[projects, np.minimum(calendar.served, year)], 0.0)
        yield BEFORE, factor[-1]
    for start in range(year + 1):
        yield start, factor[start]
