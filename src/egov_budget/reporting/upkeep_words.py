"""What a plan says of the years after it: what is delivered has to be run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.language import Language


def upkeep_words(allocation: Allocation, lang: Language) -> tuple[str, ...]:
    """Return what its delivered shares cost to run a year, a sentence; none where that is nothing.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> from egov_budget.language import language_of
    >>> four = worlds.four_projects()
    >>> plan = allocate(four.replace(projects=four.projects.assign(yearly_cost=2.0)))
    >>> upkeep_words(plan, language_of("en"))
    ('What is funded creates an upkeep of 6 credits a year from delivery on, which this pool does not pay',)
    """
    cost = allocation.brief.upkeep
    if not cost:
        return ()
    currency = lang.currency(allocation.scenario.settings.currency, cost)
    return (lang.say("upkeep.created", cost=lang.amount(cost), currency=currency),)
