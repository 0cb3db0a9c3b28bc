"""What a whole list of records says of the pairs of a graph: how common, how usual, by whom named."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.overlaps.beyond_chance import LETTERS, Chance, chance_of
from egov_budget.overlaps.kinds import WorkKinds, kinds
from egov_budget.overlaps.named_products import Named, named
from egov_budget.overlaps.shared_neighbours import shared_neighbours
from egov_budget.overlaps.site_bound import site_bound
from egov_budget.similarity.term_matrix import TermMatrix, term_matrices

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from egov_budget.similarity import SimilarityGraph


class Corpus:
    """The list that the records of a graph are compared in: here the records themselves.

    Parameters
    ----------
    graph : SimilarityGraph
        Records and who resembles whom.
    """

    def __init__(self, graph: SimilarityGraph) -> None:
        self.graph = graph

    @property
    def size(self) -> int:
        """Number of records of the list."""
        return len(self.graph.records)

    @cached_property
    def letters(self) -> list[TermMatrix]:
        """Letters of the records of the graph, weighed by the list; empty where they have no texts."""
        return term_matrices(self.graph.records, [LETTERS])

    def chance(self, matrix: TermMatrix) -> Chance:
        """Return how alike two of the list are by chance, in letters or in meaning."""
        return chance_of(self.graph.records, matrix)

    @cached_property
    def near(self) -> csr_array:
        """Similarity of each record of the graph with each of its neighbours in the list."""
        from scipy.sparse import csr_array

        graph = self.graph
        ends = (np.concatenate([graph.left, graph.right]), np.concatenate([graph.right, graph.left]))
        return csr_array((np.tile(graph.similarity, 2), ends), shape=(self.size, self.size))

    @cached_property
    def usual(self) -> NDArray[np.float64]:
        """What the two records of each edge of the list have in neighbours, ascending."""
        return np.sort(shared_neighbours(self.near, self.graph.left, self.graph.right))

    @cached_property
    def sited(self) -> NDArray[np.int64]:
        """Whether each record of the graph is bound to a site, 0 or 1."""
        return site_bound(self.graph.records).astype(np.int64)

    @cached_property
    def kinds(self) -> WorkKinds:
        """Kinds of work that the records of the graph speak of, weighed by the list."""
        return kinds(self.graph.records)

    @cached_property
    def named(self) -> Named:
        """What the records of the graph name, counted over the list."""
        return named(self.graph.records)
