"""Scored: a split made by hand, as an allocation: what it gains, what it breaks, what it wastes."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.allocation import Allocation
from egov_budget.language import counted
from egov_budget.money import to_amounts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation import Audit


@dataclass(frozen=True, eq=False)
class Scored(Allocation):
    """A split as it is: everything an allocation tells, and the rules it breaks.

    ``share``, ``gain`` and the tables count what is delivered; the audit looks at what was paid
    for, so half the money of an indivisible project is a breach and gains nothing.

    Parameters
    ----------
    paid_for : ndarray of int64 or None, shape (n,)
        Billionths of each project that its credits pay for, whether they can be delivered or not.
    """

    paid_for: NDArray[np.int64] | None = None

    def audit(self) -> Audit:
        """Check every rule on the split as it was paid, in exact arithmetic."""
        plain = {field.name: getattr(self, field.name) for field in dataclasses.fields(Allocation)}
        parts = self.parts if self.paid_for is None else self.paid_for
        return Allocation(**(plain | {"parts": parts})).audit()

    @cached_property
    def breaches(self) -> pd.DataFrame:
        """Demands of the rules that the split does not meet: rule, subject, have, need."""
        return self.audit().breaches

    @cached_property
    def idle(self) -> pd.Series:
        """Credits that deliver nothing, by project id, currency units."""
        work = self.counted.work
        needed = np.array([ceil(work[project]) for project in self.columns.projects], dtype=np.int64)
        return self._by_project(to_amounts(self.quanta - needed, self.columns.quantum), "idle")

    def __repr__(self) -> str:
        broken = len(self.breaches)
        state = f"{counted(broken, 'demand')} broken" if broken else "every rule holds"
        return f"{super().__repr__()[:-1]}, {state}>".replace("<Allocation", "<Scored", 1)
