"""What speaks for each pair, step by step, small enough to travel with the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.overlaps.calibration import DEGREES
from egov_budget.overlaps.waterfall import waterfalls
from egov_budget.reporting.html.plain import plain

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.overlaps import Overlaps

TERMS = 14
TOLD = 4000  # pairs with evidence; beyond that a page is too large to send, and too long to read


def evidence(overlaps: Overlaps, pairs: pd.DataFrame) -> list[list[dict[str, Any]]]:
    """Return the waterfall of each pair, for the degree it is graded.

    Parameters
    ----------
    overlaps : Overlaps
        What the pairs come from.
    pairs : DataFrame
        Rows of ``overlaps.pairs``.

    Returns
    -------
    list of list of dict
        For each pair its steps: sign, facet, odds (log-odds that it adds), probability (after it),
        shared (terms in common, the rarest first), more (terms left out). Empty beyond the first
        ``TOLD`` pairs.
    """
    told = pairs.head(TOLD)
    degrees = told["degree"].where(told["degree"].isin(DEGREES[1:]), "overlap").tolist()
    ends = list(zip(told["project_a"].tolist(), told["project_b"].tolist(), strict=True))
    found = waterfalls(overlaps.graph, overlaps.calibration, ends, degrees)
    return [[_step(row) for row in steps] for steps in found] + [[] for _ in range(len(pairs) - len(told))]


def _step(row: dict[str, Any]) -> dict[str, Any]:
    shared = [plain(term, 80) for term in row["shared"]]
    return {
        "sign": row["sign"],
        "facet": row["facet"],
        "odds": round(row["log_odds"], 3) + 0.0,
        "probability": round(row["probability"], 4),
        "shared": shared[:TERMS],
        "more": max(len(shared) - TERMS, 0),
    }
