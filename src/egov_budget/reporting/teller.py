"""Teller: the tables of a paper in the words of a language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from egov_budget.counting.plan import records
from egov_budget.display.paper import Fact, Paper, decimals
from egov_budget.display.places import FIRST
from egov_budget.display.table import WORD, Cell, Column, Formula, Kind, Table, columns
from egov_budget.language import cut, harmless
from egov_budget.reporting.told_columns import told_columns
from egov_budget.scenario.names import names_in
from egov_budget.scenario.titles import Titles

if TYPE_CHECKING:
    import re

    import pandas as pd

    from egov_budget.language import Language
    from egov_budget.scenario import Scenario

More = Mapping[str, Column] | None
LETTERS = 90  # of a name in a title
AS_IT_IS = "as_it_is"
TABLES = {"agency": "agencies", "project": "projects", "service": "services"}  # whose ids a column holds


@dataclass(frozen=True, eq=False)
class Teller:
    """Says what stands on a paper; the words of a table are those of a section of the language.

    Parameters
    ----------
    section : str
        Where title, facts, headings, names and notes of the paper stand among the messages.
    words : Language
        What it speaks.
    scenario : Scenario
        Where titles stand.
    """

    section: str
    words: Language
    scenario: Scenario

    def say(self, key: str, /, **values: str | int) -> str:
        """Return a message of the section."""
        return self.words.say(f"{self.section}.{key}", **values)

    def paper(self, facts: Iterable[tuple[str, str]], tables: Iterable[Table]) -> Paper:
        """Return the paper of the scenario's name, facts by their keys, and tables; no text is no fact."""
        settings = self.scenario.settings
        listed = [("scenario", self.words.isolate(settings.name)), *facts]
        return Paper(
            title=self.say("title"),
            facts=tuple(Fact(self.say(key), text) for key, text in listed if text),
            tables=tuple(tables),
            language=self.words,
            decimals=decimals(settings.quantum),
            foot=self.say("foot", currency=self.words.word("currency", settings.currency)),
        )

    def table(self, name: str, rows: Sequence[Sequence[Cell]], by: int | None = None, **more: More) -> Table:
        """Return a table with its sums as rows.

        Parameters
        ----------
        name : str
            Key of its columns; the end of it, behind a slash, is that of its name, title and note.
        rows : sequence of sequence
            Its cells.
        by : int or None
            Place of the cell whose runs get subtotals.
        more : mapping of str to Column or None
            Columns in place of a key, each by its name in a frame: several, or none.
        """
        own, name = self.columns(told_columns(self.section, name), **more), name.rpartition("/")[2]
        note = self.say(f"{name}_note") if rows else self.words.say("paper.nothing")
        table = Table(self.say(f"{name}_name"), self.say(f"{name}_title"), own, rows, (note,))
        if not any(column.total for column in own):
            return table
        return table.summed(self.words.say("paper.total"), by=by, subtotal=self.words.say("paper.subtotal"))

    def listed(self, name: str, frame: pd.DataFrame, by: int | None = None, **more: More) -> Table:
        """Return the table of a frame, whose columns columns.toml names; ids and evidence in words."""
        return self.table(name, self.rows(name, frame, more), by, **more)

    def columns(self, told: str, **more: More) -> tuple[Column, ...]:
        """Return columns that are told in one line; a key with a point in it is one of another section."""
        return columns(told, lambda key: self.words.say(key) if "." in key else self.say(key), more)

    def rows(
        self,
        name: str,
        frame: pd.DataFrame,
        more: Mapping[str, More] = MappingProxyType({}),
        *,
        section: str = "",
        formulas: Mapping[str, str] = MappingProxyType({}),
    ) -> list[tuple[Cell, ...]]:
        """Return the cells of a frame; a formula has ``{at}`` for the row of a sheet it stands in."""
        ways, found = [], []
        for word in WORD.finditer(told_columns(section or self.section, name)):
            own = more.get(word["key"])
            if own is None:
                ways.append((word["key"], word["of"] or word["key"], self._way(word)))
            else:
                ways += [(key, key, self._ways[AS_IT_IS]) for key in own]
        for at, row in enumerate(records(frame), start=FIRST):
            cells = {key: way(row[of]) for key, of, way in ways}
            cells |= {key: Formula(text.format(at=at), cells[key]) for key, text in formulas.items()}
            found.append(tuple(cells.values()))
        return found

    def _way(self, word: re.Match[str]) -> Callable[[Any], Any]:
        """Return how the cells of a column are told; where that is not named, as its heading says."""
        if word["how"]:
            return self._ways[word["how"]]
        by_heading = {} if word["kind"] == Kind.NAME else self._ways
        return by_heading.get(word["key"], self._ways[AS_IT_IS])

    @cached_property
    def _ways(self) -> Mapping[str, Callable[[Any], Any]]:
        words = self.words
        return {
            AS_IT_IS: lambda cell: cell, "about": self.about, "choice": names_in(words.code).choice,
            "amount": words.amount, "hundredths": partial(words.number, digits=2), "short": self.short,
            "code": self.code, "date": words.date, "evidence": self.evidence, "holders": self.holders,
            "isolated": words.isolate, "number": words.number, "programme": self.programme, "said": self.say,
            "title_of": self.named.__getitem__, "member": lambda role: self.say(f"is_{role}"),
            **{section: partial(words.word, section) for section in ("band", "band_range", "status")},
            **{key: partial(self.called, table) for key, table in TABLES.items()},
        }  # fmt: skip

    def called(self, table: str, name: str) -> str:
        """Return what an id is called; set so that it reads right."""
        return self.titles.of(table, name)

    def short(self, project: str) -> str:
        """Return the title of a project on a line; set so that it reads right."""
        told = self.called("projects", project) if self.words.says_titles else self.named[project]
        return self.words.isolate(cut(told, LETTERS))

    def about(self, name: str) -> str:
        """Return what a subject is called: records of any table, or several with a slash between."""
        return self.titles.called(name)

    def programme(self, name: str) -> str:
        """Return what a category of projects is called, which may be none."""
        return self.called("categories", name) if name else self.say("no_programme")

    def code(self, text: str) -> str:
        """Return a number that is a name: of an account, or of a law."""
        return self.words.isolate(self.words.digits(text))

    def holders(self, names: str) -> str:
        """Return what several agencies are called, listed."""
        return self.words.listed([self.called("agencies", name) for name in names.split(";")])

    def with_agency(self, project: str, agency: str) -> str:
        """Return what a project is called, with its agency."""
        both = {"project": self.called("projects", project), "agency": self.called("agencies", agency)}
        if f"({harmless(both['agency'])})" in both["project"]:  # its agency tells it apart already
            return both["project"]
        return self.words.say("paper.of_agency", **both)

    def cases(self, count: float) -> str:
        """Return a count of cases that were looked for."""
        return self.words.say("paper.cases", count=int(count))

    def evidence(self, told: str) -> str:
        """Return the rows of tables that a line rests on, as ``inspection.evidence`` names them."""
        names, found = names_in(self.words.code), []
        for part in filter(None, told.split("; ")):
            table, _, places = part.partition(" ")
            shown, _, more = places.partition(" +")
            rows = self.words.beside([self.words.digits(place) for place in shown.split(", ")])
            rows = self.words.say("paper.more_rows", rows=rows, count=int(more)) if more else rows
            found.append(f"{names.table(table)} {rows}")
        return self.words.beside(found, "apart")

    @cached_property
    def agencies(self) -> frozenset[str]:
        """Ids of agencies."""
        return frozenset(self.scenario.agencies["id"])

    @cached_property
    def titles(self) -> Titles:
        """What records are called."""
        return Titles(self.scenario, self.words)

    @cached_property
    def named(self) -> pd.Series:
        """Title of each project by id, as it is in the requests."""
        return self.scenario.projects.set_index("id")["title"]
