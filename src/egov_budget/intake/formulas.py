"""Texts that a spreadsheet would run as formulas, guarded in CSV and read back as they were.

A CSV cell has no type: opened in a spreadsheet, the title ``=HYPERLINK(...)`` of an agency's
request becomes a formula on the planner's desk. A text that begins like one, blanks and quotes
before it or not, is therefore written with a quote before it, and one such quote is taken off
when it is read. Both ways together give back every text exactly.
"""

from __future__ import annotations

import re

FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]")
GUARDED = re.compile(r"'+\s*[=+\-@＝＋－＠]")


def guard(text: str) -> str:
    """Put a quote before a text that a spreadsheet could take for a formula.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same text, or a quote and the text.

    Examples
    --------
    >>> guard("=1+1"), guard("plain")
    ("'=1+1", 'plain')
    """
    return f"'{text}" if FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Take off the quote that ``guard`` put before a text.

    Parameters
    ----------
    text : str
        A cell as it was read.

    Returns
    -------
    str
        ``unguard(guard(text)) == text`` for every text.

    Examples
    --------
    >>> unguard("'=1+1"), unguard("'quoted'")
    ('=1+1', "'quoted'")
    """
    return text[1:] if GUARDED.match(text) else text
