"""near_best: plans that gain almost as much as the best and differ from it as much as they can."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.display import Displayed
from egov_budget.errors import Unfinished
from egov_budget.language import all_digits, counted, figures, language_of, on_screen
from egov_budget.program import formulate
from egov_budget.scenario.demanded import Claim, demanded
from egov_budget.solving import SolveOptions
from egov_budget.whatif.another import another

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.objectives import Goal


def near_best(
    plan: Allocation,
    *,
    loss: float = 0.01,
    plans: int = 5,
    time_limit: float | None = None,
    relative_gap: float = 0.05,
) -> NearBest:
    r"""Find plans that gain almost as much and differ most from the best and from each other.

    Each next plan moves as much money as it can away from the plans before it while its gain
    stays within the loss:

    .. math::
        \max \sum_p c_p (1 - 2 \bar x_p)\, x_p \quad \text{subject to} \quad
        \text{gain} \ge (1 - \text{loss}) \cdot \text{gain of the plan}

    where :math:`\bar x_p` is the mean share of project p in the plans before; then the gain itself
    is maximised. That is the linear measure of difference of modelling to generate alternatives,
    so a plan is far from the others on average; ``table`` states the true distances. Where the
    farthest on average is known already, the farthest of those that differ from each plan before is
    searched for.

    Parameters
    ----------
    plan : Allocation
        The best plan; its rules and shared work are kept.
    loss : float
        Part of its gain that another plan may lose, 0 to 1; under a hurdle, of the gain above it.
    plans : int
        How many other plans, 1 or more; fewer come back if no more differ, or if the search was
        ``stopped``.
    time_limit : float or None
        Seconds for each plan.
    relative_gap : float
        Gap at which a search with whole numbers stops. It is one of the difference, never of the
        loss, so little is lost by a wide one.

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
    demanded(
        "near best",
        Claim(0 <= loss <= 1, "loss", loss, f"a loss of {loss} is no part of a gain", "Give 0 to 1"),
        Claim(plans >= 1, "plans", plans, "no plan is asked for", "Give 1 or more"),
    )
    program = formulate(plan.scenario, plan.overlaps, rules=plan.rules)
    options = SolveOptions(time_limit=time_limit, relative_gap=relative_gap)
    found, best = [plan], program.goals[0].reach(plan.values)
    stopped = False
    while len(found) <= plans:
        try:
            other = another(program, found, best - loss * plan.gain, options.within(time_limit))
        except Unfinished:
            stopped = True
            break
        if other is None:
            break
        found.append(other)
    return NearBest(tuple(found), loss, program.goals[0], stopped)


@dataclass(frozen=True, eq=False)
class NearBest(Displayed):
    """The best plan and others that gain almost as much.

    Parameters
    ----------
    plans : tuple of Allocation
        The best plan first.
    loss : float
        Part of its gain that the others may lose.
    goal : Goal
        What they may lose it of: the gain, or the gain above the hurdle.
    stopped : bool
        Whether the search ended before as many were found as were asked for, though there may be more.
    """

    plans: tuple[Allocation, ...]
    loss: float
    goal: Goal
    stopped: bool = False

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a plan: gain, loss, spent, funded, moved, nearest, status.

        ``loss`` is what it has less of the goal, as a part of the gain of the best plan. ``moved`` is the
        part of the money that goes elsewhere than in the best plan, ``nearest`` the same against the most
        similar plan above; 0 to 1. What one plan leaves in the pool has not moved.
        """
        rows = []
        best = self.plans[0]
        for place, plan in enumerate(self.plans):
            less = self.goal.reach(best.values) - self.goal.reach(plan.values)
            lost = less / best.gain if best.gain else 0.0
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
        most, others = self.table["moved"].max(), counted(len(self.plans) - 1, "other plan")
        return f"<NearBest: {others} within {figures(100 * self.loss)}%, up to {most:.1%} moved>"

    def __str__(self) -> str:
        percent = language_of("en").percent
        lines = [f"{'plan':>4}{'gain':>12}{'loss':>9}{'spent':>18}{'funded':>8}{'moved':>9}{'nearest':>9}"]
        for place, row in self.table.iterrows():
            spent = all_digits(row["spent"])
            numbers = f"{row['gain']:>z12,.2f}{row['loss']:>z9.3%}{spent:>18}{row['funded']:>8,}"
            lines.append(f"{place!s:>4}{numbers}{percent(row['moved']):>9}{percent(row['nearest']):>9}")
        if self.plans[0].scenario.settings.hurdle:
            lines.append("The loss is one of gain above the hurdle.")
        if self.stopped:
            lines.append("The search was stopped: there may be other plans.")
        return on_screen(lines)


def moved(plan: Allocation, other: Allocation) -> float:
    """Return the part of the money of two plans that goes elsewhere, 0 to 1; 0 if neither spends any.

    Money that one of them spends on a project and the other leaves in the pool has not moved.
    """
    change = plan.quanta - other.quanta
    elsewhere = min(int(change[change > 0].sum()), -int(change[change < 0].sum()))
    total = int(plan.quanta.sum() + other.quanta.sum())
    return 2 * elsewhere / total if total else 0.0
