"""Services by band before and after, and how many moved from which band to which."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from egov_budget.allocation.levels import levels
from egov_budget.scenario.attainment import BANDS, NOT_RATED, band_of

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation

WIDTH, HEIGHT, BAR, GAP = 960, 300, 26, 9
LABEL = 40  # lines of a label apart, so that none covers another


def services(allocation: Allocation) -> dict[str, Any]:
    """Return the bands of all services and the drawing of their moves.

    Parameters
    ----------
    allocation : Allocation
        The plan.

    Returns
    -------
    dict
        rows (band, before, after, change; the best band first), moves (start, end, count: every service
        that is rated once), unrated, and flow, the drawing: bars and ribbons in a box of ``width`` and
        ``height``.
    """
    stood = levels(allocation)
    before, after = (band_of(stood[side].to_numpy()) for side in ("before", "after"))
    moved = Counter(zip(before, after, strict=True))
    best_first = BANDS[::-1]
    was, now = Counter(before), Counter(after)
    rows = [
        {"band": name, "before": was[name], "after": now[name], "change": now[name] - was[name]}
        for name in best_first
    ]
    moves = [
        {"start": one, "end": other, "count": moved[one, other]}
        for one in best_first for other in best_first if moved[one, other]
    ]  # fmt: skip
    unrated = int(allocation.bands["after"][NOT_RATED])
    return {"rows": rows, "moves": moves, "unrated": unrated, "flow": _flow(rows, moves)}


def _flow(rows: list[dict[str, Any]], moves: list[dict[str, Any]]) -> dict[str, Any]:
    """Return where each band stands on both sides, and the ribbons between."""
    total = max(sum(row["before"] for row in rows), 1)
    scale = (HEIGHT - GAP * (len(rows) - 1)) / total
    bars: list[dict[str, Any]] = []
    for side in ("before", "after"):
        top = 0.0
        stood = [{"side": side, "band": row["band"], "count": row[side]} for row in rows]
        for bar in stood:
            bar |= {"top": top, "height": bar["count"] * scale}
            top += bar["height"] + GAP
        for bar, at in zip(stood, _apart([bar["top"] + bar["height"] / 2 for bar in stood]), strict=True):
            bar["label"] = at
        bars += stood
    used = {(bar["side"], bar["band"]): bar["top"] for bar in bars}
    ribbons = []
    for move in moves:
        thick, keys = move["count"] * scale, (("before", move["start"]), ("after", move["end"]))
        ribbons.append({**move, "start_top": used[keys[0]], "end_top": used[keys[1]], "height": thick})
        for key in keys:
            used[key] += thick
    return {"width": WIDTH, "height": HEIGHT, "bar": BAR, "bars": bars, "ribbons": ribbons}


def _apart(wanted: list[float]) -> list[float]:
    """Return places near those wanted, in their order, far enough from each other and inside."""
    low = [LABEL / 2 + at * LABEL for at in range(len(wanted))]
    high = [HEIGHT - LABEL / 2 - at * LABEL for at in range(len(wanted) - 1, -1, -1)]
    placed: list[float] = []
    for at, want in enumerate(wanted):
        least = placed[-1] + LABEL if placed else low[at]
        placed.append(min(max(want, least, low[at]), high[at]))
    return placed
