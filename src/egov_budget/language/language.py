"""Language: says messages, and writes numbers, money and years."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, reduce
from string import Formatter
from typing import TYPE_CHECKING

from egov_budget.language.count import SINGLE, Count, currency_of
from egov_budget.language.digits import all_digits, decimal_of, figures, placed, telling
from egov_budget.language.direction import isolate
from egov_budget.language.template import parts
from egov_budget.language.years import in_jalali, is_jalali

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, eq=False)
class Language:
    """A language: its messages, its direction, its numbers and its calendar.

    Numbers have the digits, signs and marks that CLDR has for the locale, as Babel tells them; a missing
    number (NaN) is an empty text. A half is rounded to the even digit.

    Parameters
    ----------
    code, name : str
        Short name, ``"en"`` or ``"fa"``, and its name in itself.
    direction : str
        ``"ltr"`` or ``"rtl"``.
    calendar : str
        Calendar of fiscal years: ``"gregorian"``, which leaves them as written, or ``"jalali"``.
    ten_digits : str
        Its ten digits, zero first.
    messages : mapping of str to str
        Message by key, ``section.name``, with ``{placeholders}``.

    Examples
    --------
    >>> from egov_budget.language import language_of
    >>> language_of("fa").number(1234.5, 1)
    '۱٬۲۳۴٫۵'
    """

    code: str
    name: str
    direction: str
    calendar: str
    ten_digits: str
    messages: Mapping[str, str] = field(repr=False)

    def say(self, key: str, /, **values: str | int) -> str:
        """Return a message.

        Parameters
        ----------
        key : str
            ``section.name``.
        **values : str or int
            One for each placeholder; a text goes in as it is, a whole number as the language
            writes it, and at ``{name:project|projects}`` the word that goes with it. Names and
            titles go through ``isolate`` first.

        Returns
        -------
        str
            The message.

        Raises
        ------
        KeyError
            If there is no such message.
        ValueError
            If the values are not those that the message asks for.

        Examples
        --------
        >>> from egov_budget.language import language_of
        >>> language_of("en").say("band.high")
        'high'
        """
        if key not in self.messages:
            raise KeyError(f"no message {key!r} in {self.code}.toml")
        asked = self._asked[key]
        if asked != values.keys():
            raise ValueError(f"{key!r} asks for {sorted(asked)} and is given {sorted(values)}")
        written = {
            name: value if isinstance(value, str) else Count(self.number(value), single=value == 1)
            for name, value in values.items()
        }
        return self.messages[key].format(**written)

    def placeholders(self, key: str) -> frozenset[str]:
        """Return the names of what a message asks for."""
        return self._asked[key]

    def word(self, section: str, name: str) -> str:
        """Return a word of the data, such as a unit: translated where it is known, else as it is.

        A key may have places in it, ``services at {level} %``; what stands there is a word of the
        section ``part``, or a number.
        """
        if f"{section}.{name}" in self.messages:
            return self.messages[f"{section}.{name}"]
        template, found = self.taken_apart(section, name)
        places = {place: self.part(place, value) for place, value in found.items()}
        return self.say(f"{section}.{template}", **places) if template else self.isolate(name)

    def taken_apart(self, section: str, name: str) -> tuple[str, dict[str, str]]:
        """Return the key of a section that a word fits, and what stands in its places; else nothing."""
        for template in self._templates.get(section, ()):
            found = parts(template, name)
            if found is not None:
                return template, found
        return "", {}

    def part(self, place: str, value: str) -> str:
        """Return what stands in a place of a word: a year, a number, or a word of the section ``part``."""
        if place.startswith("year"):
            return self.fiscal_year(value)
        bare = value.replace(",", "")
        number = bare.replace(".", "", 1).isdecimal()
        return self.amount(float(bare)) if number else self.word("part", value)

    def unit(self, name: str, told: Count | None = None) -> str:
        """Return the unit of a goal, which may be the currency; that of a number that is told."""
        name = SINGLE.get(name, name) if told is not None and told.single else name
        return self.word("unit" if self.has(f"unit.{name}") else "currency", name)

    def listed(self, names: Sequence[str]) -> str:
        """Join names as a sentence does; no name is an empty text."""
        if len(names) < 2:
            return "".join(names)
        return self.say("list.last", before=self.beside(names[:-1]), next=names[-1])

    def beside(self, parts: Sequence[str], mark: str = "more") -> str:
        """Join what stands beside each other, with the comma of the language, or a mark further ``apart``."""
        return reduce(lambda first, name: self.say(f"list.{mark}", before=first, next=name), parts or [""])

    def under(self, beginning: str) -> dict[str, str]:
        """Return the messages whose keys begin so, by the rest of the key."""
        keys = (key for key in self.messages if key.startswith(beginning))
        return {key.removeprefix(beginning): self.messages[key] for key in keys}

    def has(self, key: str) -> bool:
        """Tell whether there is a message."""
        return key in self.messages

    def number(self, value: float, digits: int = 0, *, up: bool | None = None) -> str:
        """Return a number with so many digits after the point, half to even; a bound up or down."""
        return self._written(_bound(value, digits, up), f",.{digits}f")

    def percent(self, part: float, digits: int = 1, *, up: bool | None = None) -> str:
        """Return a part of 1 in percent, no part as none or all; a bound rounded up or down."""
        digits = telling(part, digits) if up is None else digits
        return self._written(_bound(part, digits + 2, up), f",.{digits}%")

    def figures(self, value: float, digits: int = 3, *, up: bool | None = None) -> Count:
        """Return a number with so many significant digits and no zeros behind them; see ``digits``."""
        told = figures(value, digits, up=up)
        return Count(told.translate(self._signs), single=told == "1")

    def amount(self, value: float) -> Count:
        """Return an amount with all its digits and no more; see ``all_digits``."""
        return Count(all_digits(value).translate(self._signs), single=value == 1)

    def currency(self, name: str, amount: float) -> str:
        """Return the word for a currency that goes with an amount."""
        return self.word("currency", currency_of(amount, name))

    def money(self, value: float, currency: str) -> str:
        """Return an amount of money and its currency, kept on one line."""
        return f"{self.amount(value)}\N{NO-BREAK SPACE}{self.currency(currency, value)}"

    def fiscal_year(self, text: str) -> str:
        """Return a fiscal year in the calendar and the digits of the language."""
        return self.isolate(in_jalali(text, self.digits) if self.calendar == "jalali" else text)

    def month(self, number: int, fiscal_year: str) -> str:
        """Return what a month of a fiscal year is called: by its number where none is known to begin it."""
        named = self.calendar != "jalali" or is_jalali(fiscal_year)
        return self.say(f"month.{number}") if named else self.say("month.numbered", number=number)

    def digits(self, text: str) -> str:
        """Return a text with its digits as the language writes them."""
        return "".join(self.ten_digits[int(c)] if c.isdecimal() else c for c in text)

    def date(self, text: str) -> str:
        """Return a day, year-month-day, as it is written: from right to left, hyphens would turn it round."""
        return self.isolate(self.digits(text.replace("-", "/") if self.direction == "rtl" else text))

    def isolate(self, text: str) -> str:
        """Return a title, a name or an id that reads right wherever a sentence has it."""
        return isolate(text, self.direction)

    def _written(self, value: float | Decimal, pattern: str) -> str:
        """Return a number by the pattern that Python would write it by."""
        if not math.isfinite(value):
            return all_digits(value).translate(self._signs)
        exact = value if isinstance(value, Decimal) else Decimal(str(value))
        text = format(exact, pattern)
        if not any(c in "123456789" for c in text):
            text = text.removeprefix("-")  # what rounds to nothing has no sign
        return text.translate(self._signs)

    @cached_property
    def _signs(self) -> dict[int, str]:
        """What the language has for the digits and signs of Python's numbers; English has the same."""
        if self.code == "en":
            return {}
        from babel import Locale

        locale = Locale.parse(self.code)
        signs = locale.number_symbols[locale.default_numbering_system]
        names = {",": "group", ".": "decimal", "-": "minusSign", "%": "percentSign"}
        own = {ord(sign): signs[name] for sign, name in names.items()}
        return own | {ord(str(at)): digit for at, digit in enumerate(self.ten_digits)}

    @cached_property
    def _asked(self) -> dict[str, frozenset[str]]:
        """Placeholders of every message by its key."""
        parsed = {key: Formatter().parse(message) for key, message in self.messages.items()}
        return {
            key: frozenset(name for _, name, _, _ in found if name is not None)
            for key, found in parsed.items()
        }

    @cached_property
    def _templates(self) -> dict[str, list[str]]:
        """Keys with places in them, by section."""
        found: dict[str, list[str]] = {}
        for key in self.messages:
            section, _, name = key.partition(".")
            if "{" in name:
                found.setdefault(section, []).append(name)
        return found

    @property
    def says_titles(self) -> bool:
        """Whether a sentence calls records by their titles: ids are written in letters of another script."""
        return self.direction == "rtl"


def _bound(value: float, digits: int, up: bool | None) -> float | Decimal:
    """Return a number that is a bound, rounded so that it stays one."""
    return value if up is None or not math.isfinite(value) else placed(decimal_of(value), digits, up=up)
