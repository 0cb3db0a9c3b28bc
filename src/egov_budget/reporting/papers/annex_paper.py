"""The annex of a budget bill as a paper in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.language import language_of
from egov_budget.reporting.papers.paper import Cells, Paper, Sheet, decimals, with_subtotals, with_total
from egov_budget.reporting.papers.titles import Titles
from egov_budget.reporting.papers.write_paper import write_paper

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from egov_budget.bill import Annex
    from egov_budget.language import Language

TEXT, MONEY, COUNT, POINTS, PART = Cells.TEXT, Cells.MONEY, Cells.COUNT, Cells.POINTS, Cells.PART


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
    words = language_of(lang)
    plan, settings = annex.plan, annex.plan.scenario.settings
    say = words.say
    facts = [
        (say("bill.scenario"), words.isolate(settings.name)),
        (say("bill.year"), words.fiscal_year(settings.fiscal_year)),
        (say("bill.pool"), words.money(settings.pool, settings.currency)),
        (say("bill.total"), words.money(plan.spent, settings.currency)),
        (say("bill.projects"), words.number(int((plan.parts > 0).sum()))),
        (say("bill.gain"), words.number(plan.gain, 3)),
    ]
    titles = Titles(annex.plan.scenario, words)
    sheets = (
        _programmes(annex, words), _agencies(annex, words, titles), _lines(annex, words, titles),
        _earmarks(annex, words, titles), _shared(annex, words, titles), _tranches(annex, words),
        _releases(annex, words, titles),
    )  # fmt: skip
    return Paper(
        title=say("bill.title"),
        facts=tuple((label, text) for label, text in facts if text),
        sheets=sheets,
        language=words,
        decimals=decimals(settings.quantum),
        foot=say("bill.foot", currency=words.word("currency", settings.currency)),
    )


def _programme(words: Language, name: str) -> str:
    return words.isolate(name) if name else words.say("bill.no_programme")


def _programmes(annex: Annex, words: Language) -> Sheet:
    rows = [
        (_programme(words, row["programme"]), row["projects"], row["asked"], row["credits"], row["gain"])
        for row in annex.programmes.to_dict("records")
    ]
    listed, sums = with_total(rows, 0, [1, 2, 3, 4], words.say("paper.total"))
    heads = (("bill.programme", TEXT), *_AMOUNTS)
    return _sheet(words, "programmes", heads, listed, sums)


def _agencies(annex: Annex, words: Language, titles: Titles) -> Sheet:
    rows = [
        (titles.of("agencies", row["agency"]), row["lines"], row["projects"], row["asked"], row["credits"],
         row["gain"])
        for row in annex.agencies.to_dict("records")
    ]  # fmt: skip
    listed, sums = with_total(rows, 0, [1, 2, 3, 4, 5], words.say("paper.total"))
    heads = (("bill.agency", TEXT), ("bill.lines", COUNT), *_AMOUNTS)
    return _sheet(words, "agencies", heads, listed, sums)


def _lines(annex: Annex, words: Language, titles: Titles) -> Sheet:
    rows = [
        (words.number(row["line"]), titles.of("agencies", row["agency"]), _programme(words, row["programme"]),
         row["asked"], row["credits"], _justified(row, words, titles))
        for row in annex.lines.to_dict("records")
    ]  # fmt: skip
    label, total = words.say("paper.subtotal"), words.say("paper.total")
    listed, sums = with_subtotals(rows, 1, [3, 4], label, total)
    heads = (
        ("bill.line", TEXT), ("bill.agency", TEXT), ("bill.programme", TEXT), ("bill.asked", MONEY),
        ("bill.credits", MONEY), ("bill.justification", TEXT),
    )  # fmt: skip
    return _sheet(words, "lines", heads, listed, sums)


def _justified(row: Mapping[Any, Any], words: Language, titles: Titles) -> str:
    """Return the one sentence that justifies a line."""
    shared = row["leads"] + row["adopters"]
    said = words.say(
        "bill.because" if row["projects"] > 1 else "bill.because_one",
        projects=int(row["projects"]), services=int(row["services"]), gain=words.number(row["gain"], 3),
        largest=titles.of("projects", row["largest"]),
        part=words.percent(row["credits"] / row["asked"] if row["asked"] else 0.0, 1),
    )  # fmt: skip
    if not shared:
        return words.say("bill.sentence", said=said)
    return words.say(
        "bill.sentence_shared", said=said, leads=int(row["leads"]), adopters=int(row["adopters"])
    )


def _earmarks(annex: Annex, words: Language, titles: Titles) -> Sheet:
    rows = [
        (words.say(f"bill.{row['holder']}"),
         titles.of("agencies", row["id"]) if row["holder"] == "agency" else _programme(words, row["id"]),
         row["floor"], row["credits"], row["ceiling"])
        for row in annex.earmarks.to_dict("records")
    ]  # fmt: skip
    heads = (
        ("bill.holder", TEXT), ("bill.name", TEXT), ("bill.floor", MONEY), ("bill.credits", MONEY),
        ("bill.ceiling", MONEY),
    )  # fmt: skip
    return _sheet(words, "earmarks", heads, tuple(rows))


def _shared(annex: Annex, words: Language, titles: Titles) -> Sheet:
    rows = [
        (titles.of("projects", row["group"].removeprefix("G:")), words.say(f"bill.{row['role']}"),
         titles.of("agencies", row["agency"]), titles.of("projects", row["project"]), row["alone"],
         row["granted"], row["pays"], row["transfer"])
        for row in annex.shared.to_dict("records")
    ]  # fmt: skip
    listed, sums = with_total(rows, 0, [4, 5, 6, 7], words.say("paper.total"))
    heads = (
        ("bill.group", TEXT), ("bill.role", TEXT), ("bill.agency", TEXT), ("bill.project", TEXT),
        ("bill.alone", MONEY), ("bill.granted", MONEY), ("bill.pays", MONEY), ("bill.transfer", MONEY),
    )  # fmt: skip
    return _sheet(words, "shared", heads, listed, sums)


def _tranches(annex: Annex, words: Language) -> Sheet:
    table = annex.releases.assign(goals=annex.releases["service"] != "")
    rows = []
    for at, part in enumerate(annex.order.parts, start=1):
        here = table[table["tranche"] == at]
        rows.append(
            (words.number(at), part, float(here["credits"].sum()), len(here), int(here["goals"].sum()))
        )
    listed, sums = with_total(rows, 0, [2, 4], words.say("paper.total"))
    heads = (
        ("bill.tranche", TEXT), ("bill.arrived", PART), ("bill.credits", MONEY), ("bill.agency_count", COUNT),
        ("bill.milestones", COUNT),
    )  # fmt: skip
    return _sheet(words, "tranches", heads, listed, sums)


def _releases(annex: Annex, words: Language, titles: Titles) -> Sheet:
    agencies = set(annex.plan.scenario.agencies["id"])
    rows = []
    for row in annex.releases.to_dict("records"):
        goal, judge = words.say("bill.at_once"), ""
        if row["service"]:
            goal = words.say(
                "bill.goal", service=titles.of("services", row["service"]),
                indicator=titles.of("indicators", row["indicator"]), level=words.percent(row["level"], 2),
                before=words.percent(row["before"], 2),
            )  # fmt: skip
            judge = row["judge"]
            judge = titles.of("agencies", judge) if judge in agencies else words.word("bill.judges", judge)
        rows.append(
            (words.number(row["tranche"]), titles.of("agencies", row["agency"]), row["credits"], goal, judge)
        )
    tranche = words.say("paper.subtotal")
    listed, sums = with_subtotals(rows, 0, [2], tranche, words.say("paper.total"))
    heads = (
        ("bill.tranche", TEXT), ("bill.agency", TEXT), ("bill.credits", MONEY), ("bill.milestone", TEXT),
        ("bill.judge", TEXT),
    )  # fmt: skip
    return _sheet(words, "releases", heads, listed, sums)


_AMOUNTS = (
    ("bill.project_count", COUNT), ("bill.asked", MONEY), ("bill.credits", MONEY), ("bill.gain", POINTS),
)  # fmt: skip


def _sheet(
    words: Language,
    name: str,
    heads: tuple[tuple[str, Cells], ...],
    rows: tuple[tuple[Any, ...], ...],
    sums: frozenset[int] = frozenset(),
) -> Sheet:
    return Sheet(
        name=words.say(f"bill.{name}_name"),
        title=words.say(f"bill.{name}_title"),
        columns=tuple((words.say(key), kind) for key, kind in heads),
        rows=rows,
        sums=sums,
        note=words.say(f"bill.{name}_note") if rows else words.say("paper.nothing"),
    )
