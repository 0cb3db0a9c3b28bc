"""Outcome: what the solver gave, the status before any value."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Self

import pandas as pd

from egov_budget.display import Displayed
from egov_budget.errors import Infeasible, SolveError, Unbounded, Unfinished
from egov_budget.language import figures
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from egov_budget.objectives import Goal
    from egov_budget.program import Program


@dataclass(frozen=True)
class Reached(Displayed):
    """How far a goal was reached.

    Parameters
    ----------
    name, unit : str
        Goal and unit of its value.
    value : float
        Value of the plan.
    bound : float or None
        No plan is better than this; ``None`` if the solver proved nothing.
    status : Status
        Whether the value is proved best or the search was stopped.
    """

    name: str
    unit: str
    value: float
    bound: float | None
    status: Status

    @classmethod
    def of(cls, goal: Goal, plan: NDArray[np.float64], least: float | None, status: Status) -> Self:
        """Tell how far a plan reaches a goal.

        Parameters
        ----------
        goal : Goal
            What was pursued.
        plan : ndarray of float
            Value of every column.
        least : float or None
            Smallest value any plan can have, of the function that was minimised for the goal.
        status : Status
            How the search for it ended.

        Returns
        -------
        Reached
            In the unit of the goal; no value is a negative zero.
        """
        sign = (-1.0 if goal.maximise else 1.0) * goal.scale
        value = goal.scale * float(goal.coefficients @ plan) + 0.0
        return cls(goal.name, goal.unit, value, None if least is None else sign * least + 0.0, status)

    @property
    def gap(self) -> float | None:
        """Distance to the bound as a part of the value; 0 where both are 0."""
        if self.bound is None:
            return None
        distance = abs(self.bound - self.value)
        return distance / abs(self.value) if self.value else (0.0 if distance == 0 else float("inf"))

    def within(self, relative_gap: float) -> bool:
        """Tell whether the goal is known to be reached to within a gap."""
        return self.gap is not None and self.gap <= relative_gap


@dataclass(frozen=True, eq=False)
class Outcome(Displayed):
    """What the solver gave for a program.

    Parameters
    ----------
    program : Program
        What was solved.
    status : Status
        How it ended.
    solver : str
        Name of the solver.
    seconds : float
        Time the solver took.
    reached : tuple of Reached
        The goals in order; empty without a plan.
    plan : ndarray of float or None
        Value of every column; read it through ``values``.
    duals : ndarray of float or None
        Change of the first goal, as it is minimised, per unit of each row's bound in the linear relaxation;
        ``None`` where that was not solved.
    relative_gap : float
        Gap that was asked for, as a part of the value.
    """

    program: Program
    status: Status
    solver: str
    seconds: float
    reached: tuple[Reached, ...] = ()
    plan: NDArray[np.float64] | None = None
    duals: NDArray[np.float64] | None = None
    relative_gap: float = 1e-4

    @property
    def values(self) -> NDArray[np.float64]:
        """Value of every column, shape (columns,).

        Raises
        ------
        Infeasible, Unbounded, Unfinished
            If there is no plan to read.
        """
        if self.plan is None or not self.status.has_plan:
            raise self.error()
        return self.plan

    def error(self) -> SolveError:
        """Return the error that says why there is no plan."""
        name = self.program.scenario.settings.name
        if self.status is Status.INFEASIBLE:
            text = f"no allocation of {name!r} keeps every rule; relax a floor, an obligation or the pool"
            return Infeasible(text, self.status)
        if self.status is Status.UNBOUNDED:
            text = f"the goal has no finite best value in {name!r}; bound the columns it counts"
            return Unbounded(text, self.status)
        return Unfinished(
            f"{self.solver} stopped after {self.seconds:.1f} s without a plan for {name!r}; "
            "allow more time or a larger relative gap, or count money in a larger quantum",
            self.status,
        )

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"goals": pd.DataFrame([asdict(goal) | {"gap": goal.gap} for goal in self.reached])}

    def __repr__(self) -> str:
        goals = ", ".join(f"{goal.name} {figures(goal.value, 6)} {goal.unit}" for goal in self.reached)
        return f"<Outcome {self.status}{': ' if goals else ''}{goals} ({self.solver}, {self.seconds:.2f} s)>"
