"""Where what is declared and what is described disagree: a project may be filed under the wrong heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.overlaps.features import NAMES, features

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.similarity import SimilarityGraph

DESCRIBED = 0.5  # likeness of title and description from which two projects describe the same work
DECLARED = 0.9  # likeness of the goal from which they declare the same
UNLIKE = 0.2  # likeness of title and description up to which they describe other work
COLUMNS = ["project_a", "project_b", "kind", "described", "declared", "function_a", "function_b"]


def misclassified(graph: SimilarityGraph) -> pd.DataFrame:
    """Return pairs of which the texts say one thing and the declared function another.

    Parameters
    ----------
    graph : SimilarityGraph
        Pairs that are alike in one way at least.

    Returns
    -------
    DataFrame
        project_a, project_b, kind, described (likeness of title and description together, 0-1), declared
        (likeness of the goal, 0-1), function_a, function_b; the largest disagreement first. ``kind`` is
        ``same text, other function`` (duplicated work filed apart, or a title borrowed for other work)
        or ``same function, other text`` (one heading over different work). Empty where projects declare
        no goal.

    Notes
    -----
    The second kind is read only where the whole goal is declared the same, item by item: a common
    function alone says little.
    """
    if not {"title", "text", "goal"} <= set(graph.parts) or "function" not in graph.records:
        return pd.DataFrame(columns=COLUMNS)
    values = features(graph, graph.left, graph.right).values
    text = (values[:, NAMES.index("title")] + values[:, NAMES.index("text")]) / 2
    goal = values[:, NAMES.index("goal")]
    known = values[:, NAMES.index("no goal")] == 0
    function = graph.records["function"].astype("str").to_numpy(dtype=object)
    differ = _apart(function[graph.left], function[graph.right])
    moved = known & (text >= DESCRIBED) & differ
    lumped = known & (goal >= DECLARED) & (text <= UNLIKE)
    found = np.flatnonzero(moved | lumped)
    ids = graph.records["id"]
    left, right = graph.left[found], graph.right[found]
    kind = np.where(moved[found], "same text, other function", "same function, other text")
    told = (ids.take(left).array, ids.take(right).array, kind, text[found], goal[found])
    whole = (*told, function[left], function[right])
    table = pd.DataFrame(dict(zip(COLUMNS, whole, strict=True)))
    table["gap"] = np.abs(table["described"] - table["declared"])
    order = ["gap", "project_a", "project_b"]
    return table.sort_values(order, ascending=[False, True, True], ignore_index=True).drop(columns="gap")


def _apart(one: NDArray[np.object_], other: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return whether both of each pair declare functions and share none."""
    sets = [[{item.strip() for item in text.split(";")} - {""} for text in side] for side in (one, other)]
    return np.array([bool(a and b and not a & b) for a, b in zip(*sets, strict=True)], dtype=bool)
