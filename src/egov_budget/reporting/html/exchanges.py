"""Who draws on whose registers, where most of it would stop, and what withholding costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from egov_budget.money import to_amounts, to_quanta
from egov_budget.reporting.html.agencies import named
from egov_budget.reporting.html.plain import plain
from egov_budget.scenario import exchange_network

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.reporting.html.studies import Studies
    from egov_budget.whatif.withholding import Withholding

SIDES = ("registers", "providers")


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
        project that the plan funds); cost, what opening all would bring (gain, gap, credits), or
        ``None``, and missing why; registers and providers (title, exchanges, withheld, obliged,
        consumers, points that would flow through and held_back of them, both parts of the most, gain
        and credits if opened, none where that was not found out). ``None`` without exchanges.
    """
    table = allocation.scenario.exchanges
    if table.empty:
        return None
    held = table["status"] == "withheld"
    openers = table.loc[table["status"] == "planned", "project"]
    known, found = exchange_network(allocation.scenario), asked.withholding
    titles = {"registers": {}, "providers": named(allocation.scenario)}
    network = {"registers": known.registers, "providers": known.providers}
    obliged = {
        side: table[held & table["legal_duty"]].groupby(side[:-1]).size() for side in SIDES
    }  # fmt: skip
    return {
        "all": len(table),
        "open": int((table["status"] == "open").sum()),
        "planned": len(openers),
        "paid": int(openers.map(allocation.share).gt(0).sum()),
        "withheld": int(held.sum()),
        "obliged": int((held & table["legal_duty"]).sum()),
        "cost": None if found is None else _cost(allocation, found),
        "missing": asked.missing.get("withholding", "").split("\n")[0],
        **{
            side: _ranked(allocation, network[side], obliged[side], titles[side], _priced(found, side))
            for side in SIDES
        },
    }


def _cost(allocation: Allocation, found: Withholding) -> dict[str, float]:
    total = found.everything
    return {
        "gain": float(total["gain"]),
        "gap": found.gap,
        "credits": _paid(allocation, float(total["credits"])),
    }


def _priced(found: Withholding | None, side: str) -> pd.DataFrame | None:
    return None if found is None else getattr(found, side).set_index("name")[["gain", "credits"]]


def _ranked(
    allocation: Allocation,
    network: pd.DataFrame,
    obliged: pd.Series,
    titles: dict[str, str],
    priced: pd.DataFrame | None,
) -> list[dict[str, Any]]:
    """Return the rows of a side of the network: the dearest first, else what holds back most points."""
    names = ["gain", "credits"]
    costs = pd.DataFrame(columns=names, dtype=float) if priced is None else priced
    frame = network.join(costs, on="name").join(obliged.rename("obliged"), on="name")
    frame = frame.fillna({"obliged": 0})
    order = ["gain", "held_back", "points", "name"]
    frame = frame.sort_values(order, ascending=[False, False, False, True], na_position="last")
    most = max(float(frame["points"].max()), 1e-300)
    return [
        {
            "title": titles.get(row["name"]) or plain(row["name"]),
            **{key: int(row[key]) for key in ("exchanges", "withheld", "obliged", "consumers")},
            "points": row["points"],
            "held_back": row["held_back"],
            "points_part": row["points"] / most,
            "held_part": row["held_back"] / most,
            "gain": None if pd.isna(row["gain"]) else row["gain"],
            "credits": None if pd.isna(row["credits"]) else _paid(allocation, row["credits"]),
        }
        for row in frame.to_dict("records")
    ]


def _paid(allocation: Allocation, credits: float) -> float:
    """Return a solver's amount of money to the quantum."""
    quantum = allocation.columns.quantum
    return float(to_amounts(to_quanta([credits], quantum), quantum)[0])
