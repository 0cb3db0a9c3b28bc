"""What one bound costs a plan: more of it, less of it, none of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.money import to_amounts
from egov_budget.program.pool_bounds import pool_bounds
from egov_budget.solving.change import Change

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation.allocation import Allocation
    from egov_budget.solving.resolve import Resolve

SMALL = 1e-9  # a part of a bound that is none


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
        dual = None if self.resolve.mixed else self._dual(row)
        low, high = float(program.row_lower[row]), float(program.row_upper[row])
        bound, side = (high, 1) if np.isfinite(high) else (low, -1)  # which way the bound gives way
        lifted, gap = self._gain(row, side, side * np.inf)
        found = {"rule": rule, "subject": subject, "bound": bound, "unit": "share", "how": "solved again"}
        found |= {"price": np.nan if dual is None else dual, "looser": lifted, "tighter": np.nan}
        found["lifted"] = lifted
        if program.in_money[row]:
            unit, settings = self.allocation.columns.unit, self.allocation.scenario.settings
            step = self.step / unit
            ends = bound + side * step, max(bound - side * step, 0.0)  # less than nothing cannot be asked for
            # parts of the pool move with it, and the dual of the pool's own row is not all then
            known = [None if self._moving(row) else self._by_dual(row, side, end, dual) for end in ends]
            looser, tighter = (
                self._gain(row, side, end) if more is None else (more, 0.0)
                for end, more in zip(ends, known, strict=True)
            )
            gap = max(gap, looser[1], tighter[1])
            found |= {"looser": looser[0], "tighter": 0.0 - tighter[0]}
            found["bound"] = float(to_amounts(round(bound * unit), settings.quantum))
            found |= {"unit": settings.currency, "price": np.nan if dual is None else dual * step}
            found["how"] = "solved again" if None in known else "dual"
        return found | {"gap": gap}

    def _by_dual(self, row: int, side: int, bound: float, dual: float | None) -> float | None:
        """Return the change for another bound by the row's dual; ``None`` where that does not hold so far."""
        resolve, slack = self.resolve, SMALL * max(1.0, abs(bound))
        if not dual or not resolve.holds_from[row] - slack <= bound <= resolve.holds_to[row] + slack:
            return None
        held = resolve.program.row_upper if side > 0 else resolve.program.row_lower
        return dual * side * (bound - float(held[row]))

    def _gain(self, row: int, side: int, bound: float) -> tuple[float, float]:
        """Return what the goal gains with another bound, and how far that may be off."""
        program = self.resolve.program
        low, high = float(program.row_lower[row]), float(program.row_upper[row])
        changes = [Change(row, low, bound) if side > 0 else Change(row, bound, high)]
        if np.isfinite(bound) and (moving := self._moving(row)):
            pool = float(to_amounts(round(bound * program.columns.unit), program.columns.quantum))
            lower, upper = next(pool_bounds(program, [pool]))
            changes += [Change(at, lower[at], upper[at]) for at in moving]
        return self.resolve.gained(changes)

    def _dual(self, row: int) -> float:
        """Return what one unit of a bound gains at the margin; parts of the pool move with it."""
        known = self.resolve.base.prices
        return float(abs(known[row] + sum(part * known[at] for at, part in self._moving(row).items())))

    def _moving(self, row: int) -> dict[int, float]:
        """Return the rows that move with the pool and as what part of it; none where the row is another."""
        return self._parts if self._whole[row] else {}

    @cached_property
    def _whole(self) -> NDArray[np.bool_]:
        return self.resolve.program.rows_of(lambda rule: rule.of_the_pool)

    @cached_property
    def _parts(self) -> dict[int, float]:
        """Rows of limits that are a part of the pool, and what part."""
        program = self.resolve.program
        known = [rule.loosening(program.scenario) for rule in program.rules]
        return {
            row: found.part
            for row in np.flatnonzero(program.rows_of(lambda rule: rule.money) & ~self._whole).tolist()
            if (found := known[program.owner[row]].get(program.row_subject[row])) and found.part
        }
