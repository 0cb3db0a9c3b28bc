"""Who draws on whose registers, where most of it would stop, and what withholding costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from egov_budget.money import to_the_quantum
from egov_budget.reporting.html.plain import named, plain
from egov_budget.reporting.tables import rows_of
from egov_budget.scenario import exchange_network

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.reporting.html.studies import Studies
    from egov_budget.whatif.withholding import Withholding

SIDES = ("registers", "providers")
COSTS = ("gain", "credits")


def exchanges(allocation: Allocation, asked: Studies) -> dict[str, Any] | None:
    """Return the exchanges of data, what holds back most first.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    asked : Studies
        What withholding costs, where somebody asked.

    Returns
    -------
    dict or None
        all, open, planned, withheld, obliged (withheld against a legal duty), paid (planned, with a
        project that the plan funds); cost, what opening all would bring (gain, most, credits), or
        ``None``, and missing why; registers and providers (title, exchanges, withheld, obliged,
        consumers, points that would flow through and held_back of them, both parts of the most, gain
        and credits if opened, none where that was not found out). ``None`` without exchanges.
    """
    table = allocation.scenario.exchanges
    if table.empty:
        return None
    held, status = table["status"] == "withheld", table["status"].value_counts()
    openers = table.loc[table["status"] == "planned", "project"]
    known, found = exchange_network(allocation.scenario), asked.withholding
    against = table[held & table["legal_duty"]]
    return {
        "all": len(table),
        **{name: int(status.get(name, 0)) for name in ("open", "planned", "withheld")},
        "paid": int(openers.map(allocation.share).gt(0).sum()),
        "obliged": len(against),
        "cost": None if found is None else _cost(allocation, found),
        "missing": asked.why("withholding"),
        **{
            side: _ranked(allocation, known.flows(side[:-1]), against.groupby(side[:-1]).size(), found, side)
            for side in SIDES
        },
    }


def _cost(allocation: Allocation, found: Withholding) -> dict[str, float]:
    gain, credits = (float(found.everything[name]) for name in COSTS)
    return {"gain": gain, "most": found.most, "credits": to_the_quantum(credits, allocation.columns.quantum)}


def _ranked(
    allocation: Allocation, network: pd.DataFrame, obliged: pd.Series, found: Withholding | None, side: str
) -> list[dict[str, Any]]:
    """Return the rows of a side of the network: the dearest first, else what holds back most points."""
    nothing = pd.DataFrame(columns=[*COSTS], dtype=float)
    costs = nothing if found is None else getattr(found, side).set_index("name")[[*COSTS]]
    frame = network.join(costs, on="name").join(obliged.rename("obliged"), on="name")
    frame = frame.fillna({"obliged": 0}).astype({"obliged": int})
    order = ["gain", "held_back", "points", "name"]
    frame = frame.sort_values(order, ascending=[False, False, False, True], na_position="last")
    most = max(float(frame["points"].max()), 1e-300)
    called = named(allocation.scenario, "agencies") if side == "providers" else {}
    frame = frame.assign(
        title=[called.get(name) or plain(name) for name in frame["name"]],
        points_part=frame["points"] / most,
        held_part=frame["held_back"] / most,
        credits=[to_the_quantum(credits, allocation.columns.quantum) for credits in frame["credits"]],
    )
    return rows_of(frame)
