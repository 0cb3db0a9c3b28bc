"""Any solver that PuLP knows, by name: the program is written out row by row."""

from __future__ import annotations

import logging
import warnings
from math import ceil, isfinite
from typing import TYPE_CHECKING, Any

import numpy as np
import pulp

from egov_budget.errors import SolverUnavailable
from egov_budget.solving.problem import problem_of
from egov_budget.solving.run import Run
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program
    from egov_budget.solving.options import SolveOptions

LOG = logging.getLogger(__name__)
SPECIAL = {
    "GLPK_CMD": {"options": ["--nopresol"]},  # its presolve says "undefined" where it means infeasible
    "COIN_CMD": {"options": ["preprocess off"]},  # CBC's loses plans: 2 of 1,000 in benchmarks.solvers
}
CUT = "goal before"


class NamedEngine:
    """A solver that PuLP runs, most often as a program of its own; each run starts anew.

    Parameters
    ----------
    program : Program
        Arrays to write out.
    options : SolveOptions
        Name of the solver in PuLP, such as ``COIN_CMD``; gap, threads and time, where it can be told.

    Raises
    ------
    SolverUnavailable
        If PuLP does not know the solver or it is not installed.
    """

    def __init__(self, program: Program, options: SolveOptions) -> None:
        name, known, installed = options.solver, pulp.listSolvers(), _installed()
        if name not in installed:
            fault = "is not installed" if name in known else "is not known to PuLP"
            raise SolverUnavailable(
                f"the solver {name!r} {fault}; installed are: {', '.join(installed)}", status="unavailable"
            )
        self.program, self.options = program, options
        self.lower, self.upper = np.zeros(len(program.upper)), program.upper.copy()

    def minimise(self, cost: NDArray[np.float64], start: NDArray[np.float64] | None = None) -> Run:
        """Find the smallest value of ``cost @ columns``; a known plan is of no use here."""
        run = self._asked(cost, SPECIAL.get(self.options.solver, {}))
        if run is None:  # as CBC ends on programs without a plan, its preprocessing off
            run = self._asked(cost, {})
            return Run(Status.UNFINISHED) if run is None or run.status.has_plan else run
        return run

    def _asked(self, cost: NDArray[np.float64], special: dict[str, Any]) -> Run | None:
        """Run the solver; return ``None`` where it breaks off."""
        if not self.options.left:
            return Run(Status.UNFINISHED)
        problem, columns = problem_of(self.program, cost, self.lower, self.upper)
        try:
            result = problem.solve(_solver(self.options, special))
        except (pulp.PulpSolverError, AssertionError) as trouble:
            # the solver broke off, or left a result that PuLP does not expect (GLPK's of an unbounded one)
            LOG.warning("%s left no result to read: %s", self.options.solver, trouble or "unexpected status")
            return None
        status = _status_3(problem) if isinstance(result, int) else _status_4(result)
        if not status.has_plan:
            return Run(status)
        values = np.array([column.varValue or 0.0 for column in columns])
        bound = float(cost @ values) if status is Status.OPTIMAL and not self.program.whole.any() else None
        return Run(status, values, bound)

    def add_cut(self, cost: NDArray[np.float64], most: float) -> None:
        """Demand ``cost @ columns <= most`` from now on."""
        self.program = self.program.demanding(cost, -np.inf, most, CUT, CUT)

    def fix(self, columns: NDArray[np.int64], values: NDArray[np.float64] | float) -> None:
        """Fix columns at values from now on."""
        self.lower[columns] = self.upper[columns] = values


def _installed() -> list[str]:
    with warnings.catch_warnings():
        # PuLP warns of its own bundled CBC while it lists
        warnings.simplefilter("ignore", DeprecationWarning)
        return [str(name) for name in pulp.listSolvers(onlyAvailable=True)]


def _solver(options: SolveOptions, special: dict[str, Any]) -> Any:
    """Make the solver with those of the options that it takes."""
    taken: dict[str, Any] = {"gapRel": options.relative_gap, "threads": options.threads}
    taken["timeLimit"] = ceil(options.left) if isfinite(options.left) else None  # GLPK takes whole seconds
    taken = {key: told for key, told in taken.items() if told is not None}
    taken |= special
    while True:
        try:
            return pulp.getSolver(options.solver, msg=False, **taken)
        except TypeError as error:
            refused = [key for key in taken if key in str(error)]
            if not refused:
                raise
            for key in refused:
                del taken[key]


def _status_3(problem: pulp.LpProblem) -> Status:
    """Read the status of PuLP 3, where a plan found at the time limit reads "Optimal" too."""
    if problem.status == pulp.LpStatusOptimal:
        best = problem.sol_status == pulp.LpSolutionOptimal
        return Status.OPTIMAL if best else Status.FEASIBLE
    ends = {pulp.LpStatusInfeasible: Status.INFEASIBLE, pulp.LpStatusUnbounded: Status.UNBOUNDED}
    return ends.get(problem.status, Status.UNFINISHED)


def _status_4(stats: Any) -> Status:
    """Read the status of PuLP 4."""
    ends = {"Optimal": Status.OPTIMAL, "Infeasible": Status.INFEASIBLE, "Unbounded": Status.UNBOUNDED}
    stopped = Status.FEASIBLE if stats.has_solution else Status.UNFINISHED
    return ends.get(stats.status.name, stopped)
