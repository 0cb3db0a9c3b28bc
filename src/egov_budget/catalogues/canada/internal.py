"""Internal systems: projects whose title says that they are what every agency needs for itself."""

from __future__ import annotations

from functools import cache

import pandas as pd

from egov_budget.language.toml_of import toml_of
from egov_budget.similarity.text import folded

INTERNAL = "internal"  # their category


@cache
def phrases() -> tuple[str, ...]:
    """Return the phrases of a title by which a project is told to be an internal system, folded."""
    listed = toml_of(__package__, "internal.toml")
    return tuple(folded([phrase for kind in listed.values() for phrase in kind]))


def internal(titles: pd.Series) -> pd.Series:
    """Return whether each title is that of an internal system.

    Parameters
    ----------
    titles : Series of str
        Titles of projects, in English.

    Returns
    -------
    Series of bool
        Whether one of ``internal.toml``'s phrases stands in it, as whole words.

    Examples
    --------
    >>> internal(pd.Series(["PeopleSoft Upgrade", "Passports online", "Observers of fisheries"])).tolist()
    [True, False, False]
    """
    words = pd.Series(folded(titles.tolist()), index=titles.index, dtype="str")
    told = [any(f" {phrase} " in f" {title} " for phrase in phrases()) for title in words]
    return pd.Series(told, index=titles.index, dtype="bool")
