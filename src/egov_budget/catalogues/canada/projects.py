"""The list of IT projects -> requests."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from egov_budget.catalogues.published import Published, read_published
from egov_budget.catalogues.quantum import quantum_of
from egov_budget.language import all_digits
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.conform import read_column

LABELS = {
    "id": "uniqueId",
    "agency": "department",
    "title": "projectName",
    "description": "description",
    "cost": "totalBudget",
}
CODE = "deptAcronym"
NO_BUDGET = "No budget is published: it stands with the smallest amount and is excluded"


def read_requests(path: Path) -> Published:
    """Return the published list of IT projects, a project a row."""
    return read_published(path, "projects", LABELS, [CODE])


def departments(requests: Published) -> pd.DataFrame:
    """Return code and title of each department that asks, in the order of the list, and its first row."""
    if requests.cells is None:
        return pd.DataFrame(columns=["code", "title", "row"])
    both = requests.cells[[CODE, LABELS["agency"]]].set_axis(["code", "title"], axis="columns")
    rows = [requests.row(place) for place in range(len(both))]
    both = both.assign(code=both["code"].str.strip(), title=both["title"].str.strip(), row=rows)
    return both[both["title"] != ""].drop_duplicates("title", ignore_index=True)


class Requested(NamedTuple):
    """Projects of the scenario, the quantum of their costs, and notes on those without a budget."""

    projects: pd.DataFrame
    quantum: float
    notes: pd.DataFrame


def requested(requests: Published) -> Requested:
    """Return the projects of the scenario, in the order of the list.

    Parameters
    ----------
    requests : Published
        The list of IT projects.

    Returns
    -------
    Requested
        Projects have id, agency (the department as it is named there), title, description, cost as it was
        written but without ``$``, excluded; the quantum is 1, or 0.01 if a budget has cents. What is not
        asked for cannot be granted: projects without a published budget are excluded, and stand with one
        quantum because a request must be above 0.
    """
    frame = requests.renamed()
    if "agency" in frame:
        frame["agency"] = frame["agency"].str.strip()
    if requests.cells is None or "cost" not in frame:
        return Requested(frame, 1.0, pd.DataFrame())
    cost = frame["cost"].str.strip().str.removeprefix("$").str.strip()
    quantum = quantum_of(read_column(requests.table, BY_NAME["projects"]["cost"], cost)[0])
    unknown = cost == ""
    frame = frame.assign(cost=cost.mask(unknown, all_digits(quantum)), excluded=unknown)
    return Requested(frame, quantum, requests.noted(unknown, NO_BUDGET))


def asked(frame: pd.DataFrame) -> pd.Series:
    """Return the budgets that are published, currency units; what is no amount is left out."""
    if "cost" not in frame:
        return pd.Series(dtype="float64")
    return read_column("projects", BY_NAME["projects"]["cost"], frame["cost"])[0][~frame["excluded"]].dropna()
