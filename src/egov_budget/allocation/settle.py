"""settle: Outcome -> Allocation, in whole quanta."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.allocation.allocation import BILLION, Allocation
from egov_budget.allocation.bounded import bounded
from egov_budget.allocation.delivery import Delivery
from egov_budget.allocation.due import amounts_due, leading, roles, snapped
from egov_budget.allocation.in_step import affordable, brittle, with_what_they_need
from egov_budget.allocation.rounding import WHOLE, Limit, whole_quanta
from egov_budget.allocation.tight import tight
from egov_budget.rules import Ceiling, Floor, RobustPool
from egov_budget.rules.budgeted import overruns, worst
from egov_budget.rules.limits import Side, holding, limits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program
    from egov_budget.solving import Outcome


def settle(outcome: Outcome) -> Allocation:
    """Turn the solver's numbers into credits in whole quanta.

    Credits are rounded by largest remainder: the pool and every ceiling hold exactly, floors
    hold, and less than one quantum a project is lost. The share that each project delivers is
    then what its credits pay for, in billionths and rounded down, never more than the solver
    gave, its lead or its prerequisites.

    Parameters
    ----------
    outcome : Outcome
        What the solver gave.

    Returns
    -------
    Allocation
        Credits, roles and shares.

    Raises
    ------
    Infeasible, Unbounded, Unfinished
        If the outcome holds no plan.

    Examples
    --------
    >>> from egov_budget import formulate, solve, worlds
    >>> settle(solve(formulate(worlds.four_projects()))).credits.to_dict()
    {'e-booking': 30.0, 'e-filing': 0.0, 'health-login': 50.0, 'tax-login': 20.0}
    """
    program, values = outcome.program, outcome.values
    columns = program.columns
    share = snapped(values[: columns.n_projects], program.whole[: columns.n_projects])
    leads = leading(columns, values)
    role = roles(columns, leads)
    due = amounts_due(columns, share, leads, role, values)
    due, most, frozen = bounded(program, due)
    gain = Delivery.of(columns, share).by_project
    quanta = whole_quanta(
        due,
        most,
        _limits(program, share),
        never_down=brittle(program, share, role) | frozen,
        kept=with_what_they_need(program, tight(program, share, due, values), role),
        worth=np.divide(gain, due, out=np.zeros_like(gain), where=due > 0),
    )
    parts = affordable(program, np.floor(share * BILLION + 0.5).astype(np.int64), quanta, leads, role)
    return Allocation(
        scenario=program.scenario,
        overlaps=program.overlaps,
        rules=program.rules,
        columns=columns,
        quanta=quanta,
        parts=parts,
        leads=leads,
        outcome=outcome,
    )


def _limits(program: Program, share: NDArray[np.float64]) -> list[Limit]:
    columns = program.columns
    everyone = np.arange(columns.n_projects)
    found = [Limit(everyone, 0, columns.pool - _kept_back(program, share))]
    for rule in program.rules:
        if isinstance(rule, Floor | Ceiling):
            side: Side = "floor" if isinstance(rule, Floor) else "ceiling"
            named = limits(program.scenario, rule.of, side)
            held = holding(program.scenario, columns, rule.of, list(named))
            for row, amount in enumerate(named.values()):
                projects = held.indices[held.indptr[row] : held.indptr[row + 1]].astype(np.int64)
                least, most = (amount, columns.pool) if side == "floor" else (0, amount)
                found.append(Limit(np.sort(projects), least, most))
    return found


def _kept_back(program: Program, share: NDArray[np.float64]) -> int:
    """Return the quanta that the pool keeps for projects that cost more, if it is to be robust."""
    more = overruns(program.scenario, program.columns) * share
    budgets = [rule.gamma for rule in program.rules if isinstance(rule, RobustPool)]
    return max((int(np.ceil(worst(more, gamma) - WHOLE)) for gamma in budgets), default=0)
