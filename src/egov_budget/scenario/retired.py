"""Retired: projects that were given up in favour of others."""

from __future__ import annotations

import pandas as pd

from egov_budget.scenario.settled import settled

RETIRED = "retired"


def retired(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Return the projects that verdicts retire, and what stands in their place.

    Parameters
    ----------
    verdicts : DataFrame
        The scenario's table of verdicts. Of a pair that is settled as ``retired`` the lead stays.

    Returns
    -------
    DataFrame
        project, in_favour_of, reviewer, date, reason; ascending by project, empty without such a verdict.

    Examples
    --------
    >>> import pandas as pd

    from egov_budget.scenario.settled import settled
    >>> row = {"project_a": "p", "project_b": "q", "verdict": "retired", "lead": "q"}
    >>> table = pd.DataFrame([row]).assign(reviewer="board", date="", reason="")
    >>> retired(table)[["project", "in_favour_of"]].values.tolist()
    [['p', 'q']]
    """
    columns = ["project", "in_favour_of", "reviewer", "date", "reason"]
    if RETIRED not in verdicts["verdict"].tolist():
        return pd.DataFrame(columns=columns, dtype="str")
    rows = settled(verdicts)
    rows = rows[rows["verdict"] == RETIRED]
    project = rows["project_a"].where(rows["project_a"] != rows["lead"], rows["project_b"])
    table = rows.assign(project=project, in_favour_of=rows["lead"])
    return table[columns].sort_values("project", kind="stable", ignore_index=True)
