"""What was decided about the requests, in words: which cell, what it was, by whom and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.scenario.adopted import adoptions, by_verdict
from egov_budget.scenario.cells import read
from egov_budget.scenario.decided import in_force
from egov_budget.scenario.decided_cells import ABSENT, EMPTY, SCHEMAS
from egov_budget.scenario.field import Field, Kind
from egov_budget.scenario.names import names_in
from egov_budget.scenario.once import once
from egov_budget.scenario.titles import CELL, Titles

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.language import Language
    from egov_budget.scenario.scenario import Scenario

NOTHING = ("", EMPTY, ABSENT)
MONEY, BESIDE = "currency", "see "  # units in the data dictionary: money, and that which another column names


def decided_words(scenario: Scenario, lang: Language, project: str | None = None) -> dict[str, str]:
    """Return a sentence for each decision in force, first to last.

    Parameters
    ----------
    scenario : Scenario
        The requests as they are decided.
    lang : Language
        What it is written in.
    project : str or None
        Id of a project whose own cells alone are told, without naming it; ``None``: all cells.

    Returns
    -------
    dict of str to str
        By id of the decision; empty where nothing was decided.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import worlds
    >>> from egov_budget.language import language_of
    >>> note = {"id": "d1", "date": "2026-05-21", "by": "the minister", "table": "settings", "column": "pool"}
    >>> decided = worlds.four_projects().replace(decisions=pd.DataFrame([note | {"value": "118"}]))
    >>> decided_words(decided, language_of("en"))
    {'d1': 'pool is 118 credits instead of 100, as the minister decided on 2026-05-21'}
    """
    rows = _records(scenario)
    if project is not None:
        rows = [row for row in rows if row["table"] == "projects" and row["key"] == project]
    if not rows:
        return {}
    titles = Titles(scenario, lang)
    return {row["id"]: _told(row, titles, named=project is None) for row in rows}


@once
def _records(scenario: Scenario) -> list[dict[Any, str]]:
    """Return the decisions in force as records; they are asked for once a project."""
    platform = dict(adoptions(scenario.verdicts)[["project", "platform"]].to_numpy())
    made = in_force(scenario)
    by = zip(made["key"], by_verdict(made), strict=True)
    platforms = [platform[key] if adopts else "" for key, adopts in by]
    return made.assign(platform=platforms, unit=_units(scenario, made)).to_dict("records")


def _units(scenario: Scenario, made: pd.DataFrame) -> list[str]:
    """Return the unit of each value: money's, or a bound's own; empty where that was decided too."""
    cells, units = made[["table", "key", "column"]].to_numpy().tolist(), []
    for table, key, name in cells:
        unit = SCHEMAS[table][name].unit
        if unit.startswith(BESIDE):
            beside = unit.removeprefix(BESIDE)
            unit = str(scenario.tables[table].set_index("id").at[key, beside]).replace("credits", MONEY)
            unit = "" if [table, key, beside] in cells else unit
        units.append(unit if unit == MONEY or unit.startswith("percent") else "")
    return units


def _told(row: dict[Any, str], titles: Titles, *, named: bool) -> str:
    lang = titles.words
    names, column = names_in(lang.code), SCHEMAS[row["table"]][row["column"]]
    what = names.column(column.name)
    if named and row["table"] != "settings":
        key = titles.subject(row["key"], "" if CELL in row["key"] else row["table"])
        what = lang.say("decided.cell", table=names.table(row["table"]), key=key, column=what)
    gone = row["value"] in NOTHING  # the unit is told once
    value = _value(row["value"], column, titles, "" if gone else row["unit"])
    before = _value(row["before"], column, titles, row["unit"] if gone else "")
    by, date = lang.isolate(row["by"]), lang.date(row["date"])
    told = {"cell": what, "value": value, "before": before, "by": by, "date": date}
    if row["platform"]:
        said = lang.say("decided.exists", platform=titles.spoken("platforms", row["platform"]), **told)
    else:
        said = lang.say("decided.said", **told)
    ground = lang.isolate(row["ground"])
    return lang.say("decided.with_ground", said=said, ground=ground) if row["ground"] else said


def _value(word: str, column: Field, titles: Titles, unit: str) -> str:
    lang, names = titles.words, names_in(titles.words.code)
    if word in NOTHING:
        return lang.say("decided.absent" if word == ABSENT else "decided.empty")
    value = read(word.strip(), column)
    match column.kind:
        case Kind.FLAG:
            return names.word("yes" if value else "no")
        case Kind.CHOICE:
            return names.choice(str(value))
        case Kind.MONEY | Kind.NUMBER | Kind.FRACTION if isinstance(value, float):
            currency = lang.currency(titles.scenario.settings.currency, value)
            return f"{lang.amount(value)} {currency if unit == MONEY else names.choice(unit)}".rstrip()
        case Kind.WHOLE:
            return lang.digits(str(value))
    return lang.isolate(word)
