"""What a rule costs, in the words of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.language import Language, in_currency, language_of

if TYPE_CHECKING:
    from egov_budget.rules.funding_rule import FundingRule
    from egov_budget.scenario import Scenario

ROOM = "egov_budget.rules."


def words(rule: FundingRule, subject: str, price: str, lang: Language | None = None) -> str:
    """Return the sentence of a rule that ships with the library, from the messages of a language.

    Parameters
    ----------
    rule : FundingRule
        The rule; its message is named after the file it stands in.
    subject : str
        What it is about: the key of one of its rows.
    price : str
        What it costs there, in words.
    lang : Language or None
        ``None`` means English.

    Returns
    -------
    str
        One sentence, without a full stop.

    Examples
    --------
    >>> from egov_budget.rules import Floor
    >>> words(Floor("agencies"), "tax", "0.2 points", language_of("fa"))
    'کف \u2068tax\u2069 به بهای 0.2 points تمام می‌شود'
    """
    said = language_of("en") if lang is None else lang
    key = f"rule.{type(rule).__module__.removeprefix(ROOM)}"
    values = {"price": price} | {
        name: _value(rule, name, subject, said) for name in said.placeholders(key) - {"price"}
    }
    return said.say(key, **values)


def request(scenario: Scenario, project: str) -> str:
    """Return what a project asks for, in words."""
    cost = scenario.projects.set_index("id")["cost"]
    return in_currency(cost[project], scenario.settings.currency)


def _value(rule: Any, name: str, subject: str, lang: Language) -> str | int:
    if name in ("project", "needed"):
        project, _, needed = subject.partition(" needs ")
        return lang.isolate(project if name == "project" else needed)
    if name == "subject":
        return lang.isolate(subject)
    if name == "gamma":
        return lang.figures(rule.gamma, 6)
    if name == "count":
        return int(rule.count)
    return lang.figures(100 * rule.level if name == "percent" else rule.level, 6)
