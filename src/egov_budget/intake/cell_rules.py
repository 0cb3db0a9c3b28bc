"""What a cell of a workbook to be filled in takes, and what it says to anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.scenario.field import Field, Kind

if TYPE_CHECKING:
    from egov_budget.language import Language
    from egov_budget.scenario.names import Names

ROWS = 1000  # that say what they want; those below are read too
NUMBERS = {Kind.MONEY: "number", Kind.NUMBER: "number", Kind.FRACTION: "part", Kind.WHOLE: "whole"}


def wanted(column: Field, language: Language, names: Names) -> str:
    """Return what a column wants in a cell, in a sentence; an empty text where any text will do."""
    if column.refers_to:
        return language.say("form.listed", sheet=names.table(column.refers_to))
    if column.kind is Kind.FLAG:
        return language.say("form.flag", yes=names.word("yes"), no=names.word("no"))
    if column.kind is Kind.CHOICE:
        return language.say("form.choice")
    if column.above_zero:
        return language.say("form.above_zero")
    return language.say(f"form.{NUMBERS[column.kind]}") if column.kind in NUMBERS else ""


def rule(column: Field, language: Language, names: Names, *, once: str = "") -> dict[str, Any] | None:
    """Return how a spreadsheet holds a column to what it takes.

    Parameters
    ----------
    column : Field
        Its entry in the data dictionary.
    language : Language
        Of what is said.
    names : Names
        Of sheets and choices.
    once : str
        Letter of the column if every cell of it is another one, else empty.

    Returns
    -------
    dict or None
        As xlsxwriter takes it; ``None`` where any text will do.
    """
    held = _held(column, names)
    words = wanted(column, language, names)
    if once:
        held = {"validate": "custom", "value": f"=COUNTIF(${once}$2:${once}${ROWS + 1},{once}2)=1"}
        words = language.say("form.once")
    if not held:
        return None
    return {**held, "error_title": language.say("form.refused"), "error_message": words}


def _held(column: Field, names: Names) -> dict[str, Any]:
    if column.refers_to:
        sheet = names.table(column.refers_to).replace("'", "''")
        held = {"validate": "list", "source": f"='{sheet}'!$A$2:$A${ROWS + 1}"}
        return {**held, "error_type": "warning"} if column.or_to else held
    if column.kind is Kind.FLAG:
        return {"validate": "list", "source": [names.word("yes"), names.word("no")]}
    if column.kind is Kind.CHOICE:
        return {"validate": "list", "source": [names.choice(choice) for choice in column.choices]}
    if column.kind is Kind.FRACTION:
        return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
    if column.kind in NUMBERS:
        kind = "integer" if column.kind is Kind.WHOLE else "decimal"
        return {"validate": kind, "criteria": ">" if column.above_zero else ">=", "value": 0}
    return {}
