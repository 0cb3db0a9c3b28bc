"""Numbers in digits, as every message, screen and paper writes them: no exponent, no minus before nothing."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import SupportsFloat

SURE = 15  # significant digits in which the rounding of a sum does not show
LONG = 1e13  # from here on amounts may have more digits than that, and all of them are meant
MOST_DIGITS = 7  # of a percentage: a share is counted in billionths
ROUNDING = {None: ROUND_HALF_EVEN, True: ROUND_CEILING, False: ROUND_FLOOR}
ABSURD = 1e24  # nothing that is counted comes near it; such a number is told as it is typed


def all_digits(value: SupportsFloat, *, sign: bool = False, full: bool = False) -> str:
    """Return a number with all its digits and no more, in groups of three.

    Parameters
    ----------
    value : float or a number that becomes one
        An amount, a count, a level; also infinite, or NaN for one that is missing.
    sign : bool, optional
        Whether a plus stands before what is above 0.
    full : bool, optional
        Whether digits beyond the fifteenth are told too, which are mostly the rounding of a sum.

    Returns
    -------
    str
        Empty for NaN.

    Examples
    --------
    >>> all_digits(0.1 + 0.2, full=True)
    '0.30000000000000004'
    >>> all_digits(12_345_678_901), all_digits(0.1 + 0.2), all_digits(-0.0)
    ('12,345,678,901', '0.3', '0')
    >>> all_digits(2**53), all_digits(1e-7), all_digits(5, sign=True)
    ('9,007,199,254,740,992', '0.0000001', '+5')
    """
    number = float(value)
    if not abs(number) < ABSURD:
        return _absurd(number)
    return _grouped(Decimal(repr(number)) if full else decimal_of(number), sign=sign)


def figures(value: SupportsFloat, digits: int = 3, *, sign: bool = False, up: bool | None = None) -> str:
    """Return a number rounded to so many significant digits, without zeros behind the point.

    Whole digits are all written: 12,345 stays so.

    Parameters
    ----------
    value : float or a number that becomes one
        A gain, a price; also infinite, or NaN for one that is missing.
    digits : int, optional
        How many digits of a small number are written.
    sign : bool, optional
        Whether a plus stands before what is above 0.
    up : bool or None, optional
        Whether a bound is rounded up (at most so much) or down (at least); ``None``: to the nearest.

    Returns
    -------
    str
        Empty for NaN.

    Examples
    --------
    >>> figures(0.0012345), figures(12_345.678), figures(-0.0)
    ('0.00123', '12,346', '0')
    >>> figures(0.4648, up=False), figures(0.4642, up=True)
    ('0.464', '0.465')
    """
    number = float(value)
    return _grouped(rounded(number, digits, up=up), sign=sign) if abs(number) < ABSURD else _absurd(number)


def decimal_of(value: float) -> Decimal:
    """Return a finite number as it is meant: what a sum of floats rounds off is left out."""
    number = float(value)
    short = f"{number:.{SURE}g}"
    return Decimal(repr(number) if abs(number) >= LONG and float(short) != number else short)


def rounded(value: float, digits: int, *, up: bool | None = None) -> Decimal:
    """Return a finite number rounded to so many significant digits, and to no fewer than its whole ones."""
    exact = Decimal(float(value)) if up is None else decimal_of(value)
    return placed(exact, max(digits - 1 - exact.adjusted(), 0), up=up) if exact else exact


def telling(part: float, digits: int) -> int:
    """Return how many digits after the point, so many or more, do not tell a part as none or as all.

    Examples
    --------
    >>> telling(0.5, 1), telling(0.99996, 1), telling(1e-12, 1)
    (1, 3, 1)
    """
    more = range(digits, MOST_DIGITS + 1 if 0 < part < 1 else digits)
    return next((each for each in more if 0 < round(100 * part, each) < 100), digits)


def placed(number: Decimal, digits: int, *, up: bool | None) -> Decimal:
    """Return a number with so many digits after the point."""
    return number.quantize(Decimal(1).scaleb(-digits), ROUNDING[up])


def _grouped(number: Decimal, *, sign: bool = False) -> str:
    text = f"{abs(number):,f}"
    text = text.rstrip("0").removesuffix(".") if "." in text else text
    return text if not number else f"{'-' if number < 0 else '+' * sign}{text}"


def _absurd(number: float) -> str:
    return "" if math.isnan(number) else repr(number).replace("inf", "∞")
