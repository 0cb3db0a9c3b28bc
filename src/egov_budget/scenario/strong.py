"""Which effects are strong enough to count."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.scenario.scenario import Scenario


def strong(scenario: Scenario) -> pd.DataFrame:
    """Return the effects of the least strength that the settings ask for, or more, under their own rows.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> four = worlds.four_projects()
    >>> weaker = four.replace(effects=four.effects.assign(strength=0.4), least_strength=0.5)
    >>> len(strong(four)), len(strong(weaker))
    (6, 0)
    """
    effects = scenario.effects
    return effects[effects["strength"] >= scenario.settings.least_strength]
