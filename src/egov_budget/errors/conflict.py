"""Conflict: two demands that exclude each other, and two ways out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from egov_budget.errors.fault import WORDS
from egov_budget.language import all_digits, in_currency
from egov_budget.language.toml_of import toml_of


@dataclass(frozen=True)
class Conflict:
    """Two demands that exclude each other, with both numbers and two ways out.

    Parameters
    ----------
    rule : str
        Name of the rule that cannot hold.
    subject : str
        What it is about: an agency, a category, a project, the pool.
    have : float
        What there is, in currency units (or points where ``unit`` says so).
    need : float
        What the rule demands, in the same unit.
    unit : str
        Unit of both numbers.
    fault : str
        The conflict in one sentence.
    remedies : tuple of str
        Two changes, either of which ends it.
    """

    rule: str
    subject: str
    have: float
    need: float
    unit: str
    fault: str
    remedies: tuple[str, str]

    @classmethod
    def of(  # noqa: PLR0917  # the fields of a conflict in their order
        cls, key: str, rule: str, subject: str, have: float, need: float, unit: str, **told: object
    ) -> Self:
        """Return a conflict in the words of a template of faults.toml, which knows the numbers too."""
        numbers = {"have": all_digits(have), "need": all_digits(need), "more": all_digits(need - have)}
        known = {"subject": subject, **numbers, **told}
        fault, one, other = (toml_of(*WORDS)[key][part].format(**known) for part in ("fault", "remedy", "or"))
        return cls(rule, subject, have, need, unit, fault, (one, other))

    @property
    def fix(self) -> float:
        """Smallest change that ends the conflict: ``need - have``."""
        return self.need - self.have

    @property
    def remedy(self) -> str:
        """The remedies in a sentence; they end this conflict, and other rules may ask for more."""
        return f"For this alone, either {' or '.join(self.remedies)}"

    @property
    def sentence(self) -> str:
        """The conflict with both its numbers."""
        return f"{self.fault}: have {all_digits(self.have)}, need {in_currency(self.need, self.unit)}"

    def __str__(self) -> str:
        return f"{self.rule} ({self.subject}): {self.sentence}. {self.remedy}."
