"""Inputs: what a plan rests on, as a part of its document, and the hash that binds it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pandas as pd

from egov_budget.scenario.columns import TABLES
from egov_budget.scenario.field import Field, Kind

if TYPE_CHECKING:
    from egov_budget.rules.funding_rule import FundingRule
    from egov_budget.scenario import Scenario

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
    found: dict[str, Any] = {"settings": asdict(scenario.settings)}
    for table in TABLES:
        if table.name not in NO_INPUT:
            frame = scenario.tables[table.name].sort_values([*table.key])
            found[table.name] = _records(frame, [column for column in table.columns if decides(column)])
    listed = pd.DataFrame(columns=[*MEMBERS]) if members is None else members
    cells = [listed.sort_values(["group", "project"])[name].tolist() for name in MEMBERS]
    found["common_work"] = [dict(zip(MEMBERS, row, strict=True)) for row in zip(*cells, strict=True)]
    found["rules"] = [rule.record() for rule in rules]
    return found


def worded(scenario: Scenario) -> str:
    """Return the SHA-256 of all requests with every text in them, whatever the order of their rows."""
    tables = {
        table.name: _records(scenario.tables[table.name].sort_values([*table.key]), table.columns)
        for table in TABLES
    }
    return digest({"settings": asdict(scenario.settings), **tables})


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


def digest(content: Any) -> str:
    """Return the SHA-256 of plain lists and dictionaries in canonical form.

    Parameters
    ----------
    content : dict, list, str, number, bool or None
        What JSON can hold.

    Returns
    -------
    str
        64 hexadecimal digits; the order of keys does not matter, that of lists does.

    Examples
    --------
    >>> digest({"a": 1, "b": 0.5}) == digest({"b": 0.5, "a": 1})
    True
    """
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return sha256(text.encode("ascii")).hexdigest()


def decides(column: Field) -> bool:
    """Tell whether credits or gains may depend on a column, so that it is a part of the inputs."""
    return column.kind not in WORDS or column.name in NOT_WORDS


def _records(frame: pd.DataFrame, columns: Sequence[Field]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{} for _ in range(len(frame))]
    for column in columns:
        name, usual = column.name, column.empty
        for record, value in zip(found, frame[name].tolist(), strict=True):
            if value is not pd.NA and value == value and value != usual:  # noqa: PLR0124  # NaN alone differs
                record[name] = value
    return found
