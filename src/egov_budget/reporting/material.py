"""Material: what a memo and a workbook are made of, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.display.table import Cell, Table
from egov_budget.money import to_amounts
from egov_budget.reasons.round_step import round_step
from egov_budget.reporting.bands_words import bands_words
from egov_budget.reporting.teller import LETTERS, More, Teller
from egov_budget.reporting.told_columns import told_columns
from egov_budget.reporting.why import why
from egov_budget.whatif.savings_ledger import Ledger, savings_ledger

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.allocation.forms import Curve

Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, eq=False)
class Material(Teller):
    """A plan and what is told of it.

    Parameters
    ----------
    section, words, scenario
        As of every teller; the section is that of the workbook.
    allocation : Allocation
        The plan.
    prices : DataFrame or None
        As ``prices`` gives them, in the same language.
    frontier : Frontier or None
        As ``frontier`` gives it.
    """

    allocation: Allocation
    prices: pd.DataFrame | None = None
    frontier: Curve | None = None

    @cached_property
    def reasons(self) -> pd.DataFrame | None:
        """Reasons by project id, if there are any."""
        return why(self.allocation, self.words.code)

    @cached_property
    def ledger(self) -> Ledger:
        """Savings of shared work, all adopters taken to adopt."""
        return savings_ledger(self.allocation)

    def subject(self, name: str) -> str:
        """Return what a rule is about, for a cell of a sheet."""
        return self.titles.about(name) if self.words.says_titles else name

    @property
    def name(self) -> str:
        """The plan's name, cut to a line."""
        name = self.scenario.settings.name
        return self.words.isolate(name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…")

    @property
    def currency(self) -> str:
        """The currency in words."""
        return self.words.word("currency", self.scenario.settings.currency)

    def paid_in(self, amount: float) -> str:
        """Return the word for the currency that goes with an amount."""
        return self.words.currency(self.scenario.settings.currency, amount)

    def memo(self, key: str, /, **values: str | int) -> str:
        """Return a message of the memo."""
        return self.words.say(f"memo.{key}", **values)

    def sheet(self, key: str, rows: Rows, note: str, /, **more: More) -> Table:
        """Return a table of the workbook."""
        own = self.columns(told_columns(self.section, key), **more)
        return Table(self.say(key), self.say(f"{key}_title"), own, rows, (note,))

    def sheet_of(self, key: str, frame: pd.DataFrame, note: str = "", /, **formulas: str) -> Table:
        """Return the table of a frame, by default with its own note; see ``rows`` for formulas."""
        rows = self.rows(key, frame, formulas=formulas)
        return self.sheet(key, rows, note or self.say(f"{key}_note"))

    @property
    def bands(self) -> str:
        """What bands are read off, in a sentence."""
        return bands_words(self.scenario, self.words)

    @property
    def in_currency(self) -> str:
        """The note that tells what amounts are in."""
        return self.say("in_currency", currency=self.currency)

    @property
    def step_amount(self) -> float:
        """A round step of money that gains are told for, currency units."""
        return float(to_amounts(round_step(self.allocation.columns), self.allocation.columns.quantum))

    @property
    def step(self) -> str:
        """The same in words."""
        return self.words.money(self.step_amount, self.scenario.settings.currency)
