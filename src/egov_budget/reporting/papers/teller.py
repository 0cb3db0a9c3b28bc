"""Teller: the tables of a paper in the words of a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from egov_budget.counting.plan import records
from egov_budget.display.paper import Fact, Paper, decimals
from egov_budget.display.table import Cell, Column, Table, columns
from egov_budget.language import harmless
from egov_budget.reporting.told_columns import told_columns
from egov_budget.scenario.names import names_in
from egov_budget.scenario.titles import Titles

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.language import Language
    from egov_budget.scenario import Scenario

More = Iterable[Column] | None
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
        more : iterable of Column or None
            Columns in place of a key: several, or an empty one for none.
        """
        own, name = columns(told_columns(self.section, name), self.say, more), name.rpartition("/")[2]
        note = self.say(f"{name}_note") if rows else self.words.say("paper.nothing")
        table = Table(self.say(f"{name}_name"), self.say(f"{name}_title"), own, rows, (note,))
        if not any(column.total for column in own):
            return table
        return table.summed(self.words.say("paper.total"), by=by, subtotal=self.words.say("paper.subtotal"))

    def listed(self, name: str, frame: pd.DataFrame, by: int | None = None, **more: More) -> Table:
        """Return the table of a frame: each heading's key names its column; ids and evidence in words."""
        named = re.findall(r"(\w+)\S*", told_columns(self.section, name))
        keys = [key for key in named if more.get(key) is None]
        rows = [tuple(self._cell(key, row[key]) for key in keys) for row in records(frame)]
        return self.table(name, rows, by, **more)

    def _cell(self, key: str, value: Any) -> Cell:
        if key in TABLES:
            return self.called(TABLES[key], value)
        told: Cell = self.evidence(value) if key == "evidence" else value
        return told

    def called(self, table: str, name: str) -> str:
        """Return what an id is called; set so that it reads right."""
        return self._titles.of(table, name)

    def about(self, name: str) -> str:
        """Return what a subject is called: records of any table, or several with a slash between."""
        return self._titles.called(name)

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
            rows = [self.words.digits(place) for place in places.split(", ")]
            found.append(f"{names.table(table)} {self.words.beside(rows)}")
        return self.words.beside(found, "apart")

    @cached_property
    def agencies(self) -> frozenset[str]:
        """Ids of agencies."""
        return frozenset(self.scenario.agencies["id"])

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self.scenario, self.words)
