"""What a round is evaluated from: observed scores, credits spent, experience; every fault at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from egov_budget.errors import FIRST_ROW, Fault
from egov_budget.language import all_digits
from egov_budget.money import is_whole, to_amounts, to_quanta
from egov_budget.rounds.year import ordinal
from egov_budget.scenario.columns import BY_NAME, schemas
from egov_budget.scenario.conform import conform
from egov_budget.scenario.field import TableSchema
from egov_budget.scenario.hints import did_you_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation import Allocation

OBSERVED = TableSchema("observed scores", "A score as it was measured after the round.",
                       BY_NAME["scores"].key, BY_NAME["scores"].columns)  # fmt: skip
SPENT, EXPERIENCE = schemas("egov_budget.rounds", "given.toml")


def typed(table: TableSchema, raw: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """Return a table typed as its schema says, and its faults, rows that stand twice among them."""
    frame, faults = conform(table, raw)
    if _headless(faults):
        return frame, faults
    for row in np.flatnonzero(frame.duplicated([*table.key]).to_numpy()):
        key = " / ".join(str(frame[name].iloc[row]) for name in table.key)
        first = int((frame[[*table.key]] == frame[[*table.key]].iloc[row]).all(axis=1).argmax())
        fault = f"the row stands already in row {first + FIRST_ROW}"
        faults.append(Fault.at(table.name, row, table.key[0], key, fault, "Keep one of them"))
    return frame, faults


def _headless(faults: list[Fault]) -> bool:
    """Return whether the head of a table is at fault, so that nothing can be said of its rows."""
    return any(fault.row == 1 for fault in faults)


class Observed(NamedTuple):
    """Scores after a round, NaN where not applicable, the table they stand in, and its faults."""

    scores: NDArray[np.float64]
    frame: pd.DataFrame
    faults: list[Fault]


def observed_matrix(plan: Allocation, scores: pd.DataFrame, raised: NDArray[np.bool_]) -> Observed:
    """Return observed scores as a matrix, a cell left out as it was.

    Parameters
    ----------
    plan : Allocation
        What was decided.
    scores : DataFrame
        Raw table.
    raised : ndarray of bool, shape (services, indicators)
        Cells that funded projects raise: each must have been observed.

    Returns
    -------
    Observed
        The table is typed.
    """
    frame, faults = typed(OBSERVED, scores)
    if _headless(faults):
        return Observed(plan.columns.attainment.score, frame, faults)
    known = plan.columns.attainment
    row, column = known.cells_of(frame)
    for name, place, ids in (("service", row, known.services), ("indicator", column, known.indicators)):
        faults += _strangers(OBSERVED.name, name, frame[name], place, ids)
    found = (row >= 0) & (column >= 0)
    for at in np.flatnonzero(found):
        if np.isnan(known.score[row[at], column[at]]):
            cell = f"{frame['service'].iloc[at]} / {frame['indicator'].iloc[at]}"
            fault = f"{cell} had no score in the plan: the indicator does not apply to the service"
            remedy = "Leave the row out, or give it a first score in the scenario of the next round"
            faults.append(Fault.at(OBSERVED.name, at, "indicator", cell, fault, remedy))
    matrix = known.score.copy()
    seen = np.zeros(matrix.shape, dtype=bool)
    matrix[row[found], column[found]] = frame["score"].to_numpy()[found]
    seen[row[found], column[found]] = True
    for service, indicator in np.argwhere(raised & ~seen):
        cell = f"{known.services[service]} / {known.indicators[indicator]}"
        fault = f"there is no row for {cell}, which funded projects were to raise"
        remedy = "Give the score that was measured"
        faults.append(Fault(OBSERVED.name, None, "score", cell[:60], fault, remedy))
    return Observed(np.where(np.isnan(known.score), np.nan, matrix), frame, faults)


def spent_quanta(
    plan: Allocation, spent: Mapping[str, float] | pd.Series | pd.DataFrame
) -> tuple[NDArray[np.int64], list[Fault]]:
    """Return what each project spent, in quanta, shape (n,), and its faults."""
    if not isinstance(spent, pd.DataFrame):
        spent = pd.DataFrame({"project": [*dict(spent)], "spent": [*dict(spent).values()]})
    frame, faults = typed(SPENT, spent)
    if _headless(faults):
        return plan.quanta, faults
    ids, quantum = plan.columns.projects, plan.columns.quantum
    place = ids.get_indexer(pd.Index(frame["project"]))
    faults += _strangers(SPENT.name, "project", frame["project"], place, ids)
    quanta = np.zeros(len(ids), dtype=np.int64)
    whole = is_whole(frame["spent"], quantum)
    for at in np.flatnonzero(~whole):
        amount = all_digits(frame["spent"].iloc[at], full=True)
        fault = f"{amount} is no whole number of quanta of {all_digits(quantum)}"
        faults.append(Fault.at(SPENT.name, at, "spent", amount, fault, "Round it to the quantum"))
    good = (place >= 0) & whole & frame["spent"].notna().to_numpy()
    quanta[place[good]] = to_quanta(frame["spent"].to_numpy()[good], quantum)
    for at in np.flatnonzero(good & (quanta[place] > plan.quanta[place])):
        have, given = to_amounts([quanta[place[at]], plan.quanta[place[at]]], quantum).tolist()
        fault = f"{frame['project'].iloc[at]!r} spent {all_digits(have)} and was given {all_digits(given)}"
        remedy = "Correct the amount; what others paid is no part of it"
        faults.append(Fault.at(SPENT.name, at, "spent", all_digits(have), fault, remedy))
    funded = ids[(plan.quanta > 0) & ~np.isin(np.arange(len(ids)), place)]
    for project in funded:
        fault = f"there is no row for {project!r}, which was given {all_digits(plan.credits[project])}"
        faults.append(Fault(SPENT.name, None, "spent", project, fault, "Give what it spent, 0 if nothing"))
    return quanta, faults


def experience_before(plan: Allocation, earlier: pd.DataFrame | None) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the experience of earlier years, typed, and its faults."""
    frame, faults = typed(EXPERIENCE, pd.DataFrame(columns=EXPERIENCE.names) if earlier is None else earlier)
    now = plan.scenario.settings.fiscal_year
    for year, rows in frame[frame["project"] != ""].groupby("fiscal_year"):
        before, after = ordinal(str(year)), ordinal(now)
        if year == now or (before is not None and after is not None and before >= after):
            fault = f"the earlier round is of {year or 'no year'!r}, the plan of {now or 'no year'!r}"
            at = int(rows.index[0]) + FIRST_ROW
            remedy = "Evaluate rounds in the order of their years, each once"
            faults.append(Fault(EXPERIENCE.name, at, "fiscal_year", str(year)[:60], fault, remedy))
    lacking = frame[(frame["project"] != "") & (frame["factor"].isna() | frame["expected"].isna())]
    for row in lacking.index:
        fault = f"{frame['project'][row]!r} has no factor, or none that was expected"
        faults.append(Fault.at(EXPERIENCE.name, row, "factor", "", fault, "Give both, 0 to 1"))
    return frame, faults


def _strangers(
    table: str, column: str, values: pd.Series, place: NDArray[np.intp], known: pd.Index
) -> Iterator[Fault]:
    for row in np.flatnonzero((place < 0) & (values != "").to_numpy()):
        value = str(values.iloc[row])
        remedy = did_you_mean(value, known) or "Name one of the plan"
        yield Fault.at(table, row, column, value, f"the plan has no {column} {value!r}", remedy)
