"""Why each project is funded or not, for a form of output that can do without."""

from __future__ import annotations

import pandas as pd

from egov_budget.allocation import Allocation
from egov_budget.errors import RuleError, SolveError
from egov_budget.reasons import explain
from egov_budget.scenario.once import once


@once
def why(allocation: Allocation, lang: str) -> pd.DataFrame | None:
    """Return the reasons of a plan by project id, if it has any.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    lang : str
        Language of the words.

    Returns
    -------
    DataFrame or None
        As ``explain`` gives it; ``None`` for a split made by hand under rules that leave no plan, for
        there are no prices then to tell reasons by.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> why(allocate(worlds.four_projects()), "en").at["e-booking", "words"]
    'Funded to 73.3%: there the pool ends'
    """
    try:
        return explain(allocation, lang=lang).set_index("project")
    except (RuleError, SolveError):
        return None
