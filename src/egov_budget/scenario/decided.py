"""Decisions carried out: each sets a cell of the requests, and the last one on a cell wins."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from egov_budget.errors import FIRST_ROW, SHOWN, Fault
from egov_budget.scenario.adopted import by_verdict, let_go, taken_up
from egov_budget.scenario.cells import Unreadable, Value, read
from egov_budget.scenario.columns import SETTINGS
from egov_budget.scenario.decided_cells import CELL, DECISIONS, SCHEMAS, Cell, DecidedCells, word_of
from egov_budget.scenario.once import once
from egov_budget.scenario.relations import EXISTS
from egov_budget.scenario.settings import Settings

if TYPE_CHECKING:
    from egov_budget.scenario.scenario import Scenario


class Decided(NamedTuple):
    """Requests in which every decision is carried out, but for those at fault.

    ``rows`` has the row of the decision that set a cell, by table, row of the table and column.
    """

    settings: Settings
    frames: dict[str, pd.DataFrame]
    faults: list[Fault]
    rows: dict[tuple[str, int | None, str], int]

    def placed(self, fault: Fault) -> Fault:
        """Return a fault of the requests where it was made: at the decision that set the cell, if one did."""
        row = self.rows.get((fault.table, fault.row, fault.column))
        if row is None:
            return fault
        told = f"it sets a cell of {fault.table}, and there {fault.column} is at fault: {fault.fault}"
        return dataclasses.replace(fault, table=DECISIONS, row=row, column="value", fault=told)


@once
def in_force(scenario: Scenario) -> pd.DataFrame:
    """Return the decisions that hold, first to last: of several on a cell the last, if the cell still has it.

    Parameters
    ----------
    scenario : Scenario
        The requests as they are decided.

    Returns
    -------
    DataFrame
        Rows of its table ``decisions``.
    """
    made = scenario.decisions.sort_values("date", kind="stable")
    last = made[~made.duplicated(CELL, keep="last")]
    cells = DecidedCells(scenario.settings, {**scenario.tables})
    return last[np.array([cells.holds(int(row)) for row in last.index], dtype=bool)]


def undone(scenario: Scenario, name: str) -> Scenario:
    """Return the requests as they were without one of the decisions in force.

    Parameters
    ----------
    scenario : Scenario
        The requests as they are decided.
    name : str
        Id of the decision.

    Returns
    -------
    Scenario
        The cell has what stood there before.

    Raises
    ------
    IntakeError
        If they do not hold together then.
    """
    made = scenario.decisions
    cells = DecidedCells(scenario.settings, {**scenario.tables})
    [row] = made.index[made["id"] == name].tolist()
    if by_verdict(made)[row]:
        said = scenario.verdicts
        gone = (said["project_a"] == made.at[row, "key"]) & (said["verdict"] == EXISTS)
        return scenario.replace(verdicts=said[~gone].reset_index(drop=True))
    cells.put_back(row)
    tables = {each: frame for each, frame in cells.frames.items() if not frame.equals(scenario.tables[each])}
    return scenario.replace(**{**vars(cells.settings), **tables, DECISIONS: made.drop(index=row)})


def undecided(scenario: Scenario) -> Scenario:
    """Return the requests as they were before any of the decisions: what a decision set is put back.

    What verdicts say of platforms holds all the same.

    Parameters
    ----------
    scenario : Scenario
        The requests as they are decided.

    Returns
    -------
    Scenario
        Without decisions. A cell that something else has set since stays.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import worlds
    >>> note = {"id": "d1", "date": "2026-05-21", "by": "the minister", "table": "settings", "column": "pool"}
    >>> decided = worlds.four_projects().replace(decisions=pd.DataFrame([note | {"value": "118"}]))
    >>> undecided(decided).settings.pool
    100.0
    """
    made = scenario.decisions.sort_values("date", kind="stable")
    made = made[~by_verdict(made)]
    cells = DecidedCells(scenario.settings, {**scenario.tables})
    for row in reversed([*map(int, made.index)]):
        if cells.holds(row):
            cells.put_back(row)
    tables = {name: frame for name, frame in cells.frames.items() if name != DECISIONS}
    return scenario.replace(**{**vars(cells.settings), **tables, DECISIONS: made.iloc[:0]})


def can_be_made(scenario: Scenario, decisions: pd.DataFrame) -> pd.DataFrame:
    """Return those of some decisions whose cells there are, to be carried out anew."""
    made = decisions[~by_verdict(decisions)].assign(before="").reset_index(drop=True)
    cells = DecidedCells(scenario.settings, {**scenario.tables, DECISIONS: made})
    there = [not isinstance(cells.named(row), Fault) for row in range(len(made))]
    return made[np.array(there, dtype=bool)]


def carried_out(settings: Settings, frames: Mapping[str, pd.DataFrame]) -> Decided:
    """Return settings and tables with each cell set as it was decided last.

    Parameters
    ----------
    settings : Settings
        As they were asked for.
    frames : mapping of str to DataFrame
        Typed tables; ``decisions`` among them says what is set.

    Returns
    -------
    Decided
        Its table ``decisions`` says under ``before`` what stood in each cell. A decision for which that is
        known already has been carried out, and is a record: whatever set the cell since then stays. What
        verdicts say of platforms is carried out after them; see ``adopted``.
    """
    frames = let_go(settings, frames)
    made = frames[DECISIONS]
    found = Decided(settings, {**frames}, [], {})
    if not (made["before"] == "").any():
        return found._replace(frames=taken_up(settings, found.frames))
    cells = DecidedCells(settings, {**frames, DECISIONS: made.copy()})
    for cell, rows in _by_cell(cells, found.faults).items():
        values = _values(cells, cell, rows, found.faults)
        if values:
            _carry_out(cells, cell, rows, values)
            for column in (cell[2], *SCHEMAS[cell[0]].key):
                found.rows[cell[0], _row(cells, cell), column] = rows[-1] + FIRST_ROW
    return found._replace(settings=cells.settings, frames=taken_up(cells.settings, cells.frames))


def _by_cell(cells: DecidedCells, faults: list[Fault]) -> dict[Cell, list[int]]:
    """Return the decisions on each cell, first to last; one that names no cell is a fault."""
    found: dict[Cell, list[int]] = {}
    made = cells.frames[DECISIONS]
    for row in map(int, made.sort_values("date", kind="stable").index):
        cell = cells.named(row)
        if not isinstance(cell, Fault):
            made.loc[row, CELL] = [*cell]
            found.setdefault(cell, []).append(row)
        elif not made.at[row, "before"]:  # of a record the cell may be gone
            faults.append(cell)
    return found


def _values(cells: DecidedCells, cell: Cell, rows: list[int], faults: list[Fault]) -> list[Value]:
    """Return what the decisions on a cell set it to; none where one is at fault."""
    made, column = cells.frames[DECISIONS], SCHEMAS[cell[0]][cell[2]]
    values: list[Value] = []
    for row in rows:
        word = str(made.at[row, "value"]).strip()
        try:
            values.append(read(word, column))
        except Unreadable as error:
            faults.append(Fault(DECISIONS, row + FIRST_ROW, "value", word[:SHOWN], *error.args))
            return []
    for (one, first), (two, second) in pairwise(zip(rows, map(word_of, values), strict=True)):
        date = str(made.at[two, "date"])
        if date == str(made.at[one, "date"]) and first != second:
            told = {"other": one + FIRST_ROW, "date": date, "first": first}
            faults.append(Fault.at("decided_twice", DECISIONS, two, "value", second, **told))
            return []
    return values


def _carry_out(cells: DecidedCells, cell: Cell, rows: list[int], values: list[Value]) -> None:
    """Set a cell, and note for each decision on it what stood there before."""
    made = cells.frames[DECISIONS]
    before = made["before"].loc[rows].tolist()
    first = next(filter(None, before), "") or cells.stands(cell)
    made.loc[rows, "before"] = [first, *map(word_of, values[:-1])]
    if not before[-1]:
        cells.set(cell, values[-1], str(made.at[rows[-1], "value"]).strip())


def _row(cells: DecidedCells, cell: Cell) -> int | None:
    return None if cell[0] == SETTINGS.name else cells.places(cell[0])[cell[1]] + FIRST_ROW
