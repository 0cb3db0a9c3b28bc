"""A plan of several years as a paper in a language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse

from egov_budget.horizon.promised_later import promised_later
from egov_budget.language import language_of
from egov_budget.money import to_amounts, to_quanta
from egov_budget.reporting.papers.paper import Cells, Paper, Sheet, decimals, with_subtotals, with_total
from egov_budget.reporting.papers.titles import Titles
from egov_budget.reporting.papers.write_paper import write_paper

if TYPE_CHECKING:
    from pathlib import Path

    from egov_budget.horizon import Schedule
    from egov_budget.language import Language

TEXT, MONEY, COUNT, POINTS, PART = Cells.TEXT, Cells.MONEY, Cells.COUNT, Cells.POINTS, Cells.PART
YEARLY = ("pool", "carried in", "promised", "spent", "carried out", "lapsed")
Heads = Sequence[tuple[str, Cells]]
Summed = tuple[tuple[tuple[Any, ...], ...], frozenset[int]]  # rows, and which of them are sums


def write_schedule(schedule: Schedule, path: Path, lang: str = "en") -> None:
    """Write the paper of a schedule in the form that the file's name asks for, whole or not at all."""
    write_paper(schedule_paper(schedule, lang), path)


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
    words = language_of(lang)
    say, settings = words.say, schedule.scenario.settings
    projects = _projects(schedule, Titles(schedule.scenario, words), words)
    first, last = (words.fiscal_year(str(schedule.years[at])) for at in (0, -1))
    pools = float(to_amounts(int(schedule.calendar.pools.sum()), settings.quantum))
    facts = [
        (say("schedule.scenario"), words.isolate(settings.name)),
        (say("schedule.years"), first if first == last else say("schedule.span", first=first, last=last)),
        (say("schedule.pools"), words.money(pools, settings.currency)),
        (say("schedule.credits"), words.money(schedule.spent, settings.currency)),
        (say("schedule.funded"), say("schedule.of", part=int(projects["funded"].sum()), count=len(projects))),
        (say("schedule.gain"), words.number(schedule.gain, 3)),
        (say("schedule.gap"), _gap(schedule, words)),
        (say("schedule.audit"), _audit(schedule, words)),
    ]
    return Paper(
        title=say("schedule.title"),
        facts=tuple(facts),
        sheets=(
            _years(schedule, words),
            _agencies(schedule, projects, words),
            _started(schedule, projects, words),
            _promises(schedule, projects, words),
            _refused(schedule, projects, words),
        ),
        language=words,
        decimals=decimals(settings.quantum),
        foot=say("schedule.foot", currency=words.word("currency", settings.currency)),
    )


def _gap(schedule: Schedule, words: Language) -> str:
    """Say by how much, at most, another plan would gain more."""
    bound = schedule.outcome.reached[0].bound
    if bound is None or (not schedule.gain and bound > 0):
        return words.say("schedule.no_bound")
    part = max(bound - schedule.gain, 0.0) / schedule.gain if schedule.gain else 0.0
    return words.say("schedule.at_most", part=words.percent(part, 3))


def _audit(schedule: Schedule, words: Language) -> str:
    found = schedule.audit()
    if found:
        return words.say("audit.holds", count=len(found.checks))
    return words.say("audit.broken", broken=len(found.breaches), count=len(found.checks))


