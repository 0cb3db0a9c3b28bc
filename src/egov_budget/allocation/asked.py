"""What the rules of a program ask of settling, asked once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.allocation.by_year import beside
from egov_budget.allocation.precedence import steps_of
from egov_budget.counting import BILLION
from egov_budget.rules.mandatory import mandatory
from egov_budget.rules.minimum_share import minimum_share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns.precedence import Precedence
    from egov_budget.program import Program
    from egov_budget.rules.limit import Limit


@dataclass(frozen=True, eq=False)
class Asked:
    """What settling has to keep.

    Parameters
    ----------
    steps : Precedence
        Who gets no further than whom.
    on_credits : list of Limit
        Limits on credits, as promises that are kept leave them.
    on_shares : list of Limit
        Limits on shares.
    least : ndarray of float, shape (n,)
        Share below which the work of a project loses its use.
    """

    steps: Precedence
    on_credits: list[Limit]
    on_shares: list[Limit]
    least: NDArray[np.float64]

    @classmethod
    def of(
        cls, program: Program, share: NDArray[np.float64], leads: NDArray[np.int64], kept: NDArray[np.int64]
    ) -> Asked:
        """Ask the rules of a program.

        Parameters
        ----------
        program : Program
            What was solved.
        share : ndarray of float, shape (T + 1, n)
            What was begun before, then what has started by each year.
        leads : ndarray of int64, shape (groups,)
            Leading project of each group, -1 where nobody leads.
        kept : ndarray of int64, shape (n, T)
            Credits of promises that are kept, quanta.
        """
        scenario, expansion = program.scenario, program.expansion
        columns = expansion.columns
        steps = steps_of(program.rules, scenario, columns, leads)
        asked = [rule.limits_over(scenario, expansion, share) for rule in program.rules]
        limits = [limit for of_rule in asked for limit in of_rule]
        on_shares = [limit for limit in limits if limit.of == "shares"]
        full = program.whole[: columns.n_projects] | mandatory(scenario)
        least = np.where(full, 1.0, minimum_share(scenario, columns))
        for limit in on_shares:
            if limit.least is not None and limit.single:
                least[limit.projects] = np.maximum(least[limit.projects], limit.least / BILLION)
        on_credits = [beside(limit, kept) for limit in limits if limit.of == "credits"]
        return cls(steps, on_credits, on_shares, least)
