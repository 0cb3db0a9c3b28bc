"""The list of an index as it bears on pairs of a new request and one of the list."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.overlaps.beyond_chance import LETTERS, Chance
from egov_budget.overlaps.corpus import Corpus
from egov_budget.overlaps.index import Index, stacked
from egov_budget.overlaps.kinds import WorkKinds, kinds
from egov_budget.overlaps.named_products import Named, named
from egov_budget.similarity.term_matrix import TermMatrix, term_matrices

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from egov_budget.similarity import SimilarityGraph


class IndexCorpus(Corpus):
    """What an index says of new requests and those of the list that they are like.

    Parameters
    ----------
    graph : SimilarityGraph
        New records first, then those of the index; its edges join one with the other.
    index : Index
        The list.
    new : DataFrame
        The new records.
    rows : ndarray of int64
        Rows in the index of the others.
    """

    def __init__(
        self, graph: SimilarityGraph, index: Index, new: pd.DataFrame, rows: NDArray[np.int64]
    ) -> None:
        super().__init__(graph)
        self.index = index
        self.new = new
        self.rows = rows

    @property
    def size(self) -> int:
        """Number of records of the list."""
        return int(self.index.header["size"])

    @cached_property
    def letters(self) -> list[TermMatrix]:
        """Letters of the records, weighed by the list."""
        known = self.index.header["chance"]
        terms = {LETTERS.name: self.index.vocabulary(LETTERS.name)} if known else {}
        made = term_matrices(self.new, [LETTERS], known=terms) if known else []
        return [self.index.joined(matrix, self.rows) for matrix in made]

    def chance(self, matrix: TermMatrix) -> Chance:
        """Return how alike two of the list are by chance."""
        del matrix  # an index has letters alone
        return Chance(*self.index.header["chance"][0])

    @cached_property
    def near(self) -> csr_array:
        """Similarity of each record with its neighbours in the list: new ones have those found here."""
        from scipy.sparse import csr_array

        edges = (self.graph.similarity, (self.graph.left, self.rows[self.graph.right - len(self.new)]))
        own = csr_array(edges, shape=(len(self.new), self.size))
        return stacked(own, self.index.sparse("near", self.size)[self.rows])

    @cached_property
    def usual(self) -> NDArray[np.float64]:
        """What the two records of each edge of the list have in neighbours, ascending."""
        return self.index["usual"]

    @cached_property
    def kinds(self) -> WorkKinds:
        """Kinds of work that the records speak of, weighed by the list."""
        new = kinds(self.new, (self.index["kinds.holders"], self.size))
        old = self.index.sparse("kinds", len(new.names))[self.rows]
        return replace(new, rows=stacked(new.rows, old))

    @cached_property
    def named(self) -> Named:
        """What the records name, counted over the list."""
        return named(self.graph.records, self.index.census)
