"""Adopted: requests for what a platform does that exists already cost what adopting it costs."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from egov_budget.money import is_whole
from egov_budget.scenario.cells import Unreadable, read
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.decided_cells import BETWEEN, CELL, DECISIONS, DecidedCells, word_of
from egov_budget.scenario.relations import EXISTS
from egov_budget.scenario.settings import Settings
from egov_budget.scenario.settled import settled

Frames = dict[str, pd.DataFrame]
COST = ("projects", "cost")
NAMED = EXISTS + BETWEEN  # before the request, in the id of the decision that a verdict makes


def adoptions(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Return the requests of which it is settled that a platform does what they are for.

    Parameters
    ----------
    verdicts : DataFrame
        The scenario's table of verdicts.

    Returns
    -------
    DataFrame
        project, platform, reviewer, date (the last one told), reason; ascending by project, the index as in
        ``settled``.

    Examples
    --------
    >>> from egov_budget.scenario.columns import BY_NAME
    >>> said = {"project_a": "p", "project_b": "sso", "verdict": EXISTS, "reviewer": "A", "date": "1405-1-2"}
    >>> other = {**said, "reviewer": "B", "verdict": "does not exist"}
    >>> len(adoptions(pd.DataFrame([said]))), len(adoptions(pd.DataFrame([said, other])))
    (1, 0)
    """
    columns = ["project", "platform", "reviewer", "date", "reason"]
    if EXISTS not in verdicts["verdict"].tolist():
        return pd.DataFrame(columns=columns, dtype="str")
    rows = settled(verdicts, platforms=True)
    rows = rows[rows["verdict"] == EXISTS].rename(columns={"project_a": "project", "project_b": "platform"})
    last = rows["date"].map(lambda told: max(map(day, str(told).split("; "))))
    return rows.assign(date=last.astype("str"))[columns]


def day(word: str) -> str:
    """Return a day as decisions write it; empty where a word tells none.

    Examples
    --------
    >>> day("2026-5-21"), day("in May")
    ('2026-05-21', '')
    """
    try:
        return str(read(word.strip(), BY_NAME[DECISIONS]["date"]))
    except Unreadable:
        return ""


def by_verdict(decisions: pd.DataFrame) -> pd.Series:
    """Return which decisions a verdict made."""
    return decisions["id"].astype("str").str.startswith(NAMED)


def let_go(settings: Settings, frames: Mapping[str, pd.DataFrame]) -> Frames:
    """Return tables in which what verdicts have set is as it was asked for, without the decisions on it.

    The decision on a cell that something else has set since stays: it is a record.
    """
    cells = DecidedCells(settings, {**frames})
    made = frames[DECISIONS]
    done = [row for row in made.index[by_verdict(made)] if not made.at[row, "before"] or cells.holds(row)]
    for row in done:
        if made.at[row, "before"]:
            cells.put_back(row)
    return {**cells.frames, DECISIONS: made.drop(index=done).reset_index(drop=True)} if done else cells.frames


def taken_up(settings: Settings, frames: Frames) -> Frames:
    """Return tables in which each request that adopts a platform costs what adopting it costs.

    A decision that sets the cost of the request itself goes before: it alone is in force. Of each other such
    request the table of decisions has a row: who found when that the platform exists, and what was asked for.
    """
    if not (frames["verdicts"]["verdict"] == EXISTS).any() and not by_verdict(frames[DECISIONS]).any():
        return frames
    if not settings.quantum > 0:
        return frames  # a fault of the settings
    found = adoptions(frames["verdicts"])
    made, there = frames[DECISIONS], frames["platforms"].drop_duplicates("id").set_index("id")["adopt_cost"]
    there = there[there.notna() & is_whole(there, settings.quantum)]  # the others are faults of their own
    found = found[found["platform"].isin(there.index) & found["project"].isin(frames["projects"]["id"])]
    found = found.assign(value=found["platform"].map(there).map(word_of)).drop_duplicates("project")
    wanted = set(zip(found["project"], found["value"], strict=True))
    stands = [told in wanted for told in zip(made["key"], made["value"], strict=True)]
    made = made[~by_verdict(made) | np.array(stands, dtype=bool)].reset_index(drop=True)
    cells = DecidedCells(settings, frames)
    set_already = made.loc[(made["table"] == COST[0]) & (made["column"] == COST[1]), "key"]
    rows = []
    for row in found[~found["project"].isin(set_already)].to_dict("records"):
        cell = (COST[0], str(row["project"]), COST[1])
        told = {"id": NAMED + cell[1], "date": row["date"], "by": row["reviewer"], "ground": row["reason"]}
        rows.append({**told, **dict(zip(CELL, cell, strict=True)), "value": row["value"],
                     "before": cells.stands(cell)})  # fmt: skip
        cells.set(cell, read(row["value"], BY_NAME[COST[0]][COST[1]]), row["value"])
    new = pd.DataFrame(rows, columns=made.columns, dtype="str")
    return {**cells.frames, DECISIONS: pd.concat([made, new], ignore_index=True) if rows else made}
