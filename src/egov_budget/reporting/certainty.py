"""How good a plan is known to be, and what its audit found, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.allocation import Allocation
from egov_budget.language import Language, language_of

if TYPE_CHECKING:
    from egov_budget.horizon import Schedule


def certainty(allocation: Allocation, lang: Language | None = None) -> str:
    """Return in words how good the plan is known to be.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    lang : Language or None
        ``None`` means English.

    Returns
    -------
    str
        The status first; then the bound, where there is one.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> certainty(allocate(worlds.four_projects()))
    'optimal: no plan of this pool under these rules gains more than 0.000% above it'
    """
    said = language_of("en") if lang is None else lang
    outcome = allocation.outcome
    if outcome is None:
        return said.say("certainty.by_hand")
    first, status = outcome.reached[0], said.word("status", outcome.status)
    if first.bound is None:
        return said.say("certainty.no_bound", status=status, solver=said.isolate(outcome.solver))
    if first.name != "total gain":
        reached = said.say(
            "certainty.reached", status=status, goal=said.word("goal", first.name),
            value=said.figures(first.value, 6), unit=said.word("unit", first.unit),
        )  # fmt: skip
        if first.gap is None:
            return reached
        return said.say("certainty.within", said=reached, gap=said.percent(first.gap, 2))
    distance = max(first.bound - allocation.gain, 0.0)
    if allocation.gain:
        most = said.percent(distance / allocation.gain, 3)
    else:
        most = f"{said.figures(distance)} {said.word('unit', 'points')}"
    return said.say("certainty.bound", status=status, most=most)


def audit_words(allocation: Allocation | Schedule, lang: Language | None = None) -> str:
    """Return in words what the audit found.

    Parameters
    ----------
    allocation : Allocation or Schedule
        The plan, of one year or several.
    lang : Language or None
        ``None`` means English.

    Returns
    -------
    str
        How many demands were checked, and how many are broken.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> audit_words(allocate(worlds.four_projects()))
    'every rule holds, 15 demands checked in whole quanta'
    """
    said = language_of("en") if lang is None else lang
    found = allocation.audit()
    if found:
        return said.say("audit.holds", count=len(found.checks))
    return said.say("audit.broken", broken=len(found.breaches), count=len(found.checks))
