"""One cell's word -> its value, one reading for each kind of column.

A word is read, never repaired: Persian and Arabic digits and grouped thousands are ways to
write a number and are read as such; ``1,5`` or ``12 abc`` is refused, and ``0,250`` too, for no group of
thousands begins with 0.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from decimal import Decimal

from egov_budget.errors import SHOWN
from egov_budget.language import all_digits
from egov_budget.scenario.field import Field, Kind
from egov_budget.scenario.names import meant

LONGEST_TEXT = 100_000
NUMBERS = (Kind.MONEY, Kind.NUMBER, Kind.FRACTION)
TEXTS = (Kind.ID, Kind.TEXT, Kind.LIST)  # where any word may stand
DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٬−", "01234567890123456789.,-")
GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}([,\u00a0\u202f ])\d{3}(?:\1\d{3})*(?:\.\d+)?")
SEPARATORS = re.compile(r"[,\u00a0\u202f ]")
PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
DECIMAL_COMMA = re.compile(r"([+-]?\d+),(\d+)")
WHOLE = re.compile(r"[+-]?\d{1,18}")  # what an int64 holds for certain
DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]00:00(?::00)?)?")  # a workbook adds the hour
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")  # of a spreadsheet
NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")
FLAGS = {
    "yes": True, "true": True, "1": True, "y": True, "بله": True, "بلی": True, "آری": True, "نعم": True,
    "no": False, "false": False, "0": False, "n": False, "خیر": False, "نه": False, "لا": False,
}  # fmt: skip
YEH = str.maketrans("ي", "ی")
Value = str | float | bool | None


class Unreadable(ValueError):
    """A word that its column cannot hold; never leaves this room.

    Parameters
    ----------
    fault : str
        What is wrong.
    remedy : str
        What would mend it.
    """


def read(word: str, column: Field) -> Value:
    """Return the value of one cell, read as its column says; of an empty one the column's empty value.

    Parameters
    ----------
    word : str
        The cell as text, blanks around it taken off unless the column holds free text.
    column : Field
        Its entry in the data dictionary.

    Returns
    -------
    str, float, bool or None
        The value; ``nan`` or ``None`` if it is missing.

    Raises
    ------
    Unreadable
        If the column cannot hold it.

    Examples
    --------
    >>> read("۱٬۲۵۰٫۵", Field("cost", Kind.MONEY, ""))
    1250.5
    """
    if word in ERRORS and column.kind not in TEXTS:
        raise Unreadable(f"its formula gives {word}", "Mend the formula, or write the value")
    if word:
        return READERS[column.kind](word, column)
    if column.required:
        raise Unreadable("the cell is empty", f"Fill it in: {column.meaning.rstrip('.')}")
    return column.empty


def _number(word: str, column: Field) -> Value:
    percent = column.kind is Kind.FRACTION and is_percent(word)
    plain = (word[:-1].rstrip() if percent else word).translate(DIGITS)
    if is_grouped(plain):
        plain = SEPARATORS.sub("", plain)
    if not PLAIN.fullmatch(plain):
        raise Unreadable(f"{word[:SHOWN]!r} is not a number", _instead(plain))
    value = float(Decimal(plain) / 100 if percent else plain)
    top, bounds = (1.0, "from 0 to 1") if column.kind is Kind.FRACTION else (sys.float_info.max, "0 or more")
    if value < 0 or value > top or (column.above_zero and value == 0):
        bounds = "above 0" if column.above_zero else bounds
        such = ", such as 0.5 or 50%" if column.kind is Kind.FRACTION else ""
        fault = f"{all_digits(value, full=True)} is not {bounds}"
        raise Unreadable(fault, f"Give a finite number {bounds}{such}")
    return value + 0.0  # -0 becomes 0


def _instead(word: str) -> str:
    comma = DECIMAL_COMMA.fullmatch(word)
    if comma is not None:  # one and a half, or fifteen with a slip of the finger
        return f"Write {comma[1]}.{comma[2]} if it is a decimal, {comma[1]}{comma[2]} if it is not"
    if DATE.match(word):
        return "Write it anew in a cell that is shown as a number: a spreadsheet has made a date of it"
    return "Write digits with a point before the decimals, such as 1,250 or 0.75"


def is_percent(word: str) -> bool:
    """Tell whether a word ends as a percentage.

    Examples
    --------
    >>> is_percent("50 %"), is_percent("۵۰٪"), is_percent("0.5")
    (True, True, False)
    """
    return word.rstrip().endswith(("%", "٪", "％"))


def is_grouped(word: str) -> bool:
    """Tell whether a word is a number with separators between its thousands.

    Examples
    --------
    >>> is_grouped("۱٬۲۵۰٫۵"), is_grouped("1250.5")
    (True, False)
    """
    return GROUPS.fullmatch(word.strip().translate(DIGITS)) is not None


def _choice(word: str, column: Field) -> Value:
    folded = meant(word.casefold(), column.choices, "choice")
    if folded in column.choices:
        return folded
    raise Unreadable(f"{word[:SHOWN]!r} is none of the choices", f"Write one of: {', '.join(column.choices)}")


def _flag(word: str, column: Field) -> Value:
    flag = FLAGS.get(word.casefold().translate(DIGITS).translate(YEH))
    if flag is None:
        raise Unreadable(f"{word[:SHOWN]!r} is neither yes nor no", "Write yes or no")
    return flag


def _whole(word: str, column: Field) -> Value:
    plain = word.translate(DIGITS)
    if not WHOLE.fullmatch(plain):
        fault = f"{word[:SHOWN]!r} is not a whole number of at most 18 digits"
        raise Unreadable(fault, "Write a whole number such as 1401")
    return int(plain)


def _date(word: str, column: Field) -> Value:
    found = DATE.fullmatch(word.translate(DIGITS))
    if found is None or not (1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31):
        remedy = "Write year-month-day, such as 1404-02-31 or 2026-05-21"
        raise Unreadable(f"{word[:SHOWN]!r} is not a date", remedy)
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"


def _list(word: str, column: Field) -> Value:
    parts = (part.strip() for part in str(_text(word, column)).split(";"))
    return ";".join(dict.fromkeys(part for part in parts if part))


def _text(word: str, column: Field) -> Value:
    if len(word) > LONGEST_TEXT:
        raise Unreadable(f"the text has {len(word)} characters, more than {LONGEST_TEXT}", "Shorten it")
    stray = NO_CHARACTER.search(word)
    if stray:
        raise Unreadable(f"the text holds {stray.group()!r}, which is no character of any text", "Remove it")
    return word


READERS: dict[Kind, Callable[[str, Field], Value]] = {
    **dict.fromkeys((Kind.ID, Kind.TEXT), _text), **dict.fromkeys(NUMBERS, _number), Kind.LIST: _list,
    Kind.FLAG: _flag, Kind.WHOLE: _whole, Kind.CHOICE: _choice, Kind.DATE: _date,
}  # fmt: skip
