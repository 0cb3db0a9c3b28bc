"""A plan of several years as a paper in a language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.certificate.certify import certify
from egov_budget.display.table import Column, Kind, Table
from egov_budget.horizon.promised_later import promised_later
from egov_budget.language import language_of
from egov_budget.money import to_amounts, to_quanta
from egov_budget.reporting.teller import More, Teller

if TYPE_CHECKING:
    from egov_budget.display.paper import Paper
    from egov_budget.horizon import Schedule

YEARLY = ("pool", "carried in", "promised", "spent", "upkeep", "carried out", "lapsed")


def schedule_paper(schedule: Schedule, lang: str = "en") -> Paper:
    """Put a plan of several years into the words of a language.

    Parameters
    ----------
    schedule : Schedule
        What starts when.
    lang : str
        ``"en"`` or ``"fa"``.

    Returns
    -------
    Paper
        Five tables; each sum in it is one of whole quanta.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    words, settings = language_of(lang), schedule.scenario.settings
    told = Teller("schedule", words, schedule.scenario)
    projects = _projects(schedule, told)
    first, last = (words.fiscal_year(str(schedule.years[at])) for at in (0, -1))
    pools = float(to_amounts(int(schedule.calendar.pools.sum()), settings.quantum))
    facts = [
        ("years", first if first == last else told.say("span", first=first, last=last)),
        ("pools", words.money(pools, settings.currency)),
        ("credits", words.money(schedule.spent, settings.currency)),
        *([("prices", told.say("as_asked"))] * schedule.dated),
        ("funded", told.say("of", part=int(projects["funded"].sum()), count=len(projects))),
        ("gain", words.number(schedule.gain, 3)),
        ("gap", certify(schedule).said(words)),
        ("audit", schedule.audit().words(words)),
    ]
    each_year, funded = _by_year(schedule, told), projects["funded"]
    sums = projects.groupby("agency").sum(numeric_only=True).reset_index()
    in_quanta = [
        _years(schedule, told), told.listed("agencies", sums, each_year=each_year),
        told.listed("projects", projects[funded], 0, each_year=each_year),
        _promises(schedule, projects, told), told.listed("refused", projects[~funded]),
    ]  # fmt: skip
    return told.paper(facts, [_in_amounts(table, schedule.columns.quantum) for table in in_quanta])


def _projects(schedule: Schedule, told: Teller) -> pd.DataFrame:
    """Return a row a project by agency and start; what it asked and its credits of each year in quanta."""
    ids, start = schedule.columns.projects, schedule.start
    agency = schedule.scenario.projects.set_index("id").loc[ids, "agency"]
    named = [told.say("before") if pd.isna(year) else told.words.fiscal_year(str(year)) for year in start]
    frame = pd.DataFrame(
        {
            "project": ids,
            "agency": agency.to_numpy(dtype=object),
            "start": named,
            "order": start.to_numpy(dtype=np.float64, na_value=0.0),
            "share": schedule.share[schedule.years[-1]].to_numpy(),
            "asked": schedule.columns.cost,
            "funded": (schedule.parts[:, -1] > 0) | (schedule.quanta.sum(axis=1) > 0),
            **{str(year): schedule.quanta[:, at] for at, year in enumerate(schedule.years)},
            "together": schedule.quanta.sum(axis=1),
        },
        index=pd.Index(ids, name="id"),
    )
    return frame.sort_values(["agency", "order", "id"])


def _years(schedule: Schedule, told: Teller) -> Table:
    pools, quantum = schedule.pools, schedule.columns.quantum
    money = {name.replace(" ", "_"): to_quanta(pools[name].to_numpy(), quantum) for name in YEARLY}
    starts = schedule.gains["year"].map(schedule.start.value_counts()).fillna(0).astype(int)
    named = [told.words.fiscal_year(str(year)) for year in schedule.gains["year"]]
    run: More = None if schedule.scenario.projects["yearly_cost"].any() else {}
    return told.listed("by_year", schedule.gains.assign(year=named, starts=starts, **money), upkeep=run)


def _promises(schedule: Schedule, projects: pd.DataFrame, told: Teller) -> Table:
    """Return what is promised for the years after the first once that is carried out."""
    table = promised_later(schedule)
    credits = to_quanta(table["credits"].to_numpy(), schedule.columns.quantum)
    due = table.assign(credits=credits).pivot_table("credits", "project", "year", "sum")
    due = due.reindex(columns=schedule.years[1:]).fillna(0).astype(np.int64).rename(columns=str)
    due["together"] = due.sum(axis=1)
    shown = projects[["agency", "project"]].join(due[due["together"] > 0], how="inner")
    return told.listed("promised", shown, each_year=_by_year(schedule, told, first=1))


def _by_year(schedule: Schedule, told: Teller, first: int = 0) -> dict[str, Column]:
    years = [str(year) for year in schedule.years[first:]]
    headings = {year: told.words.fiscal_year(year) for year in years} | {"together": told.say("together")}
    return {name: Column(heading, Kind.MONEY, total=True) for name, heading in headings.items()}


def _in_amounts(table: Table, quantum: float) -> Table:
    """Return a table whose money came in whole quanta, so that sums are exact, as amounts."""
    cells = [*zip(*table.rows, strict=True)]
    for at, column in enumerate(table.columns):
        if cells and column.kind is Kind.MONEY:
            known = [quanta for quanta in cells[at] if quanta is not None]
            amounts = iter(to_amounts(known, quantum).tolist())
            cells[at] = tuple(None if quanta is None else next(amounts) for quanta in cells[at])
    return replace(table, rows=[*zip(*cells, strict=True)])
