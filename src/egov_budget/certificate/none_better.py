"""none_better: how much more than a plan another may gain at most, in words."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from egov_budget.certificate.stated import stated

if TYPE_CHECKING:
    from egov_budget.language import Language


def none_better(gain: Fraction, bound: Fraction, lang: Language, *, pools: int = 1) -> str:
    """Return in words how good a plan is proved to be, as every screen and paper says it.

    Parameters
    ----------
    gain, bound : Fraction
        What the plan gains, and what no plan exceeds, points.
    lang : Language
        What it is said in.
    pools : int
        How many pools the plan is made of, one a year.

    Returns
    -------
    str
        The gap as a part of the gain, rounded up to a thousandth of a percent; in points where it is
        larger than the gain. Where there is no gap, no plan gains more.

    Examples
    --------
    >>> from egov_budget.language import language_of
    >>> english = language_of("en")
    >>> none_better(Fraction(3), Fraction(3), english)
    'no plan of this pool under these rules gains more'
    >>> none_better(Fraction(3), Fraction(3) + Fraction(1, 10**9), english)
    'no plan of this pool under these rules gains more than 0.001% above it'
    """
    gap = bound - gain
    if gap <= 0:
        return lang.say("certainty.best", pools=pools)
    if gap > gain:
        most = f"{lang.figures(stated(gap, up=True), up=True)} {lang.word('unit', 'points')}"
    else:
        most = lang.percent(stated(gap / gain, up=True), 3, up=True)
    return lang.say("certainty.above", most=most, pools=pools)
