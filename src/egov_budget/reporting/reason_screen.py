"""Why one project gets what it gets, on a few lines."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.display.as_text import width
from egov_budget.language import Language, language_of, on_screen, short
from egov_budget.reasons import role_words
from egov_budget.scenario.titles import Titles

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation

NUMBERS = (
    "asked", "credits", "gain", "alone", "per_step", "pool_per_step", "enters_at", "not_above",
    "lost_without", "lost_with",
)  # fmt: skip
AMOUNTS = ("asked", "credits", "enters_at", "not_above")


def reason_screen(allocation: Allocation, reason: pd.Series, lang: Language | None = None) -> str:
    """Return the reason of one project as plain text.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    reason : Series
        A row of ``explain(allocation)``.
    lang : Language or None
        Language of the words, which that row is in too; ``None`` means English.

    Returns
    -------
    str
        The project, one sentence, and the numbers that are known.

    Examples
    --------
    >>> from egov_budget import allocate, explain, worlds
    >>> plan = allocate(worlds.four_projects())
    >>> print(reason_screen(plan, explain(plan).iloc[1]).splitlines()[1])
    health-login of health, lead of G:health-login
    """
    said = language_of("en") if lang is None else lang
    project = allocation.scenario.projects.set_index("id").loc[reason["project"]]
    role = role_words(allocation.role_records[reason["project"]], Titles(allocation.scenario, said))
    whose = said.say(
        "reason_screen.whose", project=said.isolate(reason["project"]),
        agency=said.isolate(short(project["agency"])), role=role,
    )  # fmt: skip
    lines = [short(project["title"]), whose, "", said.say("memo.sentence", said=reason["words"]), ""]
    for name in NUMBERS:
        value = reason.get(name, math.nan)
        if not pd.isna(value):
            words = said.say(f"reason_screen.{name}")
            lines.append(f"  {words}{' ' * (46 - width(words))}{_shown(name, value, said):>20}")
    return on_screen(lines)


def _shown(name: str, value: float, lang: Language) -> str:
    if math.isinf(value):
        return lang.say("reason_screen.no_plan")
    return lang.amount(value) if name in AMOUNTS else lang.figures(value, 4)
