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

    A group that is led keeps its lead, so that a price is that of money and not of another lead;
    a group that nobody leads is open.

    Parameters
    ----------
    allocation : Allocation
        The plan; one made by hand is taken to aim at total gain.

    Returns
    -------
    program : Program
        What was solved, or would have been.
    shut : ndarray of int64
        Columns of members that could lead and do not.
    """
    if allocation.outcome is not None:
        program = allocation.outcome.program
    else:
        program = formulate(allocation.scenario, allocation.overlaps, rules=allocation.rules)
    if not program.sos1:
        return program, np.zeros(0, dtype=np.int64)
    columns = allocation.columns
    lead = allocation.leads[columns.group]
    idle = np.flatnonzero((lead >= 0) & (lead != columns.member))
    return program, columns.starts["b"] + idle
