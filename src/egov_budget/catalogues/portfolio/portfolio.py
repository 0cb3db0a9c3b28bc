"""Portfolio: a list of projects with what each of its columns holds, who asks, and of which type each is."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from egov_budget.catalogues.portfolio.headings import COLUMNS, TABLE, Headings, headings
from egov_budget.catalogues.portfolio.owners import Owners, owners
from egov_budget.catalogues.portfolio.table import Type, published_table
from egov_budget.catalogues.portfolio.type_of import type_of
from egov_budget.catalogues.published import Published
from egov_budget.intake.one_table import OneTable
from egov_budget.scenario.conform import read_column
from egov_budget.scenario.field import Field, Kind

ROW = "row"  # begins ids that the list does not have
AMOUNT = Field("cost", Kind.MONEY, "Credits requested; 0 asks for nothing.")
TEXTS = ("type", "title", "description")


@dataclass(frozen=True, eq=False)
class Portfolio:
    """A list of projects, understood.

    Parameters
    ----------
    source : OneTable
        The list as it was handed over.
    headings : Headings
        What its columns hold.
    table : Published
        The list as the table of projects it becomes; rows without an id have one by their row.
    """

    source: OneTable
    headings: Headings
    table: Published

    @classmethod
    def of(cls, source: OneTable, columns: Mapping[str, str]) -> Portfolio:
        """Return a list understood, its cells not yet checked.

        Parameters
        ----------
        source : OneTable
            The list as it was handed over.
        columns : mapping of str to str
            Label by column, as far as it is told.

        Raises
        ------
        IntakeError
            If there is nothing that can be read.
        """
        cells = source.frame
        known = headings(cells.columns, columns)
        labels = {"id": ROW} | known.labels
        if "id" not in known.labels:
            rows = source.kept.numbers
            cells = cells.assign(**{ROW: [f"{ROW}-{row:0{len(str(rows[-1]))}}" for row in rows[1:]]})
        faults = [*source.faults, *known.faults]
        table = Published.of(source.name, TABLE, labels, (cells, faults), lines=source.kept.numbers)
        if (label := known.labels.get("cost")) is not None:
            nothing = read_column(TABLE, AMOUNT, table.cells[label])[0] == 0
            cells = table.cells.assign(**{label: table.cells[label].mask(nothing, "")})
            table = dataclasses.replace(table, cells=cells)
        return cls(source, known, table)

    @cached_property
    def texts(self) -> pd.DataFrame:
        """Cells by column without blanks around them; all columns are there, those of no label empty."""
        there = self.table.renamed()
        empty = pd.Series("", index=there.index, dtype="str")
        return pd.DataFrame({name: there.get(name, empty).str.strip() for name in COLUMNS})

    @cached_property
    def owners(self) -> Owners:
        """Agencies and services of the projects."""
        return owners(self.texts["agency"].tolist(), self.texts["service"].tolist())

    @cached_property
    def types(self) -> list[tuple[Type, str]]:
        """Type of each project, and the column that tells it."""
        known = published_table().types
        rows = zip(*(self.texts[name] for name in TEXTS), strict=True)
        return [type_of(dict(zip(TEXTS, row, strict=True)), known) for row in rows]
