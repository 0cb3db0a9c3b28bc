"""Verification: what checking a plan's document found."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.certificate.none_better import none_better
from egov_budget.certificate.stated import stated
from egov_budget.display import Displayed
from egov_budget.errors import Fault
from egov_budget.language import (
    all_digits,
    counted,
    currency_of,
    figures,
    in_currency,
    language_of,
    on_screen,
    told_in,
)

if TYPE_CHECKING:
    from egov_budget.certificate.stated_work import Estimate
    from egov_budget.counting.audit import Audit
    from egov_budget.scenario import Settings

SHOWN = 10


@dataclass(frozen=True, eq=False)
class Verification(Displayed):
    """What was recomputed from a plan's document, and what does not agree with it.

    Parameters
    ----------
    settings : Settings
        Those the plan was made under.
    audit : Audit
        Every rule, checked in whole quanta.
    found : tuple of Fault
        Where the document contradicts itself, its seal or the scenario beside it.
    gain, bound : Fraction
        What the plan gains and what no plan exceeds, counted exactly, points.
    inputs, seal : str
        SHA-256 of what the plan rests on, and of the whole document.
    beyond : Fraction
        Credits paid beyond what the work delivered costs, in currency units: rounding.
    left_out : tuple of str
        Standard rules that this plan was not made under.
    estimate : Estimate or None
        Groups whose common work no verdict states, and its money, taken from the plan; None where
        nothing was checked against requests beside it.
    recomputed : bool
        Whether common work was found again in those requests.
    pools : int
        How many pools it speaks of, one a year.
    """

    settings: Settings
    audit: Audit
    found: tuple[Fault, ...]
    gain: Fraction
    bound: Fraction
    inputs: str
    seal: str
    beyond: Fraction
    left_out: tuple[str, ...] = ()
    estimate: Estimate | None = None
    recomputed: bool = False
    pools: int = 1

    @property
    def holds(self) -> bool:
        """Whether every rule holds and nothing was changed."""
        return self.audit.holds and not self.found

    @property
    def gap(self) -> Fraction:
        """Points that a better plan could gain above this one at most."""
        return self.bound - self.gain

    @cached_property
    def faults(self) -> pd.DataFrame:
        """What is wrong, one a row: table, row, column, value, fault, remedy; rules that break come last."""
        broken = []
        for check in self.audit.checks:
            if not check.holds:
                have, need = all_digits(check.have), all_digits(check.need)
                broken.append(Fault.of("broken_rule", check.rule, value=check.subject, have=have, need=need))
        names = [field.name for field in fields(Fault)]
        frame = pd.DataFrame([astuple(fault) for fault in (*self.found, *broken)], columns=names)
        return frame.astype({"row": "Int64"})

    def __bool__(self) -> bool:
        return self.holds

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"faults": self.faults}

    def __repr__(self) -> str:
        state = "holds" if self.holds else counted(len(self.faults), "fault")
        numbers = f"gain {figures(self.gain, 6)}, bound {figures(self.bound, 6)}"
        return f"<Verification of {self.settings.name!r}: {state}, {numbers}>"

    def __str__(self) -> str:
        settings, faults = self.settings, self.faults
        sound = "Verified as far as checked" if self.audit.unchecked else "Verified"
        head = sound if self.holds else f"NOT verified, {counted(len(faults), 'fault')}"
        pool = f"a pool of {in_currency(settings.pool, settings.currency)}"
        pool = pool if self.pools == 1 else f"pools of {self.pools} years"
        lines = [f"{head}: {settings.name}, {pool}{self._estimated()}"]
        for row in faults.head(SHOWN).to_dict("records"):
            place = " ".join(str(row[name])[:40] for name in ("table", "column", "value") if row[name])
            lines.append(f"  {place}: {row['fault']}")
        if len(faults) > SHOWN:
            lines.append(f"  ... and {len(faults) - SHOWN} more; .faults has them all")
        kept = len(self.audit.checks) - len(self.audit.breaches)
        lines.append(f"  rules   {kept:,} of {len(self.audit.checks):,} demands hold in whole quanta")
        paid = f"{figures(self.beyond, 4)} {currency_of(self.beyond, settings.currency)}"
        lines.append(f"  beyond  {paid} paid beyond the cost of the work")
        if self.left_out:
            lines.append(f"          made without: {', '.join(self.left_out)}")
        if self.audit.unchecked:
            lines.append(f"          not checked: {', '.join(self.audit.unchecked)}")
        gain, bound = stated(self.gain, up=False), stated(self.bound, up=True)
        lines.append(f"  gain    {told_in(figures(gain, 10, up=False), 'points')}, counted exactly")
        said = none_better(self.gain, self.bound, language_of("en"), pools=self.pools)
        lines.append(f"  bound   {told_in(figures(bound, 10, up=True), 'points')}: {said}")
        lines += [f"  inputs  {self.inputs}", f"  seal    {self.seal}"]
        return on_screen(lines)

    def _estimated(self) -> str:
        if self.estimate is None or not self.estimate.groups:
            return ""
        groups, amount = self.estimate
        money = in_currency(amount, self.settings.currency)
        named = counted(groups, "group")
        source = "compared with what the requests give" if self.recomputed else "as the plan has it"
        return f"; common work of {named}, {money}, is by estimate, {source}"
