"""Any solver that PuLP knows, by name: the programme is written out row by row.

Columns are named x0, x1, ... and rows r0, r1, ...: PuLP and the file formats behind it change
other names so that two may become one.
"""

from __future__ import annotations

import logging
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pulp

from egov_budget.errors import SolverUnavailable
from egov_budget.solving.run import Run
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program

LOG = logging.getLogger(__name__)
SPECIAL = {"GLPK_CMD": {"options": ["--nopresol"]}}  # its presolve says "undefined" where it means infeasible


class NamedEngine:
    """A solver that PuLP runs, most often as a program of its own; each run starts anew.

    Parameters
    ----------
    program : Program
        Arrays to write out.
    name : str
        Name of the solver in PuLP, such as ``COIN_CMD`` or ``GLPK_CMD``.
    relative_gap : float
        Gap at which a search with whole numbers stops, where the solver can be told.
    threads : int or None
        Threads, where the solver can be told.

    Raises
    ------
    SolverUnavailable
        If PuLP does not know the solver or it is not installed.
    """

    def __init__(self, program: Program, name: str, relative_gap: float, threads: int | None) -> None:
        known, installed = pulp.listSolvers(), _installed()
        if name not in installed:
            fault = "is not installed" if name in known else "is not known to PuLP"
            raise SolverUnavailable(
                f"the solver {name!r} {fault}; installed are: {', '.join(installed)}", status="unavailable"
            )
        self.program = program
        self.name = name
        self.options: dict[str, Any] = {"gapRel": relative_gap, "threads": threads}
        self.held: list[tuple[NDArray[np.float64], float]] = []
        self.upper = program.upper.copy()

    def limit(self, seconds: float) -> None:
        """Let each run from now on last no longer than so many seconds."""
        self.options["timeLimit"] = seconds

    def minimise(self, cost: NDArray[np.float64], start: NDArray[np.float64] | None = None) -> Run:
        """Find the smallest value of ``cost @ columns``; a known plan is of no use here."""
        problem, columns = self._problem(cost)
        try:
            result = problem.solve(_solver(self.name, self.options))
        except (pulp.PulpSolverError, AssertionError) as trouble:
            # the solver broke off, or left a result that PuLP does not expect (GLPK's of an unbounded one)
            LOG.warning("%s left no result to read: %s", self.name, trouble or "unexpected status")
            return Run(Status.UNFINISHED)
        status = _status_3(problem) if isinstance(result, int) else _status_4(result)
        if not status.has_plan:
            return Run(status)
        values = np.array([column.varValue or 0.0 for column in columns])
        bound = float(cost @ values) if status is Status.OPTIMAL and not self.program.whole.any() else None
        return Run(status, values, bound)

    def fix(self, cost: NDArray[np.float64], values: NDArray[np.float64]) -> Run | None:
        """Fix nothing: an engine that starts anew each time wins nothing by it."""
        return None

    def release(self, *, idle: bool) -> None:
        """Release nothing, for nothing was fixed."""

    def stop_at(self, relative_gap: float) -> None:
        """Let each search with whole numbers from now on stop at this gap, where the solver can be told."""
        self.options["gapRel"] = relative_gap

    def hold(self, cost: NDArray[np.float64], most: float, *, best: bool = False) -> None:
        """Demand ``cost @ columns <= most`` from now on."""
        self.held.append((cost, most))

    def shut(self, columns: NDArray[np.int64]) -> None:
        """Fix columns to 0 from now on."""
        self.upper[columns] = 0.0

    def _problem(self, cost: NDArray[np.float64]) -> tuple[pulp.LpProblem, list[Any]]:
        program = self.program
        problem = pulp.LpProblem("program", pulp.LpMinimize)
        kinds = (pulp.LpContinuous, pulp.LpInteger)
        columns = [
            problem.add_variable(f"x{place}", 0, upper if np.isfinite(upper) else None, cat=kinds[whole])
            for place, (upper, whole) in enumerate(
                zip(self.upper.tolist(), program.whole.tolist(), strict=True)
            )
        ]
        at = np.flatnonzero(cost).tolist()
        problem.setObjective(pulp.lpDot(cost[at].tolist(), [columns[place] for place in at]))
        starts, places, data = (
            part.tolist() for part in (program.matrix.indptr, program.matrix.indices, program.matrix.data)
        )
        count = 0
        for row, (low, high) in enumerate(
            zip(program.row_lower.tolist(), program.row_upper.tolist(), strict=True)
        ):
            inside = slice(starts[row], starts[row + 1])
            left = pulp.lpDot(data[inside], [columns[place] for place in places[inside]])
            for bound, sense in ((low, 1), (high, -1)):
                if np.isfinite(bound) and places[inside]:
                    problem.addConstraint(left >= bound if sense > 0 else left <= bound, f"r{count}")
                    count += 1
        for held, most in self.held:
            at = np.flatnonzero(held).tolist()
            left = pulp.lpDot(held[at].tolist(), [columns[place] for place in at])
            problem.addConstraint(left <= most, f"r{count}")
            count += 1
        return problem, columns


def _installed() -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # PuLP warns of its own bundled CBC while it lists
        return [str(name) for name in pulp.listSolvers(onlyAvailable=True)]


def _solver(name: str, options: dict[str, Any]) -> Any:
    """Make the solver with those of the options that it takes."""
    taken = {key: value for key, value in options.items() if value is not None} | SPECIAL.get(name, {})
    while True:
        try:
            return pulp.getSolver(name, msg=False, **taken)
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
