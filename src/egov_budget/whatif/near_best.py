"""near_best: plans that gain almost as much as the best and differ from it as much as they can."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.allocation.drive import drive
from egov_budget.allocation.settle import settle
from egov_budget.display import Displayed
from egov_budget.errors import Fault, RuleError
from egov_budget.language import on_screen
from egov_budget.objectives import Goal
from egov_budget.program import formulate
from egov_budget.solving import SolveOptions
from egov_budget.solving.sweep import sweep

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation import Allocation
    from egov_budget.program import Program

TRIES = 4  # a plan that rounding took below the demand is searched for again with a little more
SAME = 1e-6  # part of the money: a plan that moves less is the same


def near_best(
    plan: Allocation,
    *,
    loss: float = 0.01,
    plans: int = 5,
    solver: str = "HiGHS",
    time_limit: float | None = None,
    relative_gap: float = 0.05,
    threads: int | None = None,
) -> NearBest:
    r"""Find plans that gain almost as much and differ most from the best and from each other.

    Each next plan moves as much money as it can away from the plans before it while its gain
    stays within the loss:

    .. math::
        \max \sum_p c_p (1 - 2 \bar x_p)\, x_p \quad \text{subject to} \quad
        \text{gain} \ge (1 - \text{loss}) \cdot \text{gain of the plan}

    where :math:`\bar x_p` is the mean share of project p in the plans before; then the gain itself
    is maximised. That is the linear measure of difference of modelling to generate alternatives,
    so a plan is far from the others on average; ``table`` states the true distances.

    Parameters
    ----------
    plan : Allocation
        The best plan; its rules and shared work are kept.
    loss : float
        Part of its gain that another plan may lose, 0 to 1.
    plans : int
        How many other plans, 1 or more; fewer come back if no more differ.
    solver : str
        ``HiGHS`` in process, or any solver PuLP knows.
    time_limit : float or None
        Seconds for each plan.
    relative_gap : float
        Gap at which a search with whole numbers stops. It is one of the difference, never of the
        loss, so little is lost by a wide one.
    threads : int or None
        Threads of the solver.

    Returns
    -------
    NearBest
        The plan and the others, each within the loss after rounding to whole quanta.

    Raises
    ------
    RuleError
        If the loss or the number of plans is off its scale.

    Notes
    -----
    Brill, Chang and Hopkins (1982), Modeling to generate alternatives, Management Science 28(3),
    doi:10.1287/mnsc.28.3.221.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> found = near_best(allocate(worlds.four_projects()), loss=0.1, plans=1)
    >>> found.plans[1].credits.to_dict()
    {'e-booking': 0.0, 'e-filing': 24.0, 'health-login': 18.0, 'tax-login': 58.0}
    """
    _on_scale(loss, plans)
    program = formulate(plan.scenario, plan.overlaps, rules=plan.rules)
    options = SolveOptions(solver, time_limit, relative_gap, threads)
    found = [plan]
    while len(found) <= plans:
        other = _farthest(program, found, (1 - loss) * plan.gain, options)
        if other is None or min(moved(other, each) for each in found) <= SAME:
            break
        found.append(other)
    return NearBest(tuple(found), loss)


@dataclass(frozen=True, eq=False, repr=False)
class NearBest(Displayed):
    """The best plan and others that gain almost as much.

    Parameters
    ----------
    plans : tuple of Allocation
        The best plan first.
    loss : float
        Part of its gain that the others may lose.
    """

    plans: tuple[Allocation, ...]
    loss: float

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a plan: gain, loss, spent, funded, moved, nearest, status.

        ``moved`` is the part of the money that goes elsewhere than in the best plan, ``nearest``
        the same against the most similar plan above; 0 to 1.
        """
        rows = []
        best = self.plans[0]
        for place, plan in enumerate(self.plans):
            lost = 1 - plan.gain / best.gain if best.gain else 0.0
            near = min((moved(plan, other) for other in self.plans[:place]), default=0.0)
            status = "" if plan.outcome is None else str(plan.outcome.status)
            funded = int((plan.parts > 0).sum())
            rows.append((plan.gain, lost, plan.spent, funded, moved(plan, best), near, status))
        names = ["gain", "loss", "spent", "funded", "moved", "nearest", "status"]
        return pd.DataFrame(rows, columns=names)

    @cached_property
    def projects(self) -> pd.DataFrame:
        """Credits by project id in each plan, and ``funded``: the share of these plans that fund it."""
        frame = pd.concat([plan.credits for plan in self.plans], axis=1, keys=range(len(self.plans)))
        return frame.assign(funded=np.mean([plan.parts > 0 for plan in self.plans], axis=0))

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"plans": self.table.rename_axis("plan")}

    def __repr__(self) -> str:
        most = self.table["moved"].max()
        return f"<NearBest: {len(self.plans) - 1} other plans within {self.loss:.2%}, up to {most:.1%} moved>"

    def __str__(self) -> str:
        lines = [f"{'plan':>4}{'gain':>12}{'loss':>9}{'spent':>18}{'funded':>8}{'moved':>9}{'nearest':>9}"]
        for place, row in self.table.iterrows():
            numbers = f"{row['gain']:>12,.2f}{row['loss']:>9.3%}{row['spent']:>18,.10g}{row['funded']:>8,}"
            lines.append(f"{place!s:>4}{numbers}{row['moved']:>9.1%}{row['nearest']:>9.1%}")
        return on_screen(lines)


def moved(plan: Allocation, other: Allocation) -> float:
    """Return the part of the money of two plans that goes elsewhere, 0 to 1; 0 if neither spends any."""
    apart = int(np.abs(plan.quanta - other.quanta).sum())
    total = int(plan.quanta.sum() + other.quanta.sum())
    return apart / total if total else 0.0


def _farthest(
    program: Program, found: list[Allocation], least: float, options: SolveOptions
) -> Allocation | None:
    """Return the plan of at least that gain farthest from those found; ``None`` if there is none."""
    columns = program.columns
    mean = np.mean([plan.share.to_numpy() for plan in found], axis=0)
    away = np.zeros(len(program.upper))
    away[: columns.n_projects] = columns.cost / columns.unit * (1 - 2 * mean)
    gain = program.goals[0]
    difference = Goal("difference", "units of money", away, maximise=True)
    demand = least
    for _ in range(TRIES):
        wanted = _demanding(program, gain.coefficients, demand, (difference, *program.goals))
        outcome = next(sweep(wanted, [(wanted.row_lower, wanted.row_upper)], options))
        if outcome.plan is None:
            return None
        plan = settle(outcome)
        if not plan.audit().holds:  # a quantum is too coarse to be rounded
            plan = drive(wanted, options.within(options.time_limit))
        short = least - plan.gain
        if short <= 0:
            return plan if plan.audit().holds else None
        demand += 2 * short
    return None


def _demanding(program: Program, gain: NDArray[np.float64], least: float, goals: tuple[Goal, ...]) -> Program:
    """Return the program with a least gain and other goals."""
    return dataclasses.replace(program.demanding(gain, least, np.inf, "near best", "gain"), goals=goals)


def _on_scale(loss: float, plans: int) -> None:
    faults = []
    if not 0 <= loss <= 1:
        fault = f"a loss of {loss} is no part of a gain"
        faults.append(Fault("near best", None, "loss", str(loss), fault, "Give 0 to 1"))
    if plans < 1:
        faults.append(Fault("near best", None, "plans", str(plans), "no plan is asked for", "Give 1 or more"))
    if faults:
        raise RuleError(faults)
