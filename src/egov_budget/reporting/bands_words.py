"""What puts services into their bands, as every paper says it that tells bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egov_budget.language import Language
    from egov_budget.scenario import Scenario


def bands_words(scenario: Scenario, lang: Language) -> str:
    """Return in a sentence what bands are read off.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> from egov_budget.language import language_of
    >>> bands_words(worlds.four_projects(), language_of("en"))
    "Bands are by the weighted mean of a service's scores."
    """
    return lang.say("paper.bands", by=lang.word("bands_by", scenario.settings.bands_by))
