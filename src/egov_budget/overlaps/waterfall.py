"""Why a pair is graded as it is: what each feature adds to the log-odds, until they are the probability."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.overlaps.calibration import DEGREES, known_degree
from egov_budget.overlaps.features import LACKING, NAMES, features
from egov_budget.overlaps.kinds import WorkKinds
from egov_budget.similarity.shared import Shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from egov_budget.overlaps.calibration import Calibration
    from egov_budget.similarity import SimilarityGraph

START = "start"


def waterfalls(
    graph: SimilarityGraph,
    calibration: Calibration,
    pairs: Sequence[tuple[str, str]],
    degrees: Sequence[str],
) -> list[list[dict[str, Any]]]:
    """Return the steps from nothing known to the log-odds of a degree, for many pairs at once.

    Parameters
    ----------
    graph : SimilarityGraph
        Records and their evidence.
    calibration : Calibration
        What each feature adds.
    pairs : sequence of tuple of str
        Ids of two records each.
    degrees : sequence of str
        ``fragmentation``, ``overlap`` or ``duplication``, each or a worse one, for each pair.

    Returns
    -------
    list of list of dict
        In the order of the pairs; a record for each step: sign (name of the feature), facet (goal, activity
        or beneficiary; empty where it is neither), value (of the feature), log_odds (what the step adds;
        together those of the degree), probability (after this step and those before it), shared (terms,
        attributes or kinds of work in common, rarest first).
    """
    for degree in dict.fromkeys(degrees):
        known_degree(degree)
    row = {name: graph.row(name) for name in dict.fromkeys(end for pair in pairs for end in pair)}
    left, right = (np.array([row[pair[end]] for pair in pairs], dtype=np.int64) for end in (0, 1))
    seen = features(graph, left, right)
    shared = _shared(graph, seen.kinds, np.unique(np.concatenate([left, right])))
    activity = dict.fromkeys(("letters", "copied", "kinds"), "activity")
    facet = activity | {matrix.part.name: matrix.part.facet for matrix in graph.matrices}
    lacking, parts = np.isin(NAMES, LACKING), np.isin(NAMES, graph.parts)
    found = []
    for at, (one, other, degree) in enumerate(zip(left.tolist(), right.tolist(), degrees, strict=True)):
        curves = calibration.attributes if seen.attributed[at] else calibration.texts
        values = seen.values[at]
        # A worse degree is never likelier than a milder one, so the curve that counts is the lowest so far.
        odds = curves.log_odds(seen.values[at : at + 1])[0]
        curve = int(np.argmin(odds[: DEGREES.index(degree)]))
        start, added = curves.intercepts[curve], np.array(curves.slopes[curve]) * values
        told = (added != 0) | parts
        if not seen.attributed[at]:  # that nothing is declared is no step of its own: there such pairs start
            start += float(added[lacking].sum())
            told &= ~lacking & (added != 0)
        names = [START, *np.array(NAMES)[told].tolist()]
        odds = np.append(start, added[told])
        numbers = np.append(1.0, values[told]), odds, 1 / (1 + np.exp(-np.cumsum(odds)))
        steps = zip(names, *(each.tolist() for each in numbers), strict=True)
        found.append([
            {
                "sign": name,
                "facet": facet.get(name.removeprefix("no "), ""),
                "value": value,
                "log_odds": more,
                "probability": probability,
                "shared": shared[name].of(one, other) if name in shared else (),
            }
            for name, value, more, probability in steps
        ])  # fmt: skip
    return found


def _shared(
    graph: SimilarityGraph, kinds: WorkKinds | None, rows: NDArray[np.int64]
) -> dict[str, Shared | WorkKinds]:
    """Return what tells, by the name of a feature, what two of some records have in common."""
    found: dict[str, Shared | WorkKinds] = {
        matrix.part.name: Shared(matrix, graph.records, rows) for matrix in graph.matrices
    }
    found |= {} if kinds is None else {"kinds": kinds}
    return found | ({"letters": found["text"]} if "text" in found else {})
