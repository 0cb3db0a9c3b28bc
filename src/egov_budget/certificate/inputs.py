"""Inputs: what a plan rests on, as a part of its document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from egov_budget.certificate.canonical import canonical, canonical_records, hashed, of_object, records
from egov_budget.scenario.columns import BY_NAME, TABLES
from egov_budget.scenario.field import Field, Kind
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from egov_budget.rules.funding_rule import FundingRule
    from egov_budget.scenario import Scenario

T = TypeVar("T")
MEMBERS = ("group", "project", "common", "connection", "lead")
WORDS = (Kind.TEXT, Kind.LIST)  # titles and texts decide nothing, but for these
NOT_WORDS = ("category", "registers")
# what was decided stands in the common work and the cells
NO_INPUT = ("verdicts", "platforms", "decisions", "findings", "notes")


def inputs(scenario: Scenario, members: pd.DataFrame | None, rules: Iterable[FundingRule]) -> dict[str, Any]:
    """Return what credits and gains depend on, as plain lists and dictionaries.

    Parameters
    ----------
    scenario : Scenario
        What was asked for.
    members : DataFrame or None
        Common work, as in ``Overlaps.members``.
    rules : iterable of FundingRule
        Rules that every plan must keep.

    Returns
    -------
    dict
        ``settings``, each table as a list of records by key, without texts and without cells that
        are empty or hold their default, ``common_work``, and ``rules`` with what each was made with.
    """
    settings = asdict(scenario.settings)
    return {"settings": settings, **_that_decide(scenario, records), **_beside(members, rules)}


def canonical_inputs(
    scenario: Scenario, members: pd.DataFrame | None, rules: Iterable[FundingRule]
) -> dict[str, str]:
    """Return the canonical form of each part of ``inputs``."""
    others = {"settings": asdict(scenario.settings), **_beside(members, rules)}
    return _that_decide(scenario, canonical_records) | {
        name: canonical(part) for name, part in others.items()
    }


def worded(scenario: Scenario) -> str:
    """Return the SHA-256 of all requests with every text in them, whatever the order of their rows."""
    tables = {table.name: canonical_records(_by_key(scenario, table.name), table.columns) for table in TABLES}
    return hashed(of_object({"settings": canonical(asdict(scenario.settings)), **tables}))


def tables_of(given: Mapping[str, Any]) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Return the tables of a scenario and the common work from what ``inputs`` gave.

    Parameters
    ----------
    given : mapping
        As it was read from a document; unchecked.

    Returns
    -------
    tables : dict of str to DataFrame
        To be checked by making a ``Scenario`` of them.
    members : DataFrame
        As in ``Overlaps.members``.
    """
    names = {table.name: [c.name for c in table.columns if decides(c)] for table in TABLES}
    tables = {
        name: pd.DataFrame.from_records(given[name], columns=None if given[name] else columns)
        for name, columns in names.items()
        if name in given
    }
    return tables, pd.DataFrame.from_records(given["common_work"], columns=[*MEMBERS])


def decides(column: Field) -> bool:
    """Tell whether credits or gains may depend on a column, so that it is a part of the inputs."""
    return column.kind not in WORDS or column.name in NOT_WORDS


def _that_decide(scenario: Scenario, told: Callable[[pd.DataFrame, list[Field]], T]) -> dict[str, T]:
    """Return each table as it is told, without columns on which nothing depends."""
    return {
        table.name: told(_by_key(scenario, table.name), [of for of in table.columns if decides(of)])
        for table in TABLES
        if table.name not in NO_INPUT
    }


@once
def _by_key(scenario: Scenario, name: str) -> pd.DataFrame:
    return scenario.tables[name].sort_values([*BY_NAME[name].key])


def _beside(members: pd.DataFrame | None, rules: Iterable[FundingRule]) -> dict[str, list[dict[str, Any]]]:
    """Return what decides beside settings and tables."""
    listed = pd.DataFrame(columns=[*MEMBERS]) if members is None else members
    cells = [listed.sort_values(["group", "project"])[name].tolist() for name in MEMBERS]
    work = [dict(zip(MEMBERS, row, strict=True)) for row in zip(*cells, strict=True)]
    return {"common_work": work, "rules": [rule.record() for rule in rules]}
