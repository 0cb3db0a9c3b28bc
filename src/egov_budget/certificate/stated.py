"""stated: an exact number as a decimal of 15 digits, above or below it."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

DIGITS = 15  # as many as any decimal number keeps on its way through a float and back


def stated(number: Fraction, *, up: bool) -> float:
    """Return a number that can be written down: the next decimal of 15 digits above or below.

    Parameters
    ----------
    number : Fraction
        An exact number.
    up : bool
        Whether the decimal may be larger (a bound) or smaller (a gain), never the other way.

    Returns
    -------
    float
        Its decimal notation is that decimal.

    Examples
    --------
    >>> stated(Fraction(1, 3), up=True), stated(Fraction(1, 3), up=False)
    (0.333333333333334, 0.333333333333333)
    """
    context = Context(prec=DIGITS, rounding=ROUND_CEILING if up else ROUND_FLOOR)
    return float(context.divide(Decimal(number.numerator), Decimal(number.denominator)))
