"""The program a plan stands in: its own goal and rules, with the leads it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.counting import BILLION
from egov_budget.program import formulate
from egov_budget.solving.change import Change

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation.allocation import Allocation
    from egov_budget.program import Program
    from egov_budget.solving.resolve import Resolve

NEAR = 1e-6  # of a share, as the solver keeps rows


def standing(allocation: Allocation) -> tuple[Program, NDArray[np.int64]]:
    """Return the program of a plan and the columns that its choice of leads shuts.

    A group that is led keeps its lead, and one that works apart does so, so that a price is that of money
    and not of another lead; a group without two funded members is open.

    Parameters
    ----------
    allocation : Allocation
        The plan; one made by hand is taken to aim at total gain.

    Returns
    -------
    program : Program
        What was solved, or would have been.
    shut : ndarray of int64
        Columns of members that could lead and do not, and of groups that could work apart and do not.
    """
    if allocation.outcome is not None:
        program = allocation.outcome.program
    else:
        program = formulate(allocation.scenario, allocation.overlaps, rules=allocation.rules)
    columns = allocation.columns
    funded = np.bincount(columns.group, allocation.parts[columns.member] > 0, len(columns.groups))
    kept = (allocation.leads >= 0) | (funded > 1)
    idle = np.flatnonzero(kept[columns.group] & (allocation.leads[columns.group] != columns.member))
    led = np.flatnonzero(allocation.leads >= 0)
    return program, np.concatenate([columns.starts["b"] + idle, columns.starts["n"] + led])


def whole_numbers(allocation: Allocation, program: Program, resolve: Resolve, leads: Change) -> Change:
    """Return what holds a program to the whole numbers of a plan.

    Parameters
    ----------
    allocation : Allocation
        The plan. Of one that was read back, or made by hand, its shares say which they are.
    program : Program
        The program it stands in.
    resolve : Resolve
        The linear relaxation of that.
    leads : Change
        What holds it to the leads of the plan.

    Returns
    -------
    Change
        Of columns.
    """
    at, outcome = np.flatnonzero(program.whole), allocation.outcome
    if outcome is not None and outcome.values is not None:
        held = np.rint(outcome.values[at])
        return Change(at, held, held, of_columns=True)
    share = allocation.parts / BILLION
    least, most = (np.where(share > 0, np.clip(share + step, 0, 1), 0.0) for step in (-NEAR, NEAR))
    found = resolve([leads, Change(np.arange(len(share)), least, most, of_columns=True)]) if len(at) else None
    if found is None or not len(found.values):
        return Change(at[:0], 0.0, 0.0, of_columns=True)
    held = np.ceil(found.values[at] - 2 * NEAR)
    return Change(at, held, held, of_columns=True)
