"""iis: an irreducible infeasible subsystem, demands that exclude each other with none of them to spare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from egov_budget.solving.highs import HighsEngine
from egov_budget.solving.options import SolveOptions
from egov_budget.solving.scaled import Scaled
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    from egov_budget.program import Program
    from egov_budget.program.grounds import Ground


class IIS(NamedTuple):
    """Demands that no plan meets together, though a plan meets all but any one of them.

    Parameters
    ----------
    demands : list of Ground
        The demands, in the order given.
    proved : bool
        Whether each is known to be needed; False if time ran out before.
    """

    demands: list[Ground]
    proved: bool


def iis(program: Program, demands: Sequence[Ground], *, time_limit: float = 60.0) -> IIS | None:
    """Find an irreducible infeasible subsystem of a program's demands.

    Whole rules are left out first, then halves of what remains (QuickXplain), so k demands of n
    take some k log(n) solves. It works with whole numbers too, where a solver's own analysis sees
    the linear relaxation alone.

    Parameters
    ----------
    program : Program
        A program that no plan keeps.
    demands : sequence of Ground
        Its demands, the preferred first: of several such subsystems one with them is found.
    time_limit : float
        Seconds for all solves together.

    Returns
    -------
    IIS or None
        ``None`` if a plan exists; without demands and unproved if time ran out before that was known.

    References
    ----------
    Junker (2004), QuickXplain, AAAI-04, 167-172. Chinneck (2008), Feasibility and Infeasibility in
    Optimization, doi:10.1007/978-0-387-74932-7.
    """
    search = _QuickXplain(program, demands, SolveOptions(time_limit=time_limit, relative_gap=0.0))
    kept = [*range(len(demands))]
    if not search.infeasible(kept):
        return None if search.sure else IIS([], False)
    for rule in dict.fromkeys(demand.rule for demand in reversed(demands)):
        rest = [place for place in kept if demands[place].rule != rule]
        if len(rest) < len(kept) and search.infeasible(rest):
            kept = rest
    found = search.needed([], kept, changed=False)
    return IIS([demands[place] for place in sorted(found)], search.sure)


class _QuickXplain:
    """A program whose demands are left out in turn."""

    def __init__(self, program: Program, demands: Sequence[Ground], options: SolveOptions) -> None:
        self.demands = demands
        self.engine = HighsEngine(Scaled.of(program).program, options)
        self.all = self.engine.state
        self.sure = True

    def infeasible(self, places: Sequence[int]) -> bool:
        """Tell whether these demands alone are known to exclude each other."""
        wanted, state = set(places), self.all
        none = np.zeros(0, dtype=np.int64)
        left_out = [demand for place, demand in enumerate(self.demands) if place not in wanted]
        rows = np.concatenate([none, *(demand.rows for demand in left_out)])
        whole = np.concatenate([none, *(demand.whole for demand in left_out)])
        self.engine.restore(state.with_rows(rows, -np.inf, np.inf).with_whole(whole, False))
        if not self.engine.options.left:
            self.sure = False
            return False
        status = self.engine.minimise(np.zeros_like(state.column_upper)).status
        self.sure = self.sure and (status is Status.INFEASIBLE or status.has_plan)
        return status is Status.INFEASIBLE

    def needed(self, always: list[int], places: list[int], *, changed: bool) -> list[int]:
        """Return which of ``places`` are needed beside those kept always."""
        if not places or (changed and self.infeasible(always)):
            return []
        if len(places) == 1:
            return places
        first, second = places[: len(places) // 2], places[len(places) // 2 :]
        behind = self.needed(always + first, second, changed=bool(first))
        ahead = self.needed(always + behind, first, changed=bool(behind))
        return ahead + behind
