"""The program a plan stands in: its own goal and rules, with the leads it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.program import formulate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation.allocation import Allocation
    from egov_budget.program import Program


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
