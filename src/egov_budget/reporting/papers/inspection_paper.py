"""The inspection report as a paper in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.language import language_of
from egov_budget.reporting.papers.paper import Cells, Paper, Sheet, decimals, with_total
from egov_budget.reporting.papers.titles import Titles
from egov_budget.reporting.papers.write_paper import write_paper
from egov_budget.scenario.attainment import BANDS

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from egov_budget.inspection import Inspection
    from egov_budget.language import Language

TEXT, MONEY, COUNT, POINTS, PART = Cells.TEXT, Cells.MONEY, Cells.COUNT, Cells.POINTS, Cells.PART
LEAST_DELIVERED = 100  # projects that fell short the most, in a paper; the noun has them all


def write_inspection(found: Inspection, path: Path, lang: str = "en") -> None:
    """Write the paper of an inspection in the form that the file's name asks for, whole or not at all."""
    write_paper(inspection_paper(found, lang), path)


def inspection_paper(found: Inspection, lang: str = "en") -> Paper:
    """Put an inspection report into the words of a language.

    Parameters
    ----------
    found : Inspection
        Its findings.
    lang : str
        ``"en"`` or ``"fa"``.

    Returns
    -------
    Paper
        Eight tables, each line with the rows of the input it rests on.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    words = language_of(lang)
    say, total, settings = words.say, found.total, found.plan.scenario.settings
    titles = Titles(found.plan.scenario, words)
    facts = [
        (say("inspection.scenario"), words.isolate(settings.name)),
        (say("inspection.year"), words.fiscal_year(settings.fiscal_year)),
        (say("inspection.credits"), words.money(total["credits"], settings.currency)),
        (say("inspection.none"), words.number(total["none"])),
        (say("inspection.duplicated"), words.number(total["duplicated"])),
        (say("inspection.withheld"), words.number(total["withheld"])),
        (say("inspection.above"), words.number(total["above"])),
    ]
    if found.evaluation is not None:
        facts += [
            (say("inspection.promised"), words.number(total["promised"], 3)),
            (say("inspection.realised"), words.number(total["realised"], 3)),
        ]
    sheets = (
        _bands(found, words, titles), _money(found, words, titles), _untouched(found, words, titles),
        _delivered(found, words, titles), _duplicated(found, words, titles), _withheld(found, words, titles),
        _conflicts(found, words, titles),
    )  # fmt: skip
    return Paper(
        title=say("inspection.title"),
        facts=tuple((label, text) for label, text in facts if text),
        sheets=sheets,
        language=words,
        decimals=decimals(settings.quantum),
        foot=say("inspection.foot", currency=words.word("currency", settings.currency)),
    )


def _bands(found: Inspection, words: Language, titles: Titles) -> Sheet:
    rows = [
        (
            titles.of("agencies", row["agency"]),
            row["services"],
            *(row[band] for band in BANDS),
            row["evidence"],
        )
        for row in _records(found.agencies)
    ]
    counted = [(words.say(f"band.{band}"), COUNT) for band in BANDS]
    listed, sums = with_total(rows, 0, [1, 2, 3, 4, 5], words.say("paper.total"))
    heads = [("agency", TEXT), ("services", COUNT)]
    return _sheet(words, "bands", heads, listed, sums, extra=counted, proof=True)


def _money(found: Inspection, words: Language, titles: Titles) -> Sheet:
    money, gains = ("asked", "credits", "spent"), ("promised", "expected", "realised")
    counted = ("duplicated", "withheld")
    rows = [
        (
            titles.of("agencies", row["agency"]),
            *(row[name] for name in (*money, *gains, *counted)),
            row["conflict"],
        )
        for row in _records(found.agencies)
    ]
    known = [at for at in range(1, 9) if any(row[at] is not None and row[at] == row[at] for row in rows)]
    listed, sums = with_total(rows, 0, known, words.say("paper.total"))
    heads = [("agency", TEXT), *((name, MONEY) for name in money), *((name, POINTS) for name in gains),
             *((name, COUNT) for name in counted), ("conflict", PART)]  # fmt: skip
    return _sheet(words, "money", heads, listed, sums)


def _untouched(found: Inspection, words: Language, titles: Titles) -> Sheet:
    rows = [
        (titles.of("agencies", row["agency"]), titles.of("services", row["service"]), row["funded"],
         row["evidence"])
        for row in _records(found.untouched)
    ]  # fmt: skip
    heads = [("agency", TEXT), ("service", TEXT), ("funded", COUNT)]
    return _sheet(words, "untouched", heads, tuple(rows), proof=True)


def _delivered(found: Inspection, words: Language, titles: Titles) -> Sheet:
    rows = [
        (titles.of("agencies", row["agency"]), titles.of("projects", row["project"]), row["credits"],
         row["spent"], row["promised"], row["realised"], row["factor"], row["evidence"])
        for row in _records(found.delivered.head(LEAST_DELIVERED))
    ]  # fmt: skip
    heads = [("agency", TEXT), ("project", TEXT), ("credits", MONEY), ("spent", MONEY), ("promised", POINTS),
             ("realised", POINTS), ("factor", PART)]  # fmt: skip
    return _sheet(words, "delivered", heads, tuple(rows), proof=True)


def _duplicated(found: Inspection, words: Language, titles: Titles) -> Sheet:
    rows = [
        (words.say(f"finding.{row['state'].replace(' ', '_')}"),
         *(titles.both(row[f"project_{end}"], row[f"agency_{end}"]) for end in "ab"), row["at_stake"],
         row["evidence"])
        for row in _records(found.duplicated)
    ]  # fmt: skip
    listed, sums = with_total(rows, 0, [3], words.say("paper.total"))
    heads = [("state", TEXT), ("project", TEXT), ("other", TEXT), ("at_stake", MONEY)]
    return _sheet(words, "duplicated", heads, listed, sums, proof=True)


def _withheld(found: Inspection, words: Language, titles: Titles) -> Sheet:
    rows = [
        (titles.of("agencies", row["provider"]), words.isolate(row["register"]),
         titles.of("services", row["service"]),
         words.say("inspection.duty" if row["legal_duty"] else "inspection.no_duty"),
         row["gain"], row["credits"], row["evidence"])
        for row in _records(found.withheld)
    ]  # fmt: skip
    heads = [("provider", TEXT), ("register", TEXT), ("service", TEXT), ("law", TEXT), ("gain", POINTS),
             ("freed", MONEY)]  # fmt: skip
    return _sheet(words, "withheld", heads, tuple(rows), proof=True)


def _conflicts(found: Inspection, words: Language, titles: Titles) -> Sheet:
    rows = [
        (titles.of("agencies", row["agency"]), row["index"],
         words.say("inspection.barred" if row["above"] else "inspection.free"),
         words.listed([words.word("interest", kind) for kind in row["kinds"].split(";") if kind]),
         row["evidence"])
        for row in _records(found.conflicts)
    ]  # fmt: skip
    heads = [("agency", TEXT), ("index", PART), ("consequence", TEXT), ("kinds", TEXT)]
    return _sheet(words, "conflicts", heads, tuple(rows), proof=True)


def _records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")


def _sheet(
    words: Language,
    name: str,
    heads: list[tuple[str, Cells]],
    rows: tuple[tuple[Any, ...], ...],
    sums: frozenset[int] = frozenset(),
    *,
    extra: list[tuple[str, Cells]] | None = None,
    proof: bool = False,
) -> Sheet:
    columns = [(words.say(f"inspection.{key}"), kind) for key, kind in heads]
    columns += [*(extra or []), *([(words.say("inspection.evidence"), TEXT)] if proof else [])]
    return Sheet(
        name=words.say(f"inspection.{name}_name"),
        title=words.say(f"inspection.{name}_title"),
        columns=tuple(columns),
        rows=rows,
        sums=sums,
        note=words.say(f"inspection.{name}_note") if rows else words.say("paper.nothing"),
    )
