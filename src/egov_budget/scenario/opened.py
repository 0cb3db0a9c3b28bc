"""opened: a Scenario in which withheld exchanges flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egov_budget.scenario.scenario import Scenario


def opened(scenario: Scenario, *, register: str | None = None, provider: str | None = None) -> Scenario:
    """Return the scenario with withheld exchanges open.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    register, provider : str or None
        Which of them: of that register, of that agency; ``None`` means any.

    Returns
    -------
    Scenario
        The same where nothing is withheld. No money is taken from the pool for it.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import worlds
    >>> row = {"service": "tax-return", "provider": "health", "register": "births", "status": "withheld"}
    >>> scenario = worlds.four_projects().replace(exchanges=pd.DataFrame([row]))
    >>> opened(scenario, register="births").exchanges["status"].tolist()
    ['open']
    >>> opened(scenario, provider="tax").exchanges["status"].tolist()
    ['withheld']
    """
    rows = scenario.exchanges
    chosen = rows["status"] == "withheld"
    if register is not None:
        chosen &= rows["register"] == register
    if provider is not None:
        chosen &= rows["provider"] == provider
    return scenario.replace(exchanges=rows.assign(status=rows["status"].mask(chosen, "open")))
