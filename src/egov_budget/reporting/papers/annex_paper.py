"""The annex of a budget bill as a paper in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.language import language_of
from egov_budget.reporting.papers.teller import Teller
from egov_budget.reporting.papers.write_paper import write_paper
from egov_budget.scenario.in_services import in_services

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from egov_budget.bill import Annex
    from egov_budget.display.paper import Paper
    from egov_budget.display.table import Table

AMOUNTS = "project_count:count+ asked_by_funded:money+ credits:money+ gain:points+"


def write_annex(annex: Annex, path: Path, lang: str = "en") -> None:
    """Write the paper of an annex in the form that the file's name asks for, whole or not at all."""
    write_paper(annex_paper(annex, lang), path)


def annex_paper(annex: Annex, lang: str = "en") -> Paper:
    """Put an annex into the words of a language.

    Parameters
    ----------
    annex : Annex
        Its tables.
    lang : str
        ``"en"`` or ``"fa"``.

    Returns
    -------
    Paper
        Seven tables; each sum in it is one of whole quanta.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    words, plan = language_of(lang), annex.plan
    settings, told = plan.scenario.settings, Teller("bill", words, plan.scenario)
    facts = [
        ("scenario", words.isolate(settings.name)),
        ("year", words.fiscal_year(settings.fiscal_year)),
        ("pool", words.money(settings.pool, settings.currency)),
        ("total", words.money(plan.brief.spent, settings.currency)),
        ("projects", words.number(plan.brief.funded)),
        ("gain", f"{words.number(plan.brief.gain, 3)}, {in_services(plan.gain, plan.scenario, words)}"),
    ]
    tables = (_programmes, _agencies, _lines, _earmarks, _shared, _tranches, _releases)
    return told.paper(facts, [table(annex, told) for table in tables])


def _programme(told: Teller, name: str) -> str:
    return told.words.isolate(name) if name else told.say("no_programme")


def _programmes(annex: Annex, told: Teller) -> Table:
    names = ("projects", "asked_by_funded", "credits", "gain")
    rows = [
        (_programme(told, row["programme"]), *(row[name] for name in names))
        for row in annex.programmes.to_dict("records")
    ]
    return told.table("programmes", f"programme {AMOUNTS}", rows)


def _agencies(annex: Annex, told: Teller) -> Table:
    names = ("lines", "projects", "asked_by_funded", "credits", "gain")
    rows = [
        (told.called("agencies", row["agency"]), *(row[name] for name in names))
        for row in annex.agencies.to_dict("records")
    ]
    return told.table("agencies", f"agency lines:count+ {AMOUNTS}", rows)


def _lines(annex: Annex, told: Teller) -> Table:
    rows = [
        (told.words.number(row["line"]), told.called("agencies", row["agency"]),
         _programme(told, row["programme"]), row["asked_by_funded"], row["credits"], _justified(row, told))
        for row in annex.lines.to_dict("records")
    ]  # fmt: skip
    columns = "line agency programme asked_by_funded:money+ credits:money+ justification:sentence"
    return told.table("lines", columns, rows, by=1)


def _justified(row: Mapping[Any, Any], told: Teller) -> str:
    """Return the one sentence that justifies a line."""
    asked, counts = row["asked_by_funded"], {name: int(row[name]) for name in ("projects", "services")}
    name = "because" if counts["projects"] > 1 else "because_one"
    name = name if counts["services"] else "because_none"
    values: dict[str, str | int] = {
        **counts, "gain": told.words.number(row["gain"], 3),
        "largest": told.called("projects", row["largest"]),
        "part": told.words.percent(row["credits"] / asked if asked else 0.0, 1),
    }  # fmt: skip
    said = told.say(name, **{key: values[key] for key in told.words.placeholders(f"bill.{name}")})
    if not row["leads"] + row["adopters"]:
        return told.say("sentence", said=said)
    return told.say("sentence_shared", said=said, leads=int(row["leads"]), adopters=int(row["adopters"]))


def _earmarks(annex: Annex, told: Teller) -> Table:
    of = {"agency": "agencies", "project": "projects"}
    rows = [
        (told.say(row["holder"]),
         told.called(of[row["holder"]], row["id"]) if row["holder"] in of else _programme(told, row["id"]),
         row["floor"], row["credits"], row["ceiling"])
        for row in annex.earmarks.to_dict("records")
    ]  # fmt: skip
    return told.table("earmarks", "holder name floor:money credits:money ceiling:money", rows)


def _shared(annex: Annex, told: Teller) -> Table:
    rows = [
        (told.called("projects", row["group"].removeprefix("G:")), told.say(row["role"]),
         told.called("agencies", row["agency"]), told.called("projects", row["project"]),
         row["alone"], row["granted"], row["pays"], row["transfer"])
        for row in annex.shared.to_dict("records")
    ]  # fmt: skip
    columns = "group role agency project alone:money+ granted:money+ pays:money+ transfer:money+"
    return told.table("shared", columns, rows)


def _tranches(annex: Annex, told: Teller) -> Table:
    goals = annex.releases.assign(goals=annex.releases["service"] != "")
    rows = []
    for at, part in enumerate(annex.order.parts, start=1):
        here = goals[goals["tranche"] == at]
        sums = (float(here["credits"].sum()), len(here), int(here["goals"].sum()))
        rows.append((told.words.number(at), part, *sums))
    columns = "tranche arrived:part credits:money+ agency_count:count milestones:count+"
    return told.table("tranches", columns, rows)


def _releases(annex: Annex, told: Teller) -> Table:
    given = annex.releases
    rows = [
        (told.words.number(row["tranche"]), told.called("agencies", row["agency"]), row["credits"],
         *(_milestone(row, told) if row["service"] else (told.say("no_more" if late else "at_once"), "")))
        for row, late in zip(given.to_dict("records"), given["agency"].duplicated(), strict=True)
    ]  # fmt: skip
    return told.table("releases", "tranche agency credits:money+ milestone:sentence judge", rows, by=0)


def _milestone(row: Mapping[Any, Any], told: Teller) -> tuple[str, str]:
    """Return what is to be shown, and who says that it is."""
    goal = told.say(
        "goal", service=told.called("services", row["service"]),
        indicator=told.called("indicators", row["indicator"]),
        level=told.words.percent(row["level"], 2), before=told.words.percent(row["before"], 2),
    )  # fmt: skip
    own = row["judge"] in set(told.scenario.agencies["id"])
    judge = told.called("agencies", row["judge"]) if own else told.words.word("bill.judges", row["judge"])
    return goal, judge
