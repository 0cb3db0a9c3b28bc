"""Why a pair is graded as it is: what each sign adds to the log-odds, until they are the probability."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.overlaps.calibration import DEGREES
from egov_budget.overlaps.signs import LACKING, NAMES, signs

if TYPE_CHECKING:
    from egov_budget.overlaps.calibration import Calibration
    from egov_budget.similarity import SimilarityGraph

START = "start"
DECLARED = tuple(name.removeprefix("no ") for name in LACKING)


def waterfall(graph: SimilarityGraph, calibration: Calibration, a: str, b: str, degree: str) -> pd.DataFrame:
    """Return the steps from nothing known to the log-odds of a degree.

    Parameters
    ----------
    graph : SimilarityGraph
        Records and their evidence.
    calibration : Calibration
        What each sign adds.
    a, b : str
        Ids of two records.
    degree : str
        ``fragmentation``, ``overlap`` or ``duplication``, each or a worse one.

    Returns
    -------
    DataFrame
        A row for each step: sign, facet (goal, activity or beneficiary; empty where it is neither),
        value (of the sign), log_odds (what the step adds; together those of the degree),
        probability (after this step and those before it), shared (terms or attributes in common, rarest
        first).
    """
    if degree not in DEGREES[1:]:
        raise ValueError(f"degree is {degree!r}; it is one of {', '.join(DEGREES[1:])}")
    rows = np.array([graph.row(a)]), np.array([graph.row(b)])
    seen = signs(graph, *rows)
    curves = calibration.attributes if seen.attributed[0] else calibration.texts
    # A worse degree is never likelier than a milder one, so the curve that counts is the lowest so far.
    odds = curves.log_odds(seen.values)[0]
    at = int(np.argmin(odds[: DEGREES.index(degree)]))
    values = seen.values[0]
    start, added = curves.intercepts[at], np.array(curves.slopes[at]) * values
    lacking = np.isin(NAMES, LACKING)
    told = (added != 0) | np.isin(NAMES, graph.parts)
    if not seen.attributed[0]:  # that nothing is declared is no step of its own: it is where such pairs start
        start += float(added[lacking].sum())
        told &= ~lacking & ~np.isin(NAMES, DECLARED)
    evidence = graph.evidence(a, b).set_index("part")["shared"]
    facet = {block.part.name: block.part.facet for block in graph.blocks}
    names = [START, *np.array(NAMES)[told].tolist()]
    odds = np.append(start, added[told])
    return pd.DataFrame(
        {
            "sign": names,
            "facet": [facet.get(name.removeprefix("no "), "") for name in names],
            "value": np.append(1.0, values[told]),
            "log_odds": odds,
            "probability": 1 / (1 + np.exp(-np.cumsum(odds))),
            "shared": [evidence.get(name, ()) for name in names],
        }
    )
