"""Ballot: the projects of an election with their votes, costs and what the city made of them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from egov_budget.catalogues.pabulib.election import Election
from egov_budget.errors import Fault
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.conform import read_column
from egov_budget.scenario.field import Field, Kind

SUPPORT = (
    Field("votes", Kind.NUMBER, "Votes for the project.", required=True),
    Field("score", Kind.NUMBER, "Points that the votes gave the project.", required=True),
)
SELECTED = Field("selected", Kind.WHOLE, "1 if the city chose the project, 0 if not.")
LABELS = {"title": "name", "category": "category", "thematic_area": "category", "addressee": "beneficiaries"}
LISTS = ("thematic_area", "addressee")


@dataclass(frozen=True, eq=False)
class Ballot:
    """Projects on a ballot, in the order of the file; all columns as long as the ballot.

    Parameters
    ----------
    projects : DataFrame
        Id, cost and texts as they stand in the file.
    cost : Series of float
        Costs, currency units; NaN where a cell is no amount.
    support : Series of float
        Votes, or the score in a file without votes.
    selected : Series of int
        Code of the city's own selection: 1 from the budget, above 1 in another way, 0 not at all.
    told : bool
        Whether the file has such codes.
    faults : tuple of Fault
        Numbers that cannot be read.
    """

    projects: pd.DataFrame
    cost: pd.Series
    support: pd.Series
    selected: pd.Series
    told: bool
    faults: tuple[Fault, ...]

    @classmethod
    def of(cls, election: Election) -> Ballot:
        """Read the numbers and texts of an election's projects.

        Parameters
        ----------
        election : Election
            The file.

        Returns
        -------
        Ballot
            Empty if the projects could not be read.
        """
        frame, there = election.projects.renamed(), election.projects.cells
        for column, label in LABELS.items():
            if label in there:
                frame[column] = there[label].str.replace(",", ";") if column in LISTS else there[label]
        blank = pd.Series([""] * len(there), dtype="str")
        faults: list[Fault] = []

        def read(column: Field) -> pd.Series:
            series, found = read_column("projects", column, there.get(column.name, blank))
            faults.extend(found)
            return series

        support = next((column for column in SUPPORT if column.name in there), SUPPORT[0])
        if not election.projects.unread and support.name not in there:
            faults.append(Fault.of("no_votes", "projects", 1, "votes"))
        votes = read(support) if support.name in there else pd.Series(0.0, index=blank.index)
        selected = read(SELECTED).fillna(0).astype("int64")
        cost = read_column("projects", BY_NAME["projects"]["cost"], there.get("cost", blank))[0]
        return cls(frame, cost, votes, selected, SELECTED.name in there, tuple(faults))
