"""The tables of a plan, by the name of their sheet or file."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from egov_budget.allocation import Allocation
from egov_budget.certificate.certify import certify
from egov_budget.certificate.stated import stated
from egov_budget.counting.plan import records


def tables(allocation: Allocation) -> dict[str, pd.DataFrame]:
    """Return every table of a plan.

    Parameters
    ----------
    allocation : Allocation
        The plan.

    Returns
    -------
    dict of str to DataFrame
        summary, projects, agencies, services, bands, indicators, shared work.
    """
    return {
        "summary": summary(allocation),
        "projects": allocation.table(),
        "agencies": allocation.by_agency(),
        "services": allocation.by_service(),
        "bands": allocation.bands.rename_axis("band").reset_index(),
        "indicators": allocation.by_indicator(),
        "shared work": shared_work(allocation),
    }


def summary(allocation: Allocation) -> pd.DataFrame:
    """Return the plan in a dozen numbers and what they rest on, one a row."""
    settings, outcome, brief = allocation.scenario.settings, allocation.outcome, allocation.brief
    audit = allocation.audit()
    facts = {
        "scenario": settings.name,
        "fiscal year": settings.fiscal_year,
        "currency": settings.currency,
        "quantum": settings.quantum,
        "pool": brief.pool,
        "spent": brief.spent,
        "left": brief.left,
        "gain": brief.gain,
        "gain promised": brief.promised,
        "saved by shared work": brief.saved,
        "projects funded": brief.funded,
        "status": "" if outcome is None else str(outcome.status),
        "bound on the gain": stated(certify(allocation).bound, up=True),
        "solver": "" if outcome is None else outcome.solver,
        "every rule holds": "no" if not audit else "as far as checked" if audit.unchecked else "yes",
    }
    return pd.DataFrame({"fact": list(facts), "value": pd.Series(list(facts.values()), dtype=object)})


def shared_work(allocation: Allocation) -> pd.DataFrame:
    """Return one row a member of each group: role, asked, credits, what the group saves."""
    columns = allocation.columns
    ids = columns.projects[columns.member]
    groups = [columns.groups[at] for at in columns.group]
    frame = allocation.table().set_index("id")
    rows = frame.loc[ids, ["agency", "title", "role", "share", "asked", "credits"]]
    rows.insert(0, "group", groups)
    rows["group_saves"] = allocation.saved.loc[groups].to_numpy()
    return rows.rename_axis("project").reset_index()


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as records; what is missing is ``None``."""
    told = records(table.astype(object))
    names = [str(name) for name in table.columns]
    for row, column in np.argwhere(table.isna().to_numpy()).tolist():
        told[row][names[column]] = None
    return told
