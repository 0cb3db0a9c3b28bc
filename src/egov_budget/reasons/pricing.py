"""What one bound costs a plan: more of it, less of it, none of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.money import to_amounts
from egov_budget.program.measure import money_rules
from egov_budget.solving.change import Change

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.solving.resolve import Resolve

WIDER = 3
SMALL = 1e-9  # a difference this small, as a part of the goal's value, is none


@dataclass(frozen=True, eq=False)
class Pricing:
    """A plan's program, ready to be solved again with other bounds.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    resolve : Resolve
        Its program.
    step : int
        Change of a bound on money, in quanta.
    """

    allocation: Allocation
    resolve: Resolve
    step: int

    def line(self, row: int) -> dict[str, Any]:
        """Return all about one row's bound, as columns of ``prices``."""
        program = self.resolve.program
        rule, subject = program.row_rule[row], program.row_subject[row]
        dual = None if self.resolve.base.prices is None else float(abs(self.resolve.base.prices[row]))
        low, high = float(program.row_lower[row]), float(program.row_upper[row])
        bound, side = (high, 1) if np.isfinite(high) else (low, -1)  # which way the bound gives way
        lifted, gap = self._gain(row, side, side * np.inf)
        found = {"rule": rule, "subject": subject, "bound": bound, "unit": "share", "how": "solved again"}
        found |= {"price": np.nan if dual is None else dual, "looser": lifted, "tighter": np.nan}
        found |= {"lifted": lifted, "wider": lifted}
        if rule in money_rules(program.rules):
            unit = self.allocation.columns.unit
            step = self.step / unit
            looser, looser_gap, known = self._moved(row, side, bound + side * step, dual)
            drawn_in = max(bound - side * step, 0.0)  # less than nothing cannot be asked for
            tighter, tighter_gap, known_too = self._moved(row, side, drawn_in, dual)
            wider, wider_gap = self._gain(row, side, bound * WIDER if side > 0 else bound / WIDER)
            gap = max(gap, looser_gap, tighter_gap, wider_gap)
            found |= {"looser": looser, "tighter": 0.0 - tighter, "wider": wider}
            found["bound"] = float(to_amounts(round(bound * unit), self.allocation.columns.quantum))
            found["unit"] = self.allocation.scenario.settings.currency
            found["how"] = "dual" if known and known_too else "solved again"
            found["price"] = np.nan if dual is None else dual * step
        return found | {"gap": gap}

    def _moved(self, row: int, side: int, bound: float, dual: float | None) -> tuple[float, float, bool]:
        """Return the change for a bound moved by one step: by its price as far as that holds."""
        resolve = self.resolve
        if dual and resolve.holds_from is not None and resolve.holds_to is not None:
            slack = SMALL * max(1.0, abs(bound))
            if resolve.holds_from[row] - slack <= bound <= resolve.holds_to[row] + slack:
                held = resolve.program.row_upper if side > 0 else resolve.program.row_lower
                return dual * side * (bound - float(held[row])), 0.0, True
        return *self._gain(row, side, bound), False

    def _gain(self, row: int, side: int, bound: float) -> tuple[float, float]:
        """Return what the goal gains with another bound, and how far that may be off."""
        low, high = float(self.resolve.program.row_lower[row]), float(self.resolve.program.row_upper[row])
        change = Change(row, low, bound) if side > 0 else Change(row, bound, high)
        base, found = self.resolve.base, self.resolve([change])
        more, off = found.value - base.value, base.gap + found.gap
        small = SMALL * max(1.0, abs(base.value))
        return (0.0 if abs(more) <= small else more), (0.0 if off <= small else off)
