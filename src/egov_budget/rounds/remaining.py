"""What a round leaves to be asked for: delivered projects out, begun ones at what is left of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.counting import BILLION
from egov_budget.rounds.paid import paid_shares

if TYPE_CHECKING:
    from egov_budget.rounds.evaluation import Evaluation


@dataclass(frozen=True)
class Remaining:
    """What is left of each project, by id.

    Parameters
    ----------
    part : dict of str to Fraction
        Part that is not yet delivered: what was funded counts as delivered as far as its credits were spent.
    cost : dict of str to int
        What it asks, in quanta; 0 for a delivered one. Where the lead of its group is delivered, the
        common work is there: the project asks what joining it costs.
    built : dict of str to str
        The delivered lead whose common work a project can join.
    """

    part: dict[str, Fraction]
    cost: dict[str, int]
    built: dict[str, str]

    @classmethod
    def of(cls, evaluation: Evaluation) -> Remaining:
        """Return what is left after a round, exactly.

        Parameters
        ----------
        evaluation : Evaluation
            Its plan and what was spent of it.

        Returns
        -------
        Remaining
            A project nothing was spent of remains whole.
        """
        plan = evaluation.plan
        columns, ids = plan.columns, plan.columns.projects.tolist()
        part = [1 - share for share in paid_shares(plan, evaluation.quanta)]
        price, built = columns.cost.tolist(), {}
        done = np.array([rest == 0 for rest in part], dtype=bool)
        for at, (member, group) in enumerate(
            zip(columns.member.tolist(), columns.group.tolist(), strict=True)
        ):
            lead = int(plan.leads[group])
            if lead >= 0 and done[lead] and not done[member]:
                price[member] += int(columns.connection[at]) - int(columns.common[at])
                built[ids[member]] = ids[lead]
        cost = []
        for amount, rest in zip(price, part, strict=True):  # parts are cut off below a billionth
            due = amount * max(rest - Fraction(1, BILLION), Fraction(0))
            cost.append(0 if rest == 0 else max(-(-due.numerator // due.denominator), 1))
        return cls(dict(zip(ids, part, strict=True)), dict(zip(ids, cost, strict=True)), built)
