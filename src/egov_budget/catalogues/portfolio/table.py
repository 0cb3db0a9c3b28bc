"""The table of what is assumed: indicators, types of project with their points, headings of lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from egov_budget.language.toml_of import toml_of
from egov_budget.similarity import fold


class Type(NamedTuple):
    """A type of project: the points it adds by indicator, and the folded words it is known by."""

    name: str
    points: Mapping[str, float]
    words: tuple[str, ...]


class Table(NamedTuple):
    """Ids of indicators, types in order (the last is known by no word), headings by column."""

    indicators: tuple[str, ...]
    types: tuple[Type, ...]
    headings: Mapping[str, frozenset[str]]


@cache
def published_table() -> Table:
    """Return the table that ships with the package, ``portfolio.toml``.

    Examples
    --------
    >>> [type_.name for type_ in published_table().types if "no paper" in type_.points]
    ['data exchange', 'register']
    """
    told = toml_of(__package__, "portfolio.toml")
    types = [Type(row["name"], row["points"], tuple(map(fold, row["words"]))) for row in told["types"]]
    headings = {column: frozenset(map(fold, names)) for column, names in told["headings"].items()}
    return Table(tuple(told["indicators"]), tuple(types), headings)
