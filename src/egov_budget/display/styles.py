"""Styles: how cells look, in the language and the money of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.display.look import DAY
from egov_budget.display.table import Kind

if TYPE_CHECKING:
    from egov_budget.language import Language

HEAD = {"bold": True, "font_color": DAY["on-accent"], "bg_color": DAY["accent"]}
EDGE = {"border": 1, "border_color": DAY["line"]}
PALE = {"bold": True, "bg_color": DAY["accent-soft"]}
FAINT = {"visible": True, "line": {"color": DAY["line"]}}  # lines of a chart
RULED = {"bottom": 1, "bottom_color": DAY["line"]}
PERSIAN_DIGITS = "[$-3000429]"  # numerals of the extended Arabic-Indic shape; the cell stays a number
FONTS = {"ltr": "Calibri", "rtl": "Tahoma"}  # on every desktop, and with all letters of the direction


class Styles:
    """Formats of one workbook; ``numbers`` has the number format of each kind.

    Parameters
    ----------
    book : xlsxwriter.Workbook
        The workbook they belong to.
    lang : Language
        Language of the workbook.
    decimals : int
        Digits of money behind the point.
    """

    def __init__(self, book: Any, lang: Language, decimals: int) -> None:
        self._book, rtl = book, lang.direction == "rtl"
        self.numbers = number_formats(decimals, lang)
        self._font = {"font_name": FONTS[lang.direction], "font_size": 10, "valign": "top"}
        # words of the language run its way; texts of the requests run their own and begin where it begins
        self._reading = {"reading_order": 2, "align": "right"} if rtl else {"align": "left"}
        self._start = {"align": "right" if rtl else "left", "indent": 1}
        head = {**HEAD, **EDGE, "text_wrap": True, "valign": "vcenter"}
        self.header = self._format(**head, **self._reading)
        ends = {"align": "left" if rtl else "right"}
        self._over_numbers = self._format(**head, **self._reading | ends)
        self.title = self._format(bold=True, font_size=14, font_color=DAY["accent"], **self._reading)
        self.note = self._format(italic=True, font_color=DAY["soft"], **self._reading)
        self.unwrapped = self._format(**RULED, **self._start)
        self.total_label = self._format(**PALE, **RULED, **self._reading)

    def of(self, kind: Kind, *, total: bool = False, start: bool = False) -> Any:
        """Return the format of a kind of column, of the sum above it, or of a number in a list of facts."""
        look: dict[str, Any] = RULED | (PALE if total else {})
        if kind in self.numbers:
            look |= {"num_format": self.numbers[kind]} | (self._start if start else {})
        elif kind is Kind.SENTENCE:
            look |= {"text_wrap": True, "indent": 1, **self._reading}
        else:
            look |= {"text_wrap": kind is Kind.TEXT, **self._start}
        return self._format(**look)

    def heading(self, kind: Kind) -> Any:
        """Return the format of a heading, which stands where the cells below it begin or end."""
        return self._over_numbers if kind in self.numbers else self.header

    def _format(self, **look: Any) -> Any:
        return self._book.add_format(self._font | look)  # what looks the same is one in the file


def number_formats(decimals: int, lang: Language) -> dict[Kind, str]:
    """Return the number format of each kind; money shows every quantum, and no share that is not whole 100 %.

    Parameters
    ----------
    decimals : int
        Digits of money behind the point.
    lang : Language
        What digits they show.

    Returns
    -------
    dict of Kind to str
        Formats as a spreadsheet writes them.

    Examples
    --------
    >>> from egov_budget.language import language_of
    >>> number_formats(2, language_of("en"))[Kind.MONEY], number_formats(0, language_of("en"))[Kind.SHARE]
    ('#,##0.00', '[<0.9995]0.0%;[<1]"99.9%";0.0%')
    """
    digits = PERSIAN_DIGITS if lang.ten_digits[0] == "۰" else ""

    def share(form: str, most: float) -> str:
        below = lang.number(100 * most, len(form) - 3)
        return f'[<{(most + 1) / 2}]{digits}{form};[<1]"{below}%";{digits}{form}'

    return {
        Kind.MONEY: f"{digits}#,##0.{'0' * decimals}" if decimals else f"{digits}#,##0",
        Kind.COUNT: f"{digits}#,##0",
        Kind.SHARE: share("0.0%", 0.999),
        Kind.PART: share("0.00%", 0.9999),
        Kind.POINTS: f"{digits}#,##0.000",
        Kind.PRICE: f"{digits}#,##0.000000",
        Kind.NUMBER: f"{digits}General",
    }
