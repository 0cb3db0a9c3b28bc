"""irreducible: demands that exclude each other, none of them to spare."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import highspy
import numpy as np

from egov_budget.solving.highs import HighsEngine
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    from egov_budget.program import Program
    from egov_budget.program.grounds import Ground


def irreducible(
    program: Program, grounds: Sequence[Ground], *, time_limit: float = 60.0
) -> tuple[list[Ground], bool] | None:
    """Find demands that no plan meets together, though a plan meets all but any one of them.

    Whole rules are left out first, then halves of what remains (QuickXplain), so k demands of n
    take some k log(n) solves. It works with whole numbers too, where a solver's own analysis sees
    the linear relaxation alone.

    Parameters
    ----------
    program : Program
        A program that no plan keeps.
    grounds : sequence of Ground
        Its demands, the preferred first: of several such sets one with them is found.
    time_limit : float
        Seconds for all solves together.

    Returns
    -------
    grounds : list of Ground
        The demands, in the order given.
    proved : bool
        Whether each is known to be needed; False if time ran out before.
    None
        Instead of both if a plan exists, or none was excluded in time.

    References
    ----------
    Junker (2004), QuickXplain, AAAI-04, 167-172. Chinneck (2008), Feasibility and Infeasibility in
    Optimization, doi:10.1007/978-0-387-74932-7.
    """
    search = _Search(program, grounds, time_limit)
    everything = list(range(len(grounds)))
    if not search.excluded(everything):
        return None
    kept = everything
    for rule in dict.fromkeys(ground.rule for ground in reversed(grounds)):
        rest = [place for place in kept if grounds[place].rule != rule]
        if len(rest) < len(kept) and search.excluded(rest):
            kept = rest
    found = search.explained([], kept, changed=False)
    return [grounds[place] for place in sorted(found)], search.sure


class _Search:
    """A programme whose demands are switched on and off."""

    def __init__(self, program: Program, grounds: Sequence[Ground], time_limit: float) -> None:
        self.program, self.grounds = program, grounds
        self.engine = HighsEngine(program, 0.0, None)
        self.ends = time.perf_counter() + time_limit
        self.active = set(range(len(grounds)))
        self.sure = True

    def excluded(self, places: Sequence[int]) -> bool:
        """Tell whether these demands alone are known to exclude each other."""
        wanted = set(places)
        for place in self.active ^ wanted:
            self._switch(self.grounds[place], on=place in wanted)
        self.active = wanted
        left = self.ends - time.perf_counter()
        if left <= 0:
            self.sure = False
            return False
        self.engine.limit(left)
        status = self.engine.minimise(np.zeros(len(self.program.upper))).status
        self.sure = self.sure and status in (Status.INFEASIBLE, Status.OPTIMAL)
        return status is Status.INFEASIBLE

    def explained(self, always: list[int], places: list[int], *, changed: bool) -> list[int]:
        """Return which of ``places`` are needed beside those kept always."""
        if not places or (changed and self.excluded(always)):
            return []
        if len(places) == 1:
            return places
        first, second = places[: len(places) // 2], places[len(places) // 2 :]
        behind = self.explained(always + first, second, changed=bool(first))
        ahead = self.explained(always + behind, first, changed=bool(behind))
        return ahead + behind

    def _switch(self, ground: Ground, *, on: bool) -> None:
        highs, program = self.engine.highs, self.program
        for row in ground.rows.tolist():
            lower = max(float(program.row_lower[row]), -highspy.kHighsInf) if on else -highspy.kHighsInf
            upper = min(float(program.row_upper[row]), highspy.kHighsInf) if on else highspy.kHighsInf
            highs.changeRowBounds(row, lower, upper)
        kind = highspy.HighsVarType.kInteger if on else highspy.HighsVarType.kContinuous
        for column in ground.whole.tolist():
            highs.changeColIntegrality(column, kind)
