"""Whole numbers with the words that go with them."""

from __future__ import annotations

from typing import Self, SupportsFloat, SupportsInt

from egov_budget.language.digits import all_digits

SINGLE = {  # the currency that is the default, and units of goals; other words are the user's own
    "credits": "credit",
    "points": "point",
    "points above the hurdle": "point above the hurdle",
    "services": "service",
}


class Count(str):
    """A number as a language writes it; a message chooses words by it: for one or more, or for none too.

    Parameters
    ----------
    written : str
        The number.
    single : bool
        Whether it is one.

    Examples
    --------
    >>> "{n} {n:group|groups}".format(n=Count("1", single=True))
    '1 group'
    >>> "{n} {n:group|groups}".format(n=Count("12", single=False))
    '12 groups'
    >>> "funded{n:| and # in part|, # of them in part}".format(n=Count("0", single=False))
    'funded'
    """

    __slots__ = ("single",)
    single: bool

    def __new__(cls, written: str, *, single: bool) -> Self:
        """Make it."""
        made = super().__new__(cls, written)
        made.single = single
        return made

    def __format__(self, words: str) -> str:
        """Return the number, or of ``one|many`` or ``none|one|many`` the words for it; # is the number."""
        if "|" not in words:
            return super().__format__(words)
        *none, one, many = words.split("|")
        some = any(int(sign) for sign in self if sign.isdecimal())
        told = (one if self.single else many) if some or not none else none[0]
        return told.replace("#", str(self))


def counted(count: SupportsInt, one: str, many: str = "") -> str:
    """Return a count in English with the word for it; by default the plural has an s.

    Examples
    --------
    >>> counted(1, "exchange"), counted(1200, "exchange"), counted(0, "agency", "agencies")
    ('1 exchange', '1,200 exchanges', '0 agencies')
    """
    number = int(count)
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def currency_of(amount: SupportsFloat, currency: str) -> str:
    """Return the word for a currency that goes with an amount.

    Examples
    --------
    >>> currency_of(1, "credits"), currency_of(2, "credits"), currency_of(1, "million rials")
    ('credit', 'credits', 'million rials')
    """
    return SINGLE.get(currency, currency) if float(amount) == 1 else currency


def in_currency(amount: SupportsFloat, currency: str) -> str:
    """Return an amount of money in English, with its currency.

    Examples
    --------
    >>> in_currency(1, "credits"), in_currency(1200.5, "credits")
    ('1 credit', '1,200.5 credits')
    """
    return f"{all_digits(amount)} {currency_of(amount, currency)}"


def told_in(number: str, unit: str) -> str:
    """Return a number that is written, in English, with its unit.

    Examples
    --------
    >>> told_in("1", "points"), told_in("1.5", "points"), told_in("0", "points")
    ('1 point', '1.5 points', '0 points')
    """
    return f"{number} {SINGLE.get(unit, unit) if number == '1' else unit}"
