"""The annex of a budget bill as a paper in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from egov_budget.language import language_of
from egov_budget.reporting.teller import More, Teller
from egov_budget.scenario.in_services import in_services

if TYPE_CHECKING:
    from collections.abc import Mapping

    from egov_budget.bill import Annex
    from egov_budget.bill.provisions import Provision
    from egov_budget.display.paper import Paper
    from egov_budget.display.table import Table

AMOUNTS_OF_MONEY = ("pool", "spent", "saved", "free", "tied")
PLACES = {"pool": 3, "shared": 6, "earmarks": 5, "release": 8}  # tables that a provision speaks of


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
        Eight tables; each sum in it is one of whole quanta.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    told = Teller("bill", language_of(lang), annex.plan.scenario)
    tables = (
        _classified("programmes", annex.programmes, told), _classified("agencies", annex.agencies, told),
        *(table(annex, told) for table in (_lines, _provisions, _earmarks, _shared, _tranches, _releases)),
    )  # fmt: skip
    return told.paper(_facts(annex, told), tables)


def _facts(annex: Annex, told: Teller) -> list[tuple[str, str]]:
    words, plan = told.words, annex.plan
    settings, gain = plan.scenario.settings, words.number(plan.brief.gain, 3)
    parts = [(name, float(annex.agencies[name].sum())) for name in ("current", "capital")]
    return [
        ("year", words.fiscal_year(settings.fiscal_year)),
        ("source", words.isolate(settings.source_of_funds)),
        ("pool", words.money(settings.pool, settings.currency)),
        ("total", words.money(plan.brief.spent, settings.currency)),
        *((name, words.money(amount, settings.currency) if amount else "") for name, amount in parts),
        ("projects", told.cases(plan.brief.funded)),
        ("gain", words.beside([gain, in_services(plan.gain, plan.scenario, words)])),
    ]


def _classified(name: str, frame: pd.DataFrame, told: Teller, by: int | None = None) -> Table:
    """Return a table with the numbers of the classification, where any is given."""
    given = (frame["classification"] != "").any()
    by = None if by is None else by + int(given)
    return told.listed(name, frame, by, classification=None if given else {})


def _lines(annex: Annex, told: Teller) -> Table:
    justified = [_justified(row, told) for row in annex.lines.to_dict("records")]
    return _classified("lines", annex.lines.assign(justification=justified), told, by=0)


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
    roles = [told.say(role, count=int(row[role])) for role in ("leads", "adopters") if row[role]]
    if not roles:
        return told.say("sentence", said=said)
    return told.say("sentence_shared", said=said, roles=told.words.listed(roles))


def _provisions(annex: Annex, told: Teller) -> Table:
    drafted = enumerate((_drafted(annex, told, provision) for provision in annex.provisions), start=1)
    return told.table("provisions", [(told.words.number(at), text) for at, text in drafted])


def _drafted(annex: Annex, told: Teller, provision: Provision) -> str:
    """Return the text of a provision with its numbers filled in."""
    settings, words = annex.plan.scenario.settings, told.words
    judge = _judge(annex.judge, told)
    values: dict[str, str | int] = {
        "table": words.number(PLACES.get(provision.name, 0)), "judge": judge,
        "year": words.fiscal_year(settings.fiscal_year) or told.say("this_year"),
        "source": words.isolate(settings.source_of_funds) or told.say("no_source"),
    }  # fmt: skip
    for name, number in provision.numbers.items():
        if name in AMOUNTS_OF_MONEY:
            values[name] = words.money(number, settings.currency)
        else:
            values[name] = words.figures(number) if isinstance(number, float) else number
    key = f"provisions.{provision.name}"
    return told.say(key, **{name: values[name] for name in words.placeholders(f"bill.{key}")})


def _earmarks(annex: Annex, told: Teller) -> Table:
    rows, of = annex.earmarks, {"agency": "agencies", "project": "projects"}
    names = [
        told.called(of[holder], name) if holder in of else told.programme(name)
        for holder, name in zip(rows["holder"], rows["id"], strict=True)
    ]
    return told.listed("earmarks", rows.assign(name=names))


def _shared(annex: Annex, told: Teller) -> Table:
    rows = annex.shared
    groups = [told.called("projects", name.removeprefix("G:")) for name in rows["group"]]
    return told.listed("shared", rows.assign(group=groups))


def _tranches(annex: Annex, told: Teller) -> Table:
    goals = annex.releases.assign(goals=annex.releases["service"] != "")
    rows = []
    for at, part in enumerate(annex.order.parts, start=1):
        here = goals[goals["tranche"] == at]
        sums = (float(here["credits"].sum()), len(here), int(here["goals"].sum()))
        rows.append((told.words.number(at), part, *sums))
    return told.table("tranches", rows)


def _releases(annex: Annex, told: Teller) -> Table:
    milestones = pd.DataFrame([milestone(row, told) for row in annex.releases.to_dict("records")])
    state: More = None if len(annex.progress) else {}
    return told.listed("releases", annex.releases.assign(**milestones), 0, state=state)


def milestone(row: Mapping[Any, Any], told: Teller) -> dict[str, str]:
    """Return what is to be shown, by when, by what, and who says that it is; or why nothing is."""
    if not row["service"]:
        goal = told.say("no_more" if row["late"] else "at_once")
        return {"goal": goal, "due": "", "shown_by": "", "judge": ""}
    goal = told.say(
        "goal", service=told.called("services", row["service"]),
        indicator=told.called("indicators", row["indicator"]),
        level=told.words.percent(row["level"], 2), before=told.words.percent(row["before"], 2),
    )  # fmt: skip
    month = told.words.month(int(row["due"]), told.scenario.settings.fiscal_year)
    due = told.words.say("paper.month_end", month=month)
    shown_by = told.say(f"evidence_{row['evidence']}")
    return {"goal": goal, "due": due, "shown_by": shown_by, "judge": _judge(row["judge"], told)}


def _judge(judge: str, told: Teller) -> str:
    return told.called("agencies", judge) if judge in told.agencies else told.words.word("bill.judges", judge)
