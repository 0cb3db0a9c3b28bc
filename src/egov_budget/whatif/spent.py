"""spent: what projects of a plan have spent, in whole quanta, and every fault of the table that says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.errors import Fault
from egov_budget.language import all_digits
from egov_budget.money import is_whole, to_quanta
from egov_budget.scenario.columns import schemas
from egov_budget.scenario.typed import headless, strangers, typed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation import Allocation

(SPENT,) = schemas("egov_budget.whatif", "spent.toml")
Spent = Mapping[str, float] | pd.Series | pd.DataFrame


def spent_quanta(plan: Allocation, spent: Spent) -> tuple[NDArray[np.int64], list[Fault]]:
    """Return what each project of a plan spent.

    Parameters
    ----------
    plan : Allocation
        What was decided.
    spent : mapping, Series or DataFrame
        Credits spent by project id, currency units; as a table: project, date, amount.

    Returns
    -------
    quanta : ndarray of int64, shape (n,)
        Spent in all, by project; 0 for one that is not there.
    faults : list of Fault
        Of the table.
    """
    if not isinstance(spent, pd.DataFrame):
        spent = pd.DataFrame({"project": [*dict(spent)], "amount": [*dict(spent).values()]})
    frame, faults = typed(SPENT, spent)
    quanta = np.zeros(plan.columns.n_projects, dtype=np.int64)
    if headless(faults):
        return quanta, faults
    quantum, place = plan.columns.quantum, plan.columns.projects.get_indexer(pd.Index(frame["project"]))
    faults += strangers(SPENT.name, "project", frame["project"], place, plan.columns.projects)
    whole = is_whole(frame["amount"], quantum)
    for at in np.flatnonzero(~whole):
        amount = all_digits(frame["amount"].iloc[at], full=True)
        told = {"quantum": all_digits(quantum)}
        faults.append(Fault.at("spent_in_part_quanta", SPENT.name, at, "amount", amount, **told))
    good = (place >= 0) & whole & frame["amount"].notna().to_numpy()
    np.add.at(quanta, place[good], to_quanta(frame["amount"].to_numpy()[good], quantum))
    return quanta, faults
