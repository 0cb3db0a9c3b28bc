"""floored: requests in which what is spent is kept: as a floor, or as a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from egov_budget.counting import BILLION
from egov_budget.language import all_digits
from egov_budget.money import to_amounts
from egov_budget.scenario.spent_line import SOURCE, spent_line

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation import Allocation
    from egov_budget.scenario import Scenario

Row = dict[str, Any]


def on_lines(plan: Allocation, spent: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what is spent with that of each project that was given up at the line that keeps it."""
    ids = plan.columns.projects
    line = ids.get_indexer(pd.Index([spent_line(name) for name in ids], dtype=ids.dtype))
    kept = line >= 0
    found = np.where(kept, 0, spent)
    np.add.at(found, line[kept], spent[kept])
    return found


def floored(plan: Allocation, scenario: Scenario, spent: NDArray[np.int64]) -> Scenario:
    """Return requests that give no project less than it has spent.

    A project that is given up, being excluded or no longer asked for, brings nothing any more: what was
    spent on it stands in a line of its own, which costs that, raises no service and is given that. One that
    spent more than the plan gave it for all of its work asks for so much more.

    Parameters
    ----------
    plan : Allocation
        The plan by which it was spent.
    scenario : Scenario
        What is asked for now.
    spent : ndarray of int64, shape (n,)
        Credits spent by project of the plan, quanta.

    Returns
    -------
    Scenario
        Its notes tell each line and each overrun.
    """
    begun = [(place, str(plan.columns.projects[place])) for place in np.flatnonzero(spent).tolist()]
    projects = scenario.projects.set_index("id", drop=False)
    projects = projects.drop(index=[spent_line(name) for _, name in begun], errors="ignore")
    lines: list[Row] = []
    notes: list[Row] = []
    least: dict[str, float] = {}
    for place, name in begun:
        amount = _amount(plan, spent[place])
        if name not in projects.index or projects.at[name, "excluded"]:
            lines.append(_line(plan, name, amount))
            note = f"{all_digits(amount)} was spent before it was given up, and nothing more is given"
            notes.append({"source": SOURCE, "subject": name, "note": note})
            continue
        due = plan.quanta if plan.parts[place] == BILLION else plan.columns.as_lead  # beyond that it overruns
        over = _amount(plan, spent[place] - due[place])
        if over > 0:
            projects["cost"] = projects["cost"].mask(projects["id"] == name, projects["cost"] + over)
            note = f"it spent {all_digits(over)} more than its work was to cost, and asks for that too"
            notes.append({"source": SOURCE, "subject": name, "note": note})
        least[name] = amount
    floors = projects["floor"].reindex([*least]).fillna(0.0)
    projects.loc[[*least], "floor"] = floors.clip(lower=pd.Series(least, dtype=np.float64))
    owners = {line["agency"] for line in lines} - {*scenario.agencies["id"]}
    gone = plan.scenario.agencies[plan.scenario.agencies["id"].isin(owners)]
    return scenario.replace(
        projects=_with(projects.reset_index(drop=True), lines),
        agencies=pd.concat([scenario.agencies, gone], ignore_index=True) if len(gone) else scenario.agencies,
        notes=_with(scenario.notes[scenario.notes["source"] != SOURCE], notes),
    )


def _line(plan: Allocation, name: str, amount: float) -> Row:
    known = plan.scenario.projects.set_index("id")
    asked: Row = {column: known.at[name, column] for column in ("agency", "title", "category")}
    return asked | {"id": spent_line(name), "cost": amount, "floor": amount}


def _with(frame: pd.DataFrame, rows: list[Row]) -> pd.DataFrame:
    return pd.concat([frame, pd.DataFrame(rows)], ignore_index=True) if rows else frame


def _amount(plan: Allocation, quanta: int) -> float:
    return float(to_amounts(quanta, plan.columns.quantum))
