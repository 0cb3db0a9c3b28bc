"""Texts of either direction beside each other, and none that turns its neighbours round."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

ISOLATE, POP = "\u2068", "\u2069"  # first strong isolate and its end: they take no room
STEERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
ISOLATED = re.compile(f"{ISOLATE}([^\u202a-\u202e\u2066-\u2069]*){POP}")
WIDTH = 48  # of a title on a screen
RIGHT_TO_LEFT, LEFT_TO_RIGHT = ("R", "AL", "AN"), ("L", "EN")


def harmless(text: str) -> str:
    r"""Return a text on one line, without characters that steer direction or a terminal.

    The joiners that Persian is written with stay; the empty text stays empty.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Marks, embeddings, overrides and isolates are gone; controls and breaks are blanks.

    Examples
    --------
    >>> harmless("pay\u202eroll\nsystem\u2069")
    'payroll system'
    """
    return text if text.isprintable() else CONTROLS.sub(" ", STEERING.sub("", text))


def cut(text: str, longest: int) -> str:
    """Return a harmless text on one line, cut to so many letters.

    Examples
    --------
    >>> cut("one  pool", 20), cut("one pool", 5)
    ('one pool', 'one …')
    """
    line = " ".join(harmless(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def short(title: object) -> str:
    """Return a title as it stands beside numbers on a screen: isolated, or its letters turn them round."""
    return isolate(cut(str(title), WIDTH), "ltr")


def one_line(text: str) -> str:
    r"""Return a text on one line in which isolates that are closed stay, and no override or embedding.

    What papers and sheets write goes through here: names that ``isolate`` set into a sentence keep their
    direction, numbers the mark before their sign, and a text that came another way turns nothing round.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Controls and breaks are blanks.

    Examples
    --------
    >>> one_line("a \u2068b\u2069\u202e\nc") == "a \u2068b\u2069 c"
    True
    """
    if text.isprintable():  # neither a control nor a mark of direction is
        return text
    parts = enumerate(ISOLATED.split(text))
    plain = (f"{ISOLATE}{part}{POP}" if at % 2 else TURNING.sub("", part) for at, part in parts)
    return CONTROLS.sub(" ", "".join(plain))


def on_screen(lines: Iterable[str]) -> str:
    r"""Return lines as a terminal may show them: the way out of every text that is printed.

    Parameters
    ----------
    lines : iterable of str
        Lines in which names and titles stand as they were given.

    Returns
    -------
    str
        Nothing in it steers the terminal, turns its neighbours round or begins a line of its own.

    Examples
    --------
    >>> on_screen(["\x1b[31mplan\x07 of\n1401", "second"])
    ' [31mplan  of 1401\nsecond'
    """
    return "\n".join(one_line(line).rstrip() for line in lines)


def isolate(text: str, direction: str) -> str:
    r"""Return a text that keeps its own direction inside a sentence of another.

    Parameters
    ----------
    text : str
        A title, a name, an id.
    direction : str
        Direction of what stands around it, ``"ltr"`` or ``"rtl"``.

    Returns
    -------
    str
        Without controls; between U+2068 and U+2069 where a letter or digit of it runs the other way,
        unless it is one plain number.

    Examples
    --------
    >>> isolate("e-filing", "ltr"), isolate("e-filing", "rtl") == "\u2068e-filing\u2069"
    ('e-filing', True)
    """
    plain = harmless(text)
    against = RIGHT_TO_LEFT if direction == "ltr" else LEFT_TO_RIGHT
    turned = not plain.isdecimal() and any(unicodedata.bidirectional(c) in against for c in plain)
    return f"{ISOLATE}{plain}{POP}" if turned else plain
