"""Check: one demand on a plan and whether it holds."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple


class Check(NamedTuple):
    """One demand and whether it holds.

    Parameters
    ----------
    rule, subject : str
        The rule and what it is about.
    have, need : int, Fraction or float
        Both sides of the demand, quanta or billionths.
    holds : bool
        Whether it holds.
    """

    rule: str
    subject: str
    have: int | Fraction | float
    need: int | Fraction | float
    holds: bool

    def in_year(self, year: int, block: Callable[[str], str]) -> Check:
        """Return the same demand on what has started by a year."""
        return self._replace(subject=f"{self.subject} {year}")
