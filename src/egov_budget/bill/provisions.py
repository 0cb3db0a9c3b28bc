"""Provisions: what the text of a bill has to say, drafted from the rules in force with their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from egov_budget.scenario import conflict_index

if TYPE_CHECKING:
    from egov_budget.bill.annex import Annex

Numbers = Mapping[str, int | float]


class Provision(NamedTuple):
    """One provision.

    Parameters
    ----------
    name : str
        What it is about: ``pool``, ``shared``, ``independent``, ``exchange``, ``earmarks`` or ``release``.
    numbers : mapping of str to int or float
        What it fills in.
    """

    name: str
    numbers: Numbers


def provisions(annex: Annex) -> Iterator[Provision]:
    """Yield the provisions of a bill.

    A rule in force says which provision stands for it; one that finds nothing to say is left out, and so
    is one without its rule.

    Parameters
    ----------
    annex : Annex
        The tables of the bill.

    Yields
    ------
    Provision
        In the order of a bill.
    """
    in_force = {rule.provision for rule in annex.plan.rules} | {"release"}
    for name, counted in NUMBERS.items():
        numbers = counted(annex) if name in in_force else None
        if numbers:
            yield Provision(name, numbers)


def _pool(annex: Annex) -> Numbers:
    brief = annex.plan.brief
    return {"pool": brief.pool, "spent": brief.spent, "agencies": int((annex.agencies["credits"] > 0).sum())}


def _shared(annex: Annex) -> Numbers:
    brief = annex.plan.brief
    return {"projects": brief.sharing, "groups": brief.groups, "saved": brief.saved} if brief.groups else {}


def _independent(annex: Annex) -> Numbers:
    found = conflict_index(annex.plan.scenario)
    above = int(found.above.sum())
    return {"threshold": found.threshold, "above": above} if above else {}


def _exchange(annex: Annex) -> Numbers:
    table = annex.plan.scenario.exchanges
    held = table[table["status"] == "withheld"].drop_duplicates(["provider", "register", "service"])
    if held.empty:
        return {}
    providers, duty = held["provider"].nunique(), int(held["legal_duty"].sum())
    return {"withheld": len(held), "providers": providers, "duty": duty}


def _earmarks(annex: Annex) -> Numbers:
    floors, ceilings = (int(annex.earmarks[side].notna().sum()) for side in ("floor", "ceiling"))
    return {"floors": floors, "ceilings": ceilings} if floors + ceilings else {}


def _release(annex: Annex) -> Numbers:
    given = annex.releases
    bound = given["milestone"] > 0
    if not bound.any():
        return {}
    free, tied = (float(given.loc[rows, "credits"].sum()) for rows in (~bound, bound))
    return {"tranches": len(annex.order.parts), "free": free, "tied": tied, "milestones": int(bound.sum())}


NUMBERS: Mapping[str, Callable[[Annex], Numbers]] = {
    "pool": _pool, "shared": _shared, "independent": _independent, "exchange": _exchange,
    "earmarks": _earmarks, "release": _release,
}  # fmt: skip
