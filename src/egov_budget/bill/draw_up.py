"""annex: Allocation -> Annex."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from egov_budget.bill.annex import Annex
from egov_budget.bill.progress import with_progress
from egov_budget.bill.releases import OVERSIGHT
from egov_budget.whatif import savings_ledger, tranches
from egov_budget.whatif.tranches import QUARTERS

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.allocation import Allocation
    from egov_budget.whatif.savings_ledger import Key


def annex(
    allocation: Allocation,
    *,
    parts: Sequence[float] = QUARTERS,
    key: Key = "by use",
    judge: str = OVERSIGHT,
    progress: pd.DataFrame | None = None,
) -> Annex:
    """Draw up the annex of a budget bill from a plan.

    Credit lines by agency and programme, current and capital apart, provisions drafted from the rules
    in force, earmarks, common work with who pays what, and tranches with the milestone that releases
    each. All of them add up to the plan, to the last quantum.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    parts : sequence of float
        Money that has arrived by each tranche, as parts of the pool, ascending up to 1.
    key : {"equal", "by use", "by own saving"}
        How members divide the cost of common work.
    judge : str
        Who judges milestones: an independent body. Of an agency that is named here, by its id or its title,
        its own are judged by the oversight body.
    progress : DataFrame or None
        How far the milestones have come: milestone, date, state (unaddressed, partly addressed, addressed),
        evidence; those that are not there are unaddressed.

    Returns
    -------
    Annex
        Tables; ``to_excel`` and ``to_html`` write it in a language. A plan that funds nothing has
        no lines.

    Raises
    ------
    RuleError
        If the parts do not ascend from above 0 to 1, or there is no such key.
    IntakeError
        With every fault of the table of progress.

    See Also
    --------
    tranches, savings_ledger : what it is made of.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> drawn = annex(allocate(worlds.four_projects()))
    >>> drawn.agencies[["agency", "lines", "projects", "credits"]].values.tolist()
    [['health', 1, 2, 72.0], ['tax', 1, 1, 28.0]]
    >>> drawn.totals.nunique()
    1
    """
    agencies, named = allocation.scenario.agencies, judge or OVERSIGHT
    judging = agencies.loc[agencies["title"] == named, "id"].tolist() or [named]
    drawn = Annex(tranches(allocation, parts), savings_ledger(allocation, key=key), judging[0])
    return drawn if progress is None else with_progress(drawn, progress)
