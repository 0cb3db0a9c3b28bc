"""in_services: points -> what they are worth, in services that anybody can picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egov_budget.language import Language
    from egov_budget.scenario.scenario import Scenario

FEW = 100  # services; more are told without a fraction


def in_services(points: float, scenario: Scenario, lang: Language) -> str:
    """Say points as services of mean importance that are raised from nothing to full marks.

    Importance has any scale, so a point is a service of importance 1, which need not be like any service
    of the scenario.

    Parameters
    ----------
    points : float
        What is gained.
    scenario : Scenario
        Where it is gained; the mean is that of all its services.
    lang : Language
        What it is written in.

    Returns
    -------
    str
        Part of a sentence; where no service has any importance it says what a point is.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> from egov_budget.language import language_of
    >>> in_services(1.5, worlds.four_projects(), language_of("en"))
    'as much as 1.5 services of mean importance raised from nothing to full marks'
    """
    mean = float(scenario.services["importance"].mean()) if len(scenario.services) else 0.0
    if not mean > 0:
        return lang.say("gain.of_one")
    count = points / mean
    services = lang.figures(count) if abs(count) < FEW else lang.number(count)
    return lang.say("gain.in_services", services=services)
