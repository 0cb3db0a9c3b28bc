"""What a rule costs, in the words of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.language import Language, language_of

if TYPE_CHECKING:
    from egov_budget.rules.rule import Rule

ROOM = "egov_budget.rules."


def words(rule: Rule, subject: str, price: str, lang: Language | None = None) -> str:
    """Return the sentence of a rule that ships with the library, from the messages of a language.

    Its message is named after the file the rule stands in. A rule of one's own says its sentence
    itself, in whatever language it does.

    Parameters
    ----------
    rule : Rule
        The rule.
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
    module = type(rule).__module__
    key = f"rule.{module.removeprefix(ROOM)}"
    if not (module.startswith(ROOM) and said.has(key)):
        return rule.say(subject, price)
    values = {"price": price} | {
        name: _value(rule, name, subject, said) for name in said.placeholders(key) - {"price"}
    }
    return said.say(key, **values)


def _value(rule: Any, name: str, subject: str, lang: Language) -> str:
    if name in ("project", "needed"):
        project, _, needed = subject.partition(" needs ")
        return lang.isolate(project if name == "project" else needed)
    if name == "subject":
        return lang.isolate(subject)
    if name == "gamma":
        return lang.figures(rule.gamma, 6)
    if name == "count":
        return lang.number(rule.count)
    return lang.figures(100 * rule.level if name == "percent" else rule.level, 6)
