"""What a plan says of the effects that nobody has stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egov_budget.allocation.brief import Brief
    from egov_budget.language import Language

ROUNDING = 1e-9  # part of a gain that is the rounding of sums


def assumed_words(brief: Brief, lang: Language) -> tuple[str, ...]:
    """Return how much of the gain rests on assumed effects, in one sentence; none where nothing does.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> from egov_budget.language import language_of
    >>> assumed_words(allocate(worlds.four_projects()).brief, language_of("en"))
    ()
    """
    if not brief.assumed > brief.gain * ROUNDING:
        return ()
    points, part = lang.number(brief.assumed, 2), lang.percent(brief.assumed / brief.gain)
    return (lang.say("gain.assumed", points=points, part=part),)
