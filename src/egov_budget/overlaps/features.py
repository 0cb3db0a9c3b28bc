"""Features of a pair: all that is known of it, as numbers a calibration can weigh."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.overlaps.beyond_chance import beyond_chance
from egov_budget.overlaps.corpus import Corpus
from egov_budget.overlaps.kinds import WorkKinds
from egov_budget.overlaps.shared_neighbours import shared_neighbours
from egov_budget.similarity.compare import scored
from egov_budget.similarity.term_matrix import weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.similarity import SimilarityGraph

PARTS = ("title", "text", "goal", "means", "people", "meaning")
LACKING = ("no goal", "no means", "no people")
NAMES = (*PARTS, *LACKING, "letters", "copied", "company", "sited", "kinds", "size")
RISING = (*PARTS, "letters", "copied", "company", "kinds")  # more of these is never less likely the same work
FEW = 2_400  # records up to which their number tells nothing: the default was fitted among so many


@dataclass(frozen=True)
class Features:
    """The features of many pairs.

    Parameters
    ----------
    values : ndarray of float64, shape (pairs, features)
        By ``NAMES``: how alike each part is (cosine, 0-1; 0 where one of the two lacks it), which
        attributes one of them lacks (0 or 1), letters and copied (see ``beyond_chance``), company (part of
        the graph's edges that have fewer neighbours in common, 0-1), how many of the two are bound to a site
        (0-2), how alike the kinds of work are that they speak of (cosine, 0-1), and size (logarithm of the
        number of records over 2,400; 0 for fewer): among more records more are alike by chance. Letters,
        copied, company and kinds are 0 where attributes say it better (``Features.attributed``).
    similarity : ndarray of float64
        Similarity of each pair, 0-1.
    corpus : Corpus, optional
        The list that the pairs were compared in.
    """

    values: NDArray[np.float64]
    similarity: NDArray[np.float64]
    corpus: Corpus | None = None

    def __getitem__(self, pairs: NDArray[np.bool_]) -> Features:
        """Return the features of some of the pairs."""
        return replace(self, values=self.values[pairs], similarity=self.similarity[pairs])

    @property
    def kinds(self) -> WorkKinds | None:
        """The kinds of work of all records; none where every pair has attributes."""
        return None if self.corpus is None or self.attributed.all() else self.corpus.kinds

    @property
    def attributed(self) -> NDArray[np.bool_]:
        """Whether both records of a pair have attributes to compare at all."""
        lacking = self.values[:, [NAMES.index(name) for name in LACKING]]
        return np.asarray(lacking.sum(axis=1) < len(LACKING))


def features(
    graph: SimilarityGraph, left: NDArray[np.int64], right: NDArray[np.int64], corpus: Corpus | None = None
) -> Features:
    """Return the features of pairs.

    Parameters
    ----------
    graph : SimilarityGraph
        Records, their features, and who resembles whom.
    left, right : ndarray of int64
        Rows of the pairs, edges or not.
    corpus : Corpus, optional
        The list they are compared in; by default the records of the graph.

    Returns
    -------
    Features
        One row a pair, in their order.

    Raises
    ------
    ValueError
        If the graph compares none of the parts that are known here.
    """
    corpus, parts = corpus or Corpus(graph), graph.parts
    known = [name for name in PARTS if name in parts]
    if not known:
        raise ValueError(
            f"the graph compares {', '.join(parts) or 'nothing'}, and only {', '.join(PARTS)} can be "
            "graded; name the parts so, or make the graph with the parts that ship"
        )
    added = _added(graph, left, right)
    shares = weights(graph.matrices, left), weights(graph.matrices, right)
    values = np.zeros((len(left), len(NAMES)))
    values[:, [NAMES.index(name) for name in LACKING]] = 1
    for name in known:
        at = parts.index(name)
        most = np.sqrt(shares[0][:, at] * shares[1][:, at])
        values[:, NAMES.index(name)] = np.minimum(added[:, at] / np.where(most > 0, most, 1), 1)
        if f"no {name}" in LACKING:
            values[:, NAMES.index(f"no {name}")] = most == 0
    values[:, NAMES.index("sited")] = corpus.sited[left] + corpus.sited[right]
    values[:, NAMES.index("size")] = np.log(max(corpus.size, FEW) / FEW)
    seen = Features(values, added.sum(axis=1), corpus)
    bare = ~seen.attributed
    if not bare.any():
        return seen
    values[bare, NAMES.index("kinds")] = corpus.kinds.alike(left[bare], right[bare])
    beyond = beyond_chance(corpus, left[bare], right[bare])
    values[bare, NAMES.index("letters")], values[bare, NAMES.index("copied")] = beyond.T
    common = shared_neighbours(corpus.near, left[bare], right[bare])
    values[bare, NAMES.index("company")] = np.searchsorted(corpus.usual, common) / max(len(corpus.usual), 1)
    return seen


def _added(graph: SimilarityGraph, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return what each part adds to the similarity of each pair: the graph knows it of its own edges."""
    edge = graph.edge(left, right)
    known = edge >= 0
    added = np.empty((len(edge), len(graph.matrices)))
    added[known] = graph.contributions[edge[known]]
    added[~known] = scored(graph.matrices, left[~known], right[~known], map)
    return added
