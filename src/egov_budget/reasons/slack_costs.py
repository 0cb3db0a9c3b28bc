"""What a setting costs that keeps money from work: the plan made again as if nobody had set it."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from egov_budget.reasons.made_again import MadeAgain
from egov_budget.scenario import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from egov_budget.allocation.allocation import Allocation
    from egov_budget.language import Language
    from egov_budget.solving import SolveOptions

SETTING = "setting"  # in place of a rule
SLACK = ("least_strength", "hurdle")


def slack_costs(allocation: Allocation, options: SolveOptions, lang: Language) -> Iterator[dict[str, Any]]:
    """Yield what each setting that leaves money in the pool costs, as a row of ``prices``.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    options : SolveOptions
        How to search each time.
    lang : Language
        Of the words.

    Yields
    ------
    dict
        Gains are counted as they are without the setting: weak effects count then.
    """
    usual = {field.name: field.default for field in fields(Settings)}
    for name in SLACK:
        value = getattr(allocation.scenario.settings, name)
        if value != usual[name]:
            again = MadeAgain.of(allocation, allocation.scenario.replace(**{name: usual[name]}), options)
            said = lang.say(f"slack.{name}", value=lang.figures(value, 6))
            yield {"rule": SETTING, "subject": name, "bound": value} | again.priced(said, lang)
