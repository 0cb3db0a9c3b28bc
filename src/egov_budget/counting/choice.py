"""Choice: of two spans of columns every plan keeps to one; a proof takes them in turn."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple


class Span(NamedTuple):
    """Columns of one block, by the places of their projects or groups, and the least and most they take."""

    block: str
    at: tuple[int, ...]
    least: Fraction
    most: Fraction


class Choice(NamedTuple):
    """What it is about, and the two spans; no plan under the rule is outside both."""

    subject: str
    no: Span
    yes: Span

    def in_year(self, year: int, block: Callable[[str], str]) -> Choice:
        """Return the same over the columns of a year, named after it."""
        no, yes = (side._replace(block=block(side.block)) for side in (self.no, self.yes))
        return Choice(f"{self.subject} {year}", no, yes)


def in_part(place: int, subject: str, least: Fraction) -> Choice:
    """Return that a project is not delivered at all, or to a least part.

    Parameters
    ----------
    place : int
        Place of the project.
    subject : str
        Its id.
    least : Fraction
        Least part, up to 1.
    """
    none, whole = Fraction(0), Fraction(1)
    return Choice(subject, Span("x", (place,), none, none), Span("x", (place,), least, whole))
