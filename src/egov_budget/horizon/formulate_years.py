"""formulate_years: Scenario + Overlaps + rules -> Program over several years."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.errors import Conflict, ConflictingRules
from egov_budget.horizon.calendar import Calendar, grown, years_of
from egov_budget.horizon.copies import BEFORE, Copies
from egov_budget.horizon.linking import linking, pools
from egov_budget.money import to_amounts
from egov_budget.objectives import Goal
from egov_budget.program import Program, assemble
from egov_budget.rules import (
    Block,
    Ceiling,
    Columns,
    Coverage,
    DataExchange,
    Floor,
    Pool,
    Rule,
)
from egov_budget.rules.limits import holding

if TYPE_CHECKING:
    from egov_budget.overlaps import Overlaps
    from egov_budget.scenario import Scenario


def formulate_years(
    scenario: Scenario, overlaps: Overlaps | None, rules: Sequence[Rule]
) -> tuple[Program, Copies]:
    """Write the programme of several years: the columns once for each year, rules on them, links between.

    Parameters
    ----------
    scenario : Scenario
        What is asked for, with its years.
    overlaps : Overlaps or None
        Groups of common work.
    rules : sequence of Rule
        Rules to keep. The pool holds in each year; shared work, prerequisites, minimum shares and all or
        nothing hold of what has started by each year; every other rule holds of all years together.

    Returns
    -------
    Program
        Its first columns are those of all years together.
    Copies
        Where the columns of each year stand.

    Raises
    ------
    ConflictingRules
        If arithmetic alone shows that rules exclude each other.
    """
    whole = over_the_horizon(scenario)
    columns = Columns.of(whole, overlaps)
    copies = Copies(columns, Calendar.of(scenario, columns))
    conflicts = [conflict for rule in rules for conflict in rule.check(whole, columns)]
    conflicts += _too_long(scenario, copies)
    if conflicts:
        raise ConflictingRules(conflicts)
    named = [pair for rule in rules for pair in _rows(rule, whole, copies)]
    named += linking(copies)
    return assemble(whole, overlaps, rules, columns, _goals(whole, copies), named, copies.upper), copies


def over_the_horizon(scenario: Scenario) -> Scenario:
    """Return the scenario as of all years together: the sum of the pools, the readiness of the last year."""
    years, pools, _ = years_of(scenario)
    total = float(to_amounts(int(pools.sum()), scenario.settings.quantum))
    return scenario.replace(pool=total, agencies=grown(scenario, len(years) - 1))


def _rows(rule: Rule, scenario: Scenario, copies: Copies) -> Iterator[tuple[str, Block]]:
    """Yield the blocks of a rule, each with the name that its rows bear."""
    if isinstance(rule, Pool):
        yield from pools(copies)
    else:
        yield from ((rule.name, block) for block in _over_years(rule, scenario, copies))


def _over_years(rule: Rule, scenario: Scenario, copies: Copies) -> Iterator[Block]:
    columns, last = copies.columns, copies.calendar.count - 1
    if isinstance(rule, Coverage | DataExchange):
        counted = range(last + 1) if copies.calendar.discount < 1 else (last,)
        own = len(columns.joint) if isinstance(rule, DataExchange) else None
        for year in counted:
            for block in rule.rows(scenario, columns):
                yield _covered(copies.placed(block, year), copies, year, own)
    elif getattr(rule, "by_each_year", False):
        for year in range(last + 1):
            for block in rule.rows(scenario, columns):
                yield copies.placed(block, year)
    elif isinstance(rule, Floor | Ceiling):
        together = sum(copies.paid[1:], start=copies.paid[0])
        for block in rule.rows(scenario, columns):
            held = holding(scenario, columns, rule.of, block.subjects)
            yield dataclasses.replace(block, matrix=sparse.csr_array(held @ together))
    else:
        for block in rule.rows(scenario, columns):
            yield copies.placed(block, last)


def _covered(block: Block, copies: Copies, year: int, own: int | None) -> Block:
    r"""Return coverage by what has delivered by a year in place of what has started by it.

    Of data exchange the first ``own`` rows are about the project that waits, the others about those
    that open an exchange: what they can be expected to bring does not matter, nor when it did.

    .. math::
        g_{kit} \le \sum_p e_{pki} \sum_{s \le t - l_p + 1} r_{p, s + l_p - 1} (X_{ps} - X_{p, s-1}) + \dots

    with :math:`l_p` the year of the project at whose end it delivers.
    """
    columns, calendar = copies.columns, copies.calendar
    part = block.matrix.tocoo()
    row, column = part.coords
    shares = (column >= copies.start(year)) & (column < copies.start(year) + columns.n_projects)
    effect_row, project, points = row[shares], column[shares] - copies.start(year), part.data[shares]
    rows, cols, data = [row[~shares]], [column[~shares]], [part.data[~shares]]
    opens = np.zeros(len(project), dtype=bool) if own is None else effect_row >= own
    for which, plain in ((~opens, False), (opens, True)):
        for started, factor in delivering(calendar, year, plain=plain) if which.any() else ():
            used = which & (factor[project] != 0)
            rows.append(effect_row[used])
            cols.append(copies.start(started) + project[used])
            data.append(points[used] * factor[project][used])
    matrix = sparse.csr_array(
        (np.concatenate(data), (np.concatenate(rows), np.concatenate(cols))), shape=part.shape
    )
    upper = block.upper + _delivered(block, copies, effect_row[~opens], project[~opens], points[~opens], year)
    return dataclasses.replace(block, matrix=matrix, upper=upper)


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


def _delivered(  # noqa: PLR0917  # what one row of coverage is made of
    block: Block,
    copies: Copies,
    row: np.ndarray,
    project: np.ndarray,
    points: np.ndarray,
    year: int,
) -> np.ndarray:
    """Return what had delivered before, whose points are in the scores already: it is not counted again."""
    calendar = copies.calendar
    taken = np.zeros(len(block.upper))
    if calendar.delivered.any():
        served = calendar.served <= year
        when = np.minimum(calendar.served, year)
        known = np.where(served, calendar.readiness[np.arange(len(when)), when], 0.0) * calendar.delivered
        np.add.at(taken, row, points * known[project])
    return taken


def _goals(scenario: Scenario, copies: Copies) -> list[Goal]:
    r"""Return total gain, each point by the worth of its year, then least cost over all years.

    .. math:: \max \sum_t \delta^{t-1} (G_t - G_{t-1}) = \sum_t (\delta^{t-1} - \delta^t [t < T])\, G_t
    """
    columns, calendar = copies.columns, copies.calendar
    worth = calendar.worth - np.append(calendar.worth[1:], 0.0)
    gain = np.zeros(copies.size)
    for year, weight in enumerate(worth):
        start = copies.start(year)
        gain[start + columns.starts["g"] : start + columns.size] = columns.value * weight
    paid = np.ones(columns.n_projects) @ sum(copies.paid[1:], start=copies.paid[0])
    currency, scale = scenario.settings.currency, columns.unit * columns.quantum
    return [
        Goal("total gain", "points", gain, maximise=True),
        Goal("least cost", currency, paid, maximise=False, scale=scale),
    ]


def _too_long(scenario: Scenario, copies: Copies) -> Iterator[Conflict]:
    """Yield a conflict for each project that must be funded and does not end within the horizon."""
    calendar, projects = copies.calendar, copies.columns.projects
    must = projects.isin(scenario.projects.loc[scenario.projects["mandatory"], "id"])
    for at in np.flatnonzero(must & ~calendar.may_start(0) & (calendar.started < 1)).tolist():
        name = str(projects[at])
        yield Conflict(
            "mandatory", name, float(calendar.count), float(calendar.span[at]), "years",
            f"{name!r} is mandatory and takes longer than the years of the plan",
            (f"add years up to {calendar.years[0] + int(calendar.span[at]) - 1}", f"make {name!r} optional"),
        )  # fmt: skip
