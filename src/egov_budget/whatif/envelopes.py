"""Envelopes: the pool divided among the agencies as last year, and last year's split within them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.errors import Fault, RuleError
from egov_budget.money import to_amounts, to_quanta
from egov_budget.rules.holders import bounds_of
from egov_budget.rules.mandatory import obliged
from egov_budget.whatif.apportion import apportion

if TYPE_CHECKING:
    from egov_budget.columns import Columns
    from egov_budget.scenario import Scenario


def envelopes(scenario: Scenario, columns: Columns) -> dict[str, int]:
    """Divide the pool among the agencies in proportion to last year's credits.

    No agency gets less than its floor or its mandatory projects ask for; what that takes comes
    from the others in proportion.

    Parameters
    ----------
    scenario : Scenario
        What is asked for; last year's credits of the agencies, or of their projects if the
        agencies have none.
    columns : Columns
        Keys of its projects.

    Returns
    -------
    dict of str to int
        Quanta by agency id, sorted; they sum to the pool.

    Raises
    ------
    RuleError
        If nobody had credits last year.
    """
    agencies = scenario.agencies.sort_values("id")
    ids = agencies["id"].tolist()
    last = to_quanta(agencies["last_year"].to_numpy(), columns.quantum).tolist()
    if not sum(last):
        had = scenario.projects.groupby("agency")["last_year"].sum()
        last = to_quanta(had.reindex(ids).fillna(0.0).to_numpy(), columns.quantum).tolist()
    if not sum(last):
        raise RuleError([Fault.of("no_last_year", "agencies", None, "last_year", "0")])
    floors = bounds_of(scenario, "agencies", "floor")
    owed = obliged(scenario).groupby("agency")["cost"].sum()
    must = to_quanta(owed.reindex(ids).fillna(0.0).to_numpy(), columns.quantum).tolist()
    least = [max(floors.get(name, 0), amount) for name, amount in zip(ids, must, strict=True)]
    return dict(zip(ids, _proportional(columns.pool, last, least), strict=True))


def last_years_split(scenario: Scenario, columns: Columns, within: Mapping[str, int]) -> pd.Series:
    """Spread each envelope as last year: what ran goes on, the rest is spread evenly.

    Each project first gets what it had last year, up to its request (less, in proportion, if the
    envelope is smaller). What is left goes to what is still asked for and may be funded, in
    proportion.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    columns : Columns
        Keys of its projects.
    within : mapping of str to int
        Envelope of each agency, quanta.

    Returns
    -------
    Series of float
        Credits by project id, currency units, whole quanta.
    """
    projects = scenario.projects.sort_values("id")
    cost = dict(zip(columns.projects, columns.cost.tolist(), strict=True))
    had = dict(zip(projects["id"], to_quanta(projects["last_year"], columns.quantum).tolist(), strict=True))
    barred = set(projects.loc[projects["excluded"], "id"])
    given: dict[str, int] = {}
    for agency, ids in projects.groupby("agency")["id"]:
        names = ids.tolist()
        went_on = [min(had[name], cost[name]) for name in names]
        first = apportion(min(sum(went_on), within[str(agency)]), went_on)
        open_ = [cost[name] * (name not in barred) for name in names]
        asked = [max(amount - had, 0) for amount, had in zip(open_, first, strict=True)]
        left = min(within[str(agency)] - sum(first), sum(asked))
        rest = apportion(left, asked)
        given |= {name: one + two for name, one, two in zip(names, first, rest, strict=True)}
    amounts = to_amounts(np.array([*given.values()], dtype=np.int64), columns.quantum)
    return pd.Series(amounts, index=[*given])


def _proportional(total: int, weights: list[int], least: list[int]) -> list[int]:
    """Divide in proportion, nobody below the least; if the least is too much, in proportion to it."""
    if sum(least) >= total:
        return apportion(total, least)
    raised: set[int] = set()
    while True:
        free = [at for at in range(len(weights)) if at not in raised]
        left = total - sum(least[at] for at in raised)
        scale = Fraction(left, max(sum(weights[at] for at in free), 1))
        short = {at for at in free if weights[at] * scale < least[at]}
        if not short:
            parts = apportion(left, [weights[at] for at in free])
            result = list(least)
            for at, part in zip(free, parts, strict=True):
                result[at] = part
            return result
        raised |= short
