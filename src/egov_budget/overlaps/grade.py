"""The verb: SimilarityGraph or a table of texts -> pairs, graded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.errors import Fault, IntakeError
from egov_budget.overlaps.default import DEFAULT
from egov_budget.overlaps.degree import grades
from egov_budget.scenario.row_faults import row_faults
from egov_budget.similarity import SimilarityGraph, similarity_graph

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.overlaps.calibration import Calibration

ENDS = ("a", "b")
TOLD = {
    "project_a": "a", "project_b": "b", "fragmentation": "fragmentation", "overlap": "overlap",
    "duplication": "duplication", "estimated_share": "share", "relation": "relation", "parallel": "parallel",
}  # fmt: skip


def grade(
    graph: SimilarityGraph | pd.DataFrame,
    pairs: pd.DataFrame | None = None,
    *,
    calibration: Calibration | None = None,
) -> pd.DataFrame:
    """Return how likely pairs of records are work on one need, and what kind of common work they are.

    No budget is needed, and nobody's verdicts are read: this is what texts and attributes alone say.

    Parameters
    ----------
    graph : SimilarityGraph or DataFrame
        Records that were compared; or a table with an ``id`` and any of agency, title, description and
        attributes, which are then compared here.
    pairs : DataFrame, optional
        Which pairs, by the ids of two records in ``a`` and ``b``; by default the edges of the graph.
    calibration : Calibration, optional
        From likeness to probability; by default the one that ships.

    Returns
    -------
    DataFrame
        A row a pair, in the order given: a, b, fragmentation, overlap, duplication (probability of at least
        that degree), share (expected part of the smaller one's work that is common), relation (``parallel``,
        ``joint``, ``rollout`` or ``site``) and parallel (its probability).

    Raises
    ------
    IntakeError
        If records or pairs are no table, or the pairs lack a column or name a record that was not compared.

    Examples
    --------
    >>> titles = ["Grants and contributions portal", "Portal for grants and contributions", "Radar"]
    >>> table = pd.DataFrame({"id": [*"pqr"], "agency": [*"pqr"], "title": titles})
    >>> found = grade(table)
    >>> found[["a", "b", "relation"]].values.tolist()
    [['p', 'q', 'parallel']]
    """
    graph = graph if isinstance(graph, SimilarityGraph) else similarity_graph(graph)
    left, right = (graph.left, graph.right) if pairs is None else _rows(graph, pairs)
    graded = grades(graph, left, right, calibration or DEFAULT, always=np.ones(len(left), dtype=bool))
    return graded[list(TOLD)].rename(columns=TOLD)


def _rows(graph: SimilarityGraph, pairs: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    kind: object = pairs
    if not isinstance(kind, pd.DataFrame):
        raise IntakeError([Fault.of("no_pairs", "pairs", value=type(kind).__name__)])
    pairs = pairs.reset_index(drop=True)
    missing = [name for name in ENDS if name not in pairs]
    faults = [Fault("pairs", 1, name, "", "the column is missing", "Add it") for name in missing]
    for name in ENDS if not faults else ():
        unknown = ~pairs[name].isin(graph.records["id"])
        faults += row_faults("not_compared", pairs, unknown, table="pairs", column=name)
    IntakeError.if_any(faults)
    return graph.rows(pairs["a"]), graph.rows(pairs["b"])
