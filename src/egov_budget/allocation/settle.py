"""settle: Outcome -> Allocation, in whole quanta."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.allocation.allocation import Allocation
from egov_budget.allocation.binding import binding
from egov_budget.allocation.due import amounts_due, billionths, leading, roles, snapped
from egov_budget.allocation.precedence import affordable, brittle, with_what_they_need
from egov_budget.allocation.rounding import whole_quanta
from egov_budget.columns import Delivery

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.rules.limit import Limit
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
    limits = [limit for rule in program.rules for limit in rule.limits(program.scenario, columns, share)]
    on_credits = [limit for limit in limits if limit.of == "credits"]
    due = amounts_due(columns, share, leads, role, values)
    due, most = _bounded(due, np.maximum(columns.cost, np.ceil(due).astype(np.int64)), on_credits)
    gain = Delivery.of(columns, share).by_project
    quanta = whole_quanta(
        due,
        most,
        on_credits,
        never_down=brittle(program, share, role),
        kept=with_what_they_need(program, binding(program, share, due, values), role),
        worth=np.divide(gain, due, out=np.zeros_like(gain), where=due > 0),
    )
    on_shares = [limit for limit in limits if limit.of == "shares"]
    parts = affordable(program, billionths(share), quanta, leads, on_shares)
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


def _bounded(
    due: NDArray[np.float64], most: NDArray[np.int64], limits: Sequence[Limit]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Hold what is due within the limits of single projects; return the most that each can be paid, too."""
    for limit in limits:
        if len(limit.projects) == 1 and limit.weights is None:
            at = int(limit.projects[0])
            most[at] = most[at] if limit.most is None else min(int(most[at]), limit.most)
            if limit.least is not None and limit.least == limit.most:  # paid exactly, whatever is due
                due[at] = most[at] = limit.least
    return np.minimum(due, most), most
