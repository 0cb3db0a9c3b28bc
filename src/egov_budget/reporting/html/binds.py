"""What binds the plan and what holds it back: promises, interests, data, and scores made by oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.reporting.html.exchanges import exchanges
from egov_budget.reporting.html.interests import interests
from egov_budget.reporting.html.overstatement import overstatement
from egov_budget.reporting.html.promises import promises

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.language import Language
    from egov_budget.reporting.html.studies import Studies


def binds(allocation: Allocation, asked: Studies, language: Language) -> dict[str, Any]:
    """Return the four parts of the section, each ``None`` where the scenario says nothing of it.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    asked : Studies
        What was found by solving again.
    language : Language
        Of what projects are called.

    Returns
    -------
    dict
        promises, interests, exchanges, overstatement, and any: whether one of them is there.
    """
    parts = {
        "promises": promises(allocation),
        "interests": interests(allocation.scenario, language),
        "exchanges": exchanges(allocation, asked),
        "overstatement": overstatement(allocation, asked, language),
    }
    return {**parts, "any": any(part is not None for part in parts.values())}
