"""Certificate: what proves that no allocation of this pool gains more than a stated bound."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.certificate.none_better import none_better
from egov_budget.certificate.rests_on import fingerprint
from egov_budget.certificate.stated import stated
from egov_budget.counting.tree import Branch, Multipliers
from egov_budget.display import Displayed
from egov_budget.language import Language, counted, figures, language_of

if TYPE_CHECKING:
    from egov_budget.certificate.provable import Provable


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
    plan : Allocation or Schedule
        The plan that it speaks of.
    pools : int
        How many pools it speaks of, one a year.
    """

    gain: Fraction
    bound: Fraction
    proof: Branch
    plan: Provable = field(repr=False, compare=False)
    pools: int = 1

    @property
    def inputs(self) -> str:
        """SHA-256 of the tables, settings, common work and rules it speaks of, hexadecimal."""
        return fingerprint(self.plan)

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

    def said(self, lang: Language) -> str:
        """Say how much more another plan may gain at most."""
        return none_better(self.gain, self.bound, lang, pools=self.pools)

    def told(self, lang: Language) -> str:
        """Say what is gained, what no plan exceeds, and how far from each other they are."""
        return lang.say(
            "certainty.bound", gain=lang.figures(stated(self.gain, up=False), 10, up=False),
            bound=lang.figures(stated(self.bound, up=True), 10, up=True),
            said=self.said(lang),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.told(language_of("en"))

    def _tables(self) -> dict[str, pd.DataFrame]:
        known = [(rule, name, value) for rule, of in self.multipliers.items() for name, value in of.items()]
        return {"multipliers": pd.DataFrame(known, columns=["rule", "subject", "multiplier"])}

    def __repr__(self) -> str:
        count = sum(len(known) for known in self.multipliers.values())
        gain, bound = float(self.gain), float(self.bound)
        size = f"{counted(count, 'multiplier')}, {counted(self.proof.leaves, 'leaf', 'leaves')}"
        return f"<Certificate: gain {figures(gain, 6)}, bound {figures(bound, 6)}, {size}>"
