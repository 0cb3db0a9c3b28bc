"""What stays in the pool: what the hurdle asks of it, and what it could bring at most."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from egov_budget.certificate.stated import stated
from egov_budget.counting import Plan
from egov_budget.money import exact

if TYPE_CHECKING:
    from egov_budget.counting.course import Course
    from egov_budget.language import Language

ROUNDING = Fraction(1, 10_000)  # part of what is asked, as it is told


def asked_of_rest(plan: Plan | Course) -> Fraction:
    """Return the points that the hurdle asks for what a plan leaves in the pool; none without a hurdle."""
    settings = plan.scenario.settings
    if not settings.hurdle or not isinstance(plan, Plan):
        return Fraction(0)
    left = exact(settings.pool) - exact(settings.quantum) * sum(plan.quanta.values())
    return exact(settings.hurdle) * left


def rest_words(plan: Plan | Course, most: Fraction, lang: Language) -> str:
    """Say why money stays in the pool; empty where the hurdle keeps none.

    Parameters
    ----------
    plan : Plan or Course
        The plan in whole numbers.
    most : Fraction
        What no plan of the pool gains more than it, points; proved.
    lang : Language
        What it is said in.
    """
    asked = asked_of_rest(plan)
    if asked <= 0:
        return ""
    settings = plan.scenario.settings
    left, near = float(asked / exact(settings.hurdle)), most <= asked * (1 + ROUNDING)
    said = lang.say(
        "certainty.rest", left=lang.amount(left), currency=lang.currency(settings.currency, left),
        asked=lang.figures(stated(max(asked, most) if near else asked, up=True), 4, up=True),
    )  # fmt: skip
    if near:
        return said
    return lang.say(
        "certainty.beyond", said=said, gap=lang.figures(stated(most - asked, up=True), 2, up=True)
    )
