"""SimilarityGraph: who resembles whom, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.display import Displayed
from egov_budget.language import all_digits, counted
from egov_budget.similarity.attributes import by_attribute
from egov_budget.similarity.shared import Shared
from egov_budget.similarity.term_matrix import TermMatrix, contributions, weights

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class SimilarityGraph(Displayed):
    """Records and the pairs among them that are alike, each with its evidence.

    Edges are arrays, so that a million of them cost little. ``edges`` shows them as a table,
    ``networkx()`` as a graph, and ``evidence`` says of any one pair why it is alike.

    Parameters
    ----------
    records : DataFrame
        The records compared: id, agency, title, description and attributes, ascending by id.
    matrices : tuple of TermMatrix
        Their terms, part by part.
    left, right : ndarray of int64
        Rows of the two records of each edge, left < right, ascending.
    contributions : ndarray of float64, shape (edges, parts)
        What each part adds to the similarity.
    least : float
        Similarity from which a pair is an edge, 0-1.
    left_out : int
        Pairs that were left out though they are at least half alike on rare terms: each of the two records
        has more of them than ``most``.

    Attributes
    ----------
    parts : tuple of str
        Names of the parts compared.
    similarity : ndarray of float64
        Similarity of each edge, 0-1: exactly the sum of its contributions.
    """

    records: pd.DataFrame
    matrices: tuple[TermMatrix, ...]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    contributions: NDArray[np.float64]
    least: float
    left_out: int = 0
    parts: tuple[str, ...] = field(init=False)
    similarity: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        parts = tuple(matrix.part.name for matrix in self.matrices)
        vars(self).update(parts=parts, similarity=self.contributions.sum(axis=1))

    @property
    def edges(self) -> pd.DataFrame:
        """Edges as a table: a, b (a < b), similarity, and what each part adds to it."""
        ids = self.records["id"]
        parts = {name: self.contributions[:, at] for at, name in enumerate(self.parts)}
        ends = {"a": ids.take(self.left).array, "b": ids.take(self.right).array}
        return pd.DataFrame({**ends, "similarity": self.similarity, **parts})

    def __len__(self) -> int:
        """Return the number of edges."""
        return len(self.left)

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"pairs": self.edges.sort_values("similarity", ascending=False, kind="stable")}

    def __repr__(self) -> str:
        cut = f", {self.left_out:,} strong ones left out" if self.left_out else ""
        pairs = f"{counted(len(self), 'pair')} from {all_digits(self.least)}{cut}"
        return f"<SimilarityGraph: {counted(len(self.records), 'record')}, {pairs}>"

    def row(self, record: str) -> int:
        """Return the row of a record.

        Raises
        ------
        KeyError
            If no record has that id.
        """
        at = int(self._ids.get_indexer(pd.Index([record]))[0])
        if at < 0:
            raise KeyError(record)
        return at

    def rows(self, records: pd.Series) -> NDArray[np.int64]:
        """Return the row of each of many records; -1 where none has that id."""
        return np.asarray(self._ids.get_indexer(pd.Index(records)), dtype=np.int64)

    @cached_property
    def _ids(self) -> pd.Index[str]:
        ids: pd.Index[str] = pd.Index(self.records["id"])
        return ids

    def edge(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the number of the edge that joins each two rows; -1 where none does."""
        key = np.minimum(left, right) * len(self.records) + np.maximum(left, right)
        at = np.searchsorted(self._keys, key)
        return np.where(self._keys[at] == key, at, -1)

    @cached_property
    def _keys(self) -> NDArray[np.int64]:
        """What each edge is found by, ascending, and behind them what none has."""
        return np.append(self.left * len(self.records) + self.right, np.iinfo(np.int64).max)

    def score(self, a: str, b: str) -> float:
        """Return the similarity of any two records, edge or not; a record is like itself to degree 1.

        Raises
        ------
        KeyError
            If no record has one of the ids.
        """
        left, right = self.row(a), self.row(b)
        if left == right:
            return 1.0
        return float(self._added(left, right).sum())

    def _added(self, left: int, right: int) -> NDArray[np.float64]:
        """Return what each part adds to the similarity of two rows."""
        added: NDArray[np.float64] = contributions(self.matrices, np.array([left]), np.array([right]))[0]
        return added

    def evidence(self, a: str, b: str) -> pd.DataFrame:
        """Return the contribution of each part to the similarity of two records, and the terms they share.

        Parameters
        ----------
        a, b : str
            Ids of any two records, edge or not.

        Returns
        -------
        DataFrame
            A row for each part: part, contribution (0-1, together exactly the similarity), most
            (what it could add at best) and shared (terms or attributes in common, rarest first).

        Raises
        ------
        KeyError
            If no record has one of the ids.

        Examples
        --------
        >>> from egov_budget import worlds
        >>> from egov_budget.similarity import similarity_graph
        >>> graph = similarity_graph(worlds.four_projects())
        >>> graph.evidence("tax-login", "health-login")["shared"].iloc[0]
        ('for', 'in', 'platform', 'sign', 'single')
        """
        left, right = self.row(a), self.row(b)
        share = weights(self.matrices, np.array([left, right]))
        return pd.DataFrame(
            {
                "part": list(self.parts),
                "contribution": self._added(left, right),
                "most": np.sqrt(share[0] * share[1]),
                "shared": [
                    Shared(matrix, self.records, np.array([left, right])).of(left, right)
                    for matrix in self.matrices
                ],
            }
        )

    def attributes(self, a: str, b: str) -> pd.DataFrame:
        """Return the contribution of each attribute to the similarity of two records.

        Parameters
        ----------
        a, b : str
            Ids of any two records, edge or not.

        Returns
        -------
        DataFrame
            A row for each attribute: part, attribute (a column, or the columns of a text read as one) and
            contribution (0-1, together exactly the similarity).

        Raises
        ------
        KeyError
            If no record has one of the ids.

        Examples
        --------
        >>> from egov_budget import worlds
        >>> from egov_budget.similarity import similarity_graph
        >>> graph = similarity_graph(worlds.four_projects())
        >>> graph.attributes("tax-login", "health-login")["attribute"].head(3).tolist()
        ['title', 'title, description', 'thematic_area']
        """
        pair = self.row(a), self.row(b)
        rows = [
            (matrix.part.name, attribute, step)
            for matrix, part in zip(self.matrices, self._added(*pair).tolist(), strict=True)
            for attribute, step in by_attribute(matrix, self.records, pair, part).items()
        ]
        return pd.DataFrame(rows, columns=["part", "attribute", "contribution"])

    def networkx(self) -> nx.Graph[str]:
        """Return the graph for networkx: records as nodes, pairs as edges with their evidence.

        Returns
        -------
        networkx.Graph
            Nodes carry agency and title; edges carry ``similarity`` and ``contributions``, a mapping
            of part to what it adds. For a million edges take ``edges`` instead: this makes Python
            objects of them.
        """
        import networkx as nx

        graph: nx.Graph[str] = nx.Graph()
        names = [name for name in ("agency", "title") if name in self.records]
        ids = self.records["id"].tolist()
        graph.add_nodes_from(ids)
        for name in names:
            nx.set_node_attributes(graph, dict(zip(ids, self.records[name].tolist(), strict=True)), name)
        for left, right, added in zip(self.left, self.right, self.contributions.tolist(), strict=True):
            evidence = dict(zip(self.parts, added, strict=True))
            graph.add_edge(ids[left], ids[right], similarity=sum(added), contributions=evidence)
        return graph
