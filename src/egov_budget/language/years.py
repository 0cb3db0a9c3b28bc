"""Fiscal years in the calendar of a language."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

YEAR = re.compile(r"(?<!\d)(\d{4})(?:\s*([-/\u2013])\s*(\d{4}|\d{2}))?(?!\d)")
GREGORIAN, JALALI = range(1900, 2200), range(1200, 1600)


def in_jalali(text: str, digits: Callable[[str], str]) -> str:
    """Return a fiscal year in the Jalali calendar.

    A year from 1900 to 2199 is Gregorian and becomes the Jalali year that begins in it, so that 2022
    and 2022-23 are both 1401; two years that do not follow each other are a span, and both are
    turned. Every other number stays as it is, and so do words.

    Parameters
    ----------
    text : str
        The year as the scenario has it, in any digits.
    digits : callable
        Writes digits as the language does.

    Returns
    -------
    str
        The year; empty where none is given.

    Examples
    --------
    >>> [in_jalali(year, str) for year in ("1401", "2022", "2022-23", "2019-2022", "plan 7", "")]
    ['1401', '1401', '1401', '1398-1401', 'plan 7', '']
    """
    return digits(YEAR.sub(_turned, _ascii(text)))


def is_jalali(text: str) -> bool:
    """Tell whether a fiscal year is one year of the Jalali calendar, so that its first month is Farvardin.

    Examples
    --------
    >>> [is_jalali(year) for year in ("1401", "1401-1402", "2022-23", "plan 7", "")]
    [True, False, False, False, False]
    """
    found = YEAR.findall(_ascii(text))
    return [(int(first) in JALALI, last) for first, _, last in found] == [(True, "")]


def _ascii(text: str) -> str:
    return "".join(str(int(c)) if c.isdecimal() else c for c in text)


def _turned(found: re.Match[str]) -> str:
    first, mark, last = int(found[1]), found[2], found[3]
    if first not in GREGORIAN:
        return found[0]
    if last is None or int(last) % 10 ** len(last) == (first + 1) % 10 ** len(last):
        return str(_jalali(first))
    whole = int(found[1][: 4 - len(last)] + last)
    return f"{_jalali(first)}{mark}{_jalali(whole)}" if whole in GREGORIAN else found[0]


def _jalali(year: int) -> int:
    from persiantools.jdatetime import JalaliDate

    summer = JalaliDate(date(year, 7, 1))  # type: ignore[no-untyped-call]  # persiantools leaves it untyped
    return int(summer.year)  # in July the year that began in March runs
