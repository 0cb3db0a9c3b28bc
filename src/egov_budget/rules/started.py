"""Started: what ties the years of a plan together; nothing that was started is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from egov_budget.columns import Block
from egov_budget.columns.block import laid_out
from egov_budget.columns.calendar import Calendar
from egov_budget.columns.expansion import BEFORE
from egov_budget.counting.inequalities import AT_LEAST
from egov_budget.counting.lasting import BEGUN, kept_or_released, lasting
from egov_budget.counting.promises import delivered_in_time, promises_kept, taken_back
from egov_budget.errors import Conflict
from egov_budget.rules.admissible import free_to_lead
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.mandatory import mandatory

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.columns.expansion import TimeExpansion
    from egov_budget.counting import Check, Choice, Inequalities
    from egov_budget.counting.course import Course
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Started(FundingRule):
    r"""What has started stays: shares, leads and common work grow from year to year.

    .. math::
        X_{p,t-1} \le X_{pt}, \qquad B_{p,t-1} \le B_{pt}, \qquad H_{p,t-1} \le H_{pt}

    with equality where what starts in :math:`t` would not end within the horizon. What earlier plans
    began stands unless it is released, and is paid as it was promised. Every plan over several years
    is made under it; a plan of one year has nothing of the kind.
    """

    name: str = "start"
    priced: ClassVar[bool] = False
    proves: ClassVar[bool] = True

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for each project that must be funded and does not end within the horizon."""
        calendar, must = Calendar.of(scenario, columns), mandatory(scenario)
        for at in np.flatnonzero(must & ~calendar.may_start(0) & (calendar.started < 1)).tolist():
            name = str(columns.projects[at])
            where = ("mandatory", name, float(calendar.count), float(calendar.span[at]), "years")
            last = calendar.years[0] + int(calendar.span[at]) - 1
            yield Conflict.of("mandatory_beyond_the_years", *where, last=last)

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield nothing: there is one year alone."""
        yield from ()

    def stretched(self, scenario: Scenario, expansion: TimeExpansion) -> Iterator[Block]:
        """Yield the rows between the years, and those of what was begun before."""
        calendar = expansion.calendar
        for year in range(calendar.count):
            if year or calendar.begun:
                yield _after(expansion, year)
            elif not calendar.may_start(0).all():
                yield _never(expansion)
        if calendar.begun:
            yield from _begun(expansion, free_to_lead(scenario, expansion.columns))

    def inequalities_over(self, course: Course) -> Iterator[Inequalities]:
        """Yield that nothing is taken back, nothing starts too late, and what was begun before stands."""
        yield from lasting(course)

    def choices_over(self, course: Course) -> Iterator[Choice]:
        """Yield that what was begun and may be released is kept or given up."""
        yield from kept_or_released(course)

    def counts_money(self, subject: str) -> bool:
        """Tell whether a row is about the common work that is built, which is money."""
        return subject.removeprefix(AT_LEAST).removeprefix(BEGUN).startswith(("h[", "builds: "))

    def demands_over(self, course: Course) -> Iterator[Check]:
        """Yield whether nothing is taken back, every promise is kept, and credits come in time."""
        yield from taken_back(course)
        yield from delivered_in_time(course)
        yield from promises_kept(course)


def _late(expansion: TimeExpansion, year: int) -> NDArray[np.bool_]:
    """Tell which of the columns of shares and common work may not grow in a year."""
    late = ~expansion.calendar.may_start(year)
    member = expansion.columns.member
    never = np.zeros(len(expansion.columns.groups), dtype=bool)
    return np.concatenate([late, *[late[member]] * 3, never])


def _names(expansion: TimeExpansion, year: int) -> list[str]:
    ids = expansion.columns.projects
    member = ids[expansion.columns.member]
    when = expansion.calendar.years[year]
    blocks = zip("xhabn", (ids, *[member] * 3, pd.Index(expansion.columns.groups)), strict=True)
    return [f"{symbol}[{name}] {when}" for symbol, of in blocks for name in of]


def _after(expansion: TimeExpansion, year: int) -> Block:
    at, one = np.arange(expansion.until_n), np.ones(expansion.until_n)
    terms = [(at, expansion.start(year) + at, one), (at, expansion.start(year - 1) + at, -one)]
    most = np.where(_late(expansion, year), 0.0, np.inf)
    return Block(_names(expansion, year), laid_out(terms, (len(at), expansion.size)), 0 * one, most)


def _never(expansion: TimeExpansion) -> Block:
    at = np.flatnonzero(_late(expansion, 0))
    names = _names(expansion, 0)
    matrix = expansion.rows(np.arange(len(at)), expansion.start(0) + at, np.ones(len(at)), len(at))
    return Block([names[place] for place in at], matrix, np.zeros(len(at)), np.zeros(len(at)))


def _begun(expansion: TimeExpansion, may_lead: NDArray[np.bool_]) -> Iterator[Block]:
    """Yield what was begun before: all of it, unless it is released; its common work is built with it."""
    columns, calendar = expansion.columns, expansion.calendar
    at = np.arange(columns.n_projects)
    x = expansion.rows(at, expansion.start(BEFORE) + at, np.ones(len(at)), len(at))
    least = np.where(calendar.released, calendar.delivered, calendar.started)
    whole = expansion.start(BEFORE) + np.flatnonzero(calendar.released & (calendar.started == 1))
    names = [f"{BEGUN}{name}" for name in columns.projects]
    yield Block(names, x, least, calendar.started, whole=whole)
    count = len(columns.member)
    if not count:
        return
    lead, built = _led_before(expansion, may_lead)
    rows = np.arange(count)
    led = np.isin(columns.group, columns.group[lead])
    b, h, a = (expansion.start(BEFORE) + columns.starts[block] + rows for block in "bha")
    share = expansion.start(BEFORE) + columns.member
    for label, column, per in (("leads", b, lead * 1.0), ("builds", h, built), ("apart", a, ~led * 1.0)):
        terms = [(rows, column, np.ones(count)), (rows, share, -per)]
        matrix = laid_out(terms, (count, expansion.size))
        names = [f"{BEGUN}{label}: {name}" for name in columns.projects[columns.member]]
        yield Block(names, matrix, np.zeros(count), np.zeros(count))


def _led_before(
    expansion: TimeExpansion, may_lead: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return which member led what was begun before, and the common work built per share of the lead.

    It is the one that is told to have built. Where nothing is told, of the members begun that may lead it is
    the one that was begun farthest; ties: the cheaper request, then the id, as when leads are chosen. A group
    in which none of these was begun, or is told to have built, worked apart.
    """
    columns, calendar = expansion.columns, expansion.calendar
    share = calendar.started[columns.member]
    told = np.where(share > 0, calendar.built[columns.member], np.nan)
    most, known = np.nan_to_num(told), np.isin(columns.group, columns.group[~np.isnan(told)])
    cost = columns.cost[columns.member]
    order = np.lexsort((columns.member, cost, -share, -most, ~may_lead, columns.group))
    first = np.ones(len(order), dtype=bool)
    first[1:] = columns.group[order][1:] != columns.group[order][:-1]
    lead = np.zeros(len(order), dtype=bool)
    lead[order[first]] = True
    lead &= may_lead & (share > 0) & (~known | (most > 0))
    used = columns.common * share  # no more than this in all was built
    sums = np.bincount(columns.group, used, len(columns.groups))
    built = np.clip(columns.largest(most), columns.largest(used), sums)
    per = np.divide(built[columns.group] / columns.unit, share, out=np.zeros_like(share), where=lead)
    return lead, np.minimum(per, columns.upper[columns.starts["h"] :][: len(per)])
