"""A split written by hand: a table of project ids and credits, such as an edited plan.csv."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.cli.side_tables import side_tables

if TYPE_CHECKING:
    import pandas as pd


def read_split(path: Path) -> pd.Series:
    """Read credits by project id.

    Parameters
    ----------
    path : Path
        CSV or .xlsx with the columns ``project`` (or ``id``) and ``credits``; others are passed over.

    Returns
    -------
    Series
        Credits by project id, without rows that state none.

    Raises
    ------
    IntakeError
        If the file cannot be read, lacks a column, or has a cell that is no amount.
    """
    from egov_budget.errors import IntakeError
    from egov_budget.intake.head import Head
    from egov_budget.scenario.columns import BY_NAME
    from egov_budget.scenario.conform import conform
    from egov_budget.scenario.field import TableSchema

    project, credits = (BY_NAME["commitments"][name] for name in ("project", "credits"))
    known = ("project", "credits", "id")  # plan.csv has the id of a project
    head = Head(known, frozenset(known[:2]), "column", instead={"id": "project"})
    (found,) = side_tables((path, head))
    cells = found.frame[[name for name in found.frame if name in head.required]]
    credits = replace(credits, required="credits" not in cells, meaning="Credits of the project.")
    frame, faults = conform(TableSchema("split", "", ("project",), (project, credits)), cells)
    IntakeError.if_any(map(found.placed, faults))
    return frame.dropna().set_index("project")["credits"]
