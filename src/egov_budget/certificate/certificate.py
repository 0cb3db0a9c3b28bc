"""Certificate: what proves that no allocation of this pool gains more than a stated bound."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

import pandas as pd

from egov_budget.counting.tree import Branch, Multipliers
from egov_budget.display import Displayed
from egov_budget.language import figures

DIGITS = 15  # as many as any decimal number keeps on its way through a float and back


@dataclass(frozen=True)
class Certificate(Displayed):
    """Multipliers of the rules, and what they prove without any solver.

    Parameters
    ----------
    gain : Fraction
        What the plan gains, counted exactly from its shares, points.
    bound : Fraction
        No allocation that keeps the rules gains more, points; the multipliers show it.
    proof : Branch
        Multipliers of the rules, and trees of choices that every plan makes, with the multipliers that
        are other on either side.
    inputs : str
        SHA-256 of the tables, settings, common work and rules it speaks of, hexadecimal.
    """

    gain: Fraction
    bound: Fraction
    proof: Branch
    inputs: str

    @property
    def multipliers(self) -> Multipliers:
        """By rule and subject: points per quantum, share or point of the bound, not below 0.

        Those that are 0 are left out.
        """
        return self.proof.multipliers

    @property
    def gap(self) -> Fraction:
        """Points that a better plan could gain above this one at most; 0 proves it best."""
        return self.bound - self.gain

    def __str__(self) -> str:
        most = figures(stated(self.bound, up=True), 10, up=True)
        return f"No allocation of this pool gains more than {most} points; {gap_words(self)}."

    def _tables(self) -> dict[str, pd.DataFrame]:
        known = [(rule, name, value) for rule, of in self.multipliers.items() for name, value in of.items()]
        return {"multipliers": pd.DataFrame(known, columns=["rule", "subject", "multiplier"])}

    def __repr__(self) -> str:
        count = sum(len(known) for known in self.multipliers.values())
        gain, bound = float(self.gain), float(self.bound)
        size = f"{count} multipliers, {self.proof.leaves} leaves"
        return f"<Certificate: gain {figures(gain, 6)}, bound {figures(bound, 6)}, {size}>"


def gap_words(certificate: Certificate) -> str:
    """Return in words how far the plan can be from the best."""
    if certificate.gain == 0:
        below = figures(stated(certificate.gap, up=True), 3, up=True)
        return f"this one gains nothing, {below} points below that"
    part = stated(max(certificate.gap, Fraction(0)) / certificate.gain * 100, up=True)
    away = (
        f"within {figures(part, 2, up=True)} % of it"
        if part < 100
        else f"{figures(certificate.gap, 4, up=True)} below it"
    )
    return f"this one gains {figures(stated(certificate.gain, up=False), 10)}, {away}"


def stated(number: Fraction, *, up: bool) -> float:
    """Return a number that can be written down: the next decimal of 15 digits above or below.

    Parameters
    ----------
    number : Fraction
        An exact number.
    up : bool
        Whether the decimal may be larger (a bound) or smaller (a gain), never the other way.

    Returns
    -------
    float
        Its decimal notation is that decimal.

    Examples
    --------
    >>> stated(Fraction(1, 3), up=True), stated(Fraction(1, 3), up=False)
    (0.333333333333334, 0.333333333333333)
    """
    context = Context(prec=DIGITS, rounding=ROUND_CEILING if up else ROUND_FLOOR)
    return float(context.divide(Decimal(number.numerator), Decimal(number.denominator)))
