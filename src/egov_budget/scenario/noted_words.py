"""What was noted of the requests, in words: where it stood, what it is about, what was noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.names import names_in
from egov_budget.scenario.titles import CELL, Titles

CHANGED = 3  # parts of the subject of a note on a change of the map: table, id before, id after

if TYPE_CHECKING:
    from egov_budget.language import Language
    from egov_budget.scenario.scenario import Scenario


def noted_words(scenario: Scenario, lang: Language, most: int) -> list[tuple[str, str, str]]:
    r"""Return source, subject and note of the first notes of a scenario.

    A language that calls records by their titles has sentences of its own for what the package notes; notes
    on records that are no longer asked for, which have no title any more, are counted.

    Parameters
    ----------
    scenario : Scenario
        Whose notes they are.
    lang : Language
        What they are written in.
    most : int
        How many notes are told.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import worlds
    >>> from egov_budget.language import language_of
    >>> told = {"source": "plan", "subject": ["gone", "lost"], "note": "delivered: asks no more"}
    >>> noted = worlds.four_projects().replace(notes=pd.DataFrame(told))
    >>> noted_words(noted, language_of("en"), 1)
    [('plan', 'gone', 'delivered: asks no more')]
    >>> [subject for _, subject, _ in noted_words(noted, language_of("fa"), 2)]
    ['۲ مورد']
    """
    rows = scenario.notes.head(most)[["source", "subject", "note"]].astype("str").itertuples(index=False)
    if not lang.says_titles:
        return [(source, subject, note) for source, subject, note in rows]
    titles, found = Titles(scenario, lang), dict[tuple[str, str, str], int]()
    for source, subject, note in rows:
        told = (_source(source, lang), _subject(source, subject, titles), _note(note, titles))
        found[told] = found.get(told, 0) + 1
    return [
        (source, subject or lang.say("paper.cases", count=count), note)
        for (source, subject, note), count in found.items()
    ]


def _source(source: str, lang: Language) -> str:
    return names_in(lang.code).table(source) if source in BY_NAME else lang.word("note_source", source)


def _subject(source: str, subject: str, titles: Titles) -> str:
    """Return what a note is about; nothing where it is an id that nothing has any more."""
    parts = subject.split(CELL)
    if all(map(titles.knows, parts)):
        return titles.called(subject)
    if len(parts) == CHANGED and parts[0] in BY_NAME:
        table, *ids = parts
        before, after = map(titles.called, ids)
        return titles.words.say("list.changed", table=_source(table, titles.words), before=before, next=after)
    if titles.words.has(f"part.{subject}"):
        return titles.words.word("part", subject)
    column = names_in(titles.words.code).column(subject)
    ours = source in BY_NAME or titles.words.has(f"note_source.{source}")
    return column if column != subject or not ours else ""


def _note(note: str, titles: Titles) -> str:
    lang = titles.words
    template, places = lang.taken_apart("note", note)
    if not template:
        return lang.word("note", note)
    told = {place: lang.part(place, value) for place, value in places.items()}
    for place in {"lead", "reviewer"} & {*places}:  # an agency may review
        if titles.knows(places[place]):
            told[place] = titles.subject(places[place])
        elif place == "lead":
            told[place] = lang.word("part", "another project")
    if "years" in places:
        told["years"] = lang.beside([*map(lang.fiscal_year, places["years"].split("; "))], "apart")
    if "verdict" in places:
        told["verdict"] = names_in(lang.code).choice(places["verdict"])
    return lang.say(f"note.{template}", **told)
