"""Overlaps: graded pairs, binding groups, and the sheet reviewers work on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from egov_budget.overlaps.review_sheet import write_sheet
from egov_budget.similarity import SimilarityGraph


@dataclass(frozen=True, eq=False, repr=False)
class Overlaps:
    """Pairs of projects that may be the same work, and the groups that bind.

    Parameters
    ----------
    graph : SimilarityGraph
        Where the pairs come from; ``graph.evidence(a, b)`` says why a pair is alike.
    pairs : DataFrame
        A row for each pair, what is worth reading first on top: project_a, project_b (a < b),
        similarity (0-1), overlap and duplication (probability of at least that degree), degree
        (``fragmentation``, ``overlap`` or ``duplication``), confidence (probability of at least the
        degree it is graded), share (part of the smaller project's work that could be done once),
        at_stake (that work in currency units), verdict (empty without one), binds, group (of both
        projects, or empty).
    members : DataFrame
        A row for each member of a binding group: group, project, common, connection (currency
        units, whole quanta), lead (whether a verdict names it). A project stands in one group at most.
    families : DataFrame
        Groups to look at, binding or not: family, project. Pairs graded overlap or more.
    """

    graph: SimilarityGraph
    pairs: pd.DataFrame
    members: pd.DataFrame
    families: pd.DataFrame

    def __repr__(self) -> str:
        counts = self.pairs["degree"].value_counts()
        graded = ", ".join(
            f"{counts.get(name, 0)} {name}" for name in ("duplication", "overlap", "fragmentation")
        )
        return f"<Overlaps: {graded}; {self.members['group'].nunique()} groups of {len(self.members)} bind>"

    def to_csv(self, path: str | Path) -> None:
        """Write the review sheet: one row a pair, what is worth reading first on top.

        A reviewer fills in verdict, share, connection_cost, lead, reviewer, date and reason;
        ``read_verdicts`` reads the sheet back.

        Parameters
        ----------
        path : str or Path
            File to write, UTF-8 with byte order mark so that spreadsheets read it right.
        """
        write_sheet(self.pairs, self.graph, Path(path))
