"""What a plan says of the ground it stands on: effects that nobody has stated, and how strong they are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from egov_budget.allocation.ground import STRENGTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from egov_budget.allocation.brief import Brief
    from egov_budget.language import Language

ROUNDING = 1e-9  # part of a gain that is the rounding of sums


def ground_words(brief: Brief, lang: Language) -> tuple[str, ...]:
    """Return what the gain rests on, a sentence each; none where every effect is stated and of full strength.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> from egov_budget.language import language_of
    >>> ground_words(allocate(worlds.four_projects()).brief, language_of("en"))
    ()
    """
    return tuple(_told(brief, lang))


def _told(brief: Brief, lang: Language) -> Iterator[str]:
    least, ground = brief.gain * ROUNDING, brief.ground
    if brief.draft:
        yield lang.say("gain.draft", part=lang.percent(ground.soft / brief.gain))
    if ground.assumed > least:
        points, part = lang.number(ground.assumed, 2), lang.percent(ground.assumed / brief.gain)
        yield lang.say("gain.assumed", points=points, part=part)
    if ground.under[-1] > least:
        yield lang.say("gain.strength", parts=lang.listed(list(_parts(brief, lang, least))))


def _parts(brief: Brief, lang: Language, least: float) -> Iterator[str]:
    """Yield the parts of the gain by strength, the weakest first; together they are all of it."""
    edges, lost = (0.0, *STRENGTHS), (0.0, *brief.ground.under)
    for (low, high), (below, gained) in zip(pairwise(edges), pairwise(lost), strict=True):
        if gained - below > least:
            part, most = lang.percent((gained - below) / brief.gain), lang.figures(high)
            known = {"low": lang.figures(low)} if low else {}
            yield lang.say("gain.from" if low else "gain.under", part=part, high=most, **known)
    if brief.gain - lost[-1] > least:
        yield lang.say("gain.full", part=lang.percent((brief.gain - lost[-1]) / brief.gain))