def _projects(schedule: Schedule, titles: Titles, words: Language) -> pd.DataFrame:
    """Return a row a project by agency and start; what it asked and its credits of each year in quanta."""
    ids = schedule.columns.projects
    start = schedule.start
    listed = schedule.scenario.projects.set_index("id").loc[ids]
    named = [
        words.fiscal_year(str(year)) if not pd.isna(year) else words.say("schedule.before") for year in start
    ]
    frame = pd.DataFrame(
        {
            "project": [titles.of("projects", name) for name in ids],
            "agency": [titles.of("agencies", name) for name in listed["agency"]],
            "agency id": listed["agency"].to_numpy(dtype=object),
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
    return frame.sort_values(["agency id", "order", "id"])


def _years(schedule: Schedule, words: Language) -> Sheet:
    quantum = schedule.columns.quantum
    amounts = {name: to_quanta(schedule.pools[name].to_numpy(), quantum).tolist() for name in YEARLY}
    starts = schedule.start.value_counts()
    rows = []
    for at, row in enumerate(schedule.gains.to_dict("records")):
        money = (amounts[name][at] for name in YEARLY)
        began = int(starts.get(row["year"], 0))
        year = words.fiscal_year(str(row["year"]))
        rows.append((year, *money, began, row["added"], row["worth"], row["discounted"]))
    listed = with_total(rows, 0, [1, 3, 4, 6, 7, 8, 10], words.say("paper.total"))
    heads = [("year", TEXT), *((name.replace(" ", "_"), MONEY) for name in YEARLY), ("starts", COUNT),
             ("added", POINTS), ("worth", PART), ("discounted", POINTS)]  # fmt: skip
    return _sheet(schedule, words, "by_year", _said(words, heads), listed)


def _agencies(schedule: Schedule, projects: pd.DataFrame, words: Language) -> Sheet:
    money = ["asked", *map(str, schedule.years), "together"]
    grouped = projects.groupby("agency id")
    sums_of = grouped[["funded", *money]].sum().assign(agency=grouped["agency"].first())
    rows = list(sums_of[["agency", "funded", *money]].itertuples(index=False, name=None))
    summed = range(1, 2 + len(money))
    listed = with_total(rows, 0, summed, words.say("paper.total"))
    heads = [
        *_said(words, [("agency", TEXT), ("funded", COUNT), ("asked", MONEY)]),
        *_by_year(schedule, words),
    ]
    return _sheet(schedule, words, "agencies", heads, listed)


def _started(schedule: Schedule, projects: pd.DataFrame, words: Language) -> Sheet:
    money = [*map(str, schedule.years), "together"]
    shown = projects.loc[projects["funded"], ["agency", "project", "start", "share", "asked", *money]]
    rows = list(shown.itertuples(index=False, name=None))
    summed = range(4, 5 + len(money))
    listed = with_subtotals(rows, 0, summed, words.say("paper.subtotal"), words.say("paper.total"))
    heads = [("agency", TEXT), ("project", TEXT), ("start", TEXT), ("share", PART), ("asked", MONEY)]
    return _sheet(schedule, words, "projects", [*_said(words, heads), *_by_year(schedule, words)], listed)


def _promises(schedule: Schedule, projects: pd.DataFrame, words: Language) -> Sheet:
    """Return what is promised for the years after the first once that is carried out."""
    table = promised_later(schedule)
    credits = to_quanta(table["credits"].to_numpy(), schedule.columns.quantum)
    due = pd.DataFrame(0, index=projects.index, columns=schedule.years[1:], dtype=np.int64)
    rows = due.index.get_indexer(pd.Index(table["project"]))
    columns = table["year"].to_numpy(dtype=np.int64) - schedule.years[0] - 1
    due = due + sparse.coo_array((credits, (rows, columns)), shape=due.shape).toarray()
    due["together"] = due.sum(axis=1)
    shown = projects[["agency", "project"]].join(due)[due["together"] > 0]
    promised = list(shown.itertuples(index=False, name=None))
    listed = with_total(promised, 0, range(2, 2 + due.shape[1]), words.say("paper.total"))
    heads = [*_said(words, [("agency", TEXT), ("project", TEXT)]), *_by_year(schedule, words, first=1)]
    return _sheet(schedule, words, "promised", heads, listed)


def _refused(schedule: Schedule, projects: pd.DataFrame, words: Language) -> Sheet:
    shown = projects.loc[~projects["funded"], ["agency", "project", "asked"]]
    rows = list(shown.itertuples(index=False, name=None))
    listed = with_total(rows, 0, [2], words.say("paper.total"))
    heads = [("agency", TEXT), ("project", TEXT), ("asked", MONEY)]
    return _sheet(schedule, words, "refused", _said(words, heads), listed)


def _said(words: Language, heads: Heads) -> list[tuple[str, Cells]]:
    return [(words.say(f"schedule.{key}"), kind) for key, kind in heads]


def _by_year(schedule: Schedule, words: Language, first: int = 0) -> list[tuple[str, Cells]]:
    years = [(words.fiscal_year(str(year)), MONEY) for year in schedule.years[first:]]
    return [*years, (words.say("schedule.together"), MONEY)]


def _sheet(schedule: Schedule, words: Language, name: str, heads: Heads, listed: Summed) -> Sheet:
    """Return a table; its money comes in whole quanta, so that sums are exact, and leaves as amounts."""
    rows, sums = listed
    cells = list(zip(*rows, strict=True))
    for at, (_, kind) in enumerate(heads):
        if cells and kind is MONEY:
            known = [quanta for quanta in cells[at] if quanta is not None]
            amounts = iter(to_amounts(known, schedule.columns.quantum).tolist())
            cells[at] = tuple(None if quanta is None else next(amounts) for quanta in cells[at])
    return Sheet(
        name=words.say(f"schedule.{name}_name"),
        title=words.say(f"schedule.{name}_title"),
        columns=tuple(heads),
        rows=tuple(zip(*cells, strict=True)),
        sums=sums,
        note=words.say(f"schedule.{name}_note") if rows else words.say("paper.nothing"),
    )
