"""Agencies and their services, by the names that a list has for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from egov_budget.similarity import fold


class Owners(NamedTuple):
    """Agency and services of each project by id, agencies and services as tables.

    Names that differ in case, blanks, accents and the like are one, written as it was first.
    """

    agency: list[str]
    serves: list[list[str]]
    agencies: pd.DataFrame
    services: pd.DataFrame


def owners(agencies: Sequence[str], named: Sequence[str]) -> Owners:
    """Return who asks and what they offer.

    Parameters
    ----------
    agencies : sequence of str
        Agency of each project.
    named : sequence of str
        Services that it names, parted by ``;``. Where it names none, its agency offers one service
        under its own name.

    Returns
    -------
    Owners
        A service belongs to the agency whose project names it; one title at two agencies is two services.

    Examples
    --------
    >>> found = owners(["Health", "health ", "Tax"], ["Card; Refund", "card", ""])
    >>> found.agency, found.serves
    (['Health', 'Health', 'Tax'], [['Card', 'Refund'], ['Card'], ['Tax']])
    """
    spelt: dict[str, str] = {}
    agency = [spelt.setdefault(fold(name) or name, " ".join(name.split())) for name in agencies]
    titles: dict[tuple[str, str], str] = {}
    keys = []
    for owner, names in zip(agency, named, strict=True):
        words = [" ".join(name.split()) for name in names.split(";")]
        mine = [(owner, fold(word) or word) for word in words if word] or [(owner, fold(owner) or owner)]
        for key, word in zip(mine, [word for word in words if word] or [owner], strict=True):
            titles.setdefault(key, word)
        keys.append([*dict.fromkeys(mine)])
    offered = Counter(title for _, title in titles)
    ids = {key: title if offered[key[1]] == 1 else f"{title} ({key[0]})" for key, title in titles.items()}
    whole = pd.DataFrame({"id": [*dict.fromkeys(filter(None, agency))]}, dtype="str")
    services = {"id": [*ids.values()], "agency": [owner for owner, _ in ids], "title": [*titles.values()]}
    return Owners(
        agency,
        [[ids[key] for key in mine] for mine in keys],
        whole.assign(title=whole["id"]),
        pd.DataFrame(services, dtype="str"),
    )
