"""compare: two allocations -> Comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.scenario.demanded import Claim, demanded
from egov_budget.whatif.comparison import Comparison
from egov_budget.whatif.like_for_like import like_for_like

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation


def compare(before: Allocation, after: Allocation) -> Comparison:
    """Hold two allocations side by side: which inputs differ, and what that did.

    Parameters
    ----------
    before, after : Allocation
        Two plans, of one scenario or of two; a scored split will do. What the notes of the second tell to be
        renamed or moved is taken so in the first too.

    Returns
    -------
    Comparison
        Tables ``inputs``, ``results``, ``projects``, ``agencies`` and ``services``; print it for
        one screen. Two plans without a difference have empty tables and changes of 0.

    Raises
    ------
    RuleError
        If the two are in different currencies.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> scenario = worlds.four_projects()
    >>> changed = compare(allocate(scenario), allocate(scenario.replace(pool=118.0)))
    >>> changed.inputs.to_dict("records")
    [{'table': 'settings', 'key': '', 'column': 'pool', 'before': 100.0, 'after': 118.0}]
    >>> changed.results["change"].round(3)[["spent", "gain"]].to_dict()
    {'spent': 18.0, 'gain': 0.227}
    """
    one, two = (plan.scenario.settings.currency for plan in (before, after))
    fault = f"the plans are in {one} and in {two}, which cannot be set against each other"
    demanded("settings", Claim(one == two, "currency", two, fault, "Convert one of the two"))
    return Comparison(like_for_like(before, after.scenario), after)
