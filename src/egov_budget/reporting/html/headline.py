"""The first lines of the report: the pool, what it buys, what doing work once saves."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.reporting.bands_words import bands_words
from egov_budget.reporting.ground_words import ground_words
from egov_budget.reporting.html.plain import plain
from egov_budget.reporting.tables import rows_of
from egov_budget.reporting.upkeep_words import upkeep_words
from egov_budget.scenario.in_services import in_services

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.language import Language
    from egov_budget.reporting.html.studies import Studies
    from egov_budget.whatif.four import FourNumbers

NAMES = ("last_year", "envelopes", "one_pool", "shared")


def headline(allocation: Allocation, lang: Language) -> dict[str, Any]:
    """Return what the report begins with.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    lang : Language
        Of what is worded.

    Returns
    -------
    dict
        The numbers of ``Brief``; worth (the gain in words); rests (sentences on what it stands on);
        to_run (sentences on upkeep); bands (what they are read off); name, year, currency; agencies and
        services (counts).
    """
    settings, scenario, brief = allocation.scenario.settings, allocation.scenario, allocation.brief
    return {
        **asdict(brief),
        "name": plain(settings.name),
        "year": plain(settings.fiscal_year),
        "currency": plain(settings.currency),
        "worth": in_services(allocation.gain, scenario, lang),
        "rests": [lang.say("memo.sentence", said=words) for words in ground_words(brief, lang)],
        "to_run": [lang.say("memo.sentence", said=words) for words in upkeep_words(allocation, lang)],
        "bands": bands_words(scenario, lang),
        **{name: len(scenario.tables[name]) for name in ("agencies", "services")},
    }


def ladder(allocation: Allocation, asked: Studies) -> dict[str, Any]:
    """Return the four numbers as steps.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    asked : Studies
        What was asked about the plan.

    Returns
    -------
    dict
        steps (name, gain, step, high, spent, breaches; none where no plan reaches it),
        another, whether the last is of another plan, and missing, why there are none; empty where nobody
        asked.
    """
    numbers = asked.four_numbers
    return {
        "steps": [] if numbers is None else _steps(numbers),
        "another": numbers is not None and not np.array_equal(numbers.plans[3].quanta, allocation.quanta),
        "missing": asked.why("four numbers"),
    }


def _steps(numbers: FourNumbers) -> list[dict[str, Any]]:
    told = rows_of(numbers.table[["gain", "step", "high", "spent", "breaches"]])
    return [{"name": name, **row} for name, row in zip(NAMES, told, strict=True)]
