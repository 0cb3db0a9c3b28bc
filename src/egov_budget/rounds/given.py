"""What a round is evaluated from beside credits spent: observed scores, experience; every fault at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from egov_budget.errors import FIRST_ROW, Fault
from egov_budget.rounds.year import ordinal
from egov_budget.scenario.columns import BY_NAME, schemas
from egov_budget.scenario.field import TableSchema
from egov_budget.scenario.map_change import renamed_to, trail
from egov_budget.scenario.row_faults import row_faults
from egov_budget.scenario.typed import headless, strangers, typed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation import Allocation

OBSERVED = TableSchema("observed scores", "A score as it was measured after the round.",
                       BY_NAME["scores"].key, BY_NAME["scores"].columns)  # fmt: skip
(EXPERIENCE,) = schemas("egov_budget.rounds", "given.toml")


class Observed(NamedTuple):
    """Scores after a round, NaN where not applicable, which were measured, their table, and its faults."""

    scores: NDArray[np.float64]
    seen: NDArray[np.bool_]
    frame: pd.DataFrame
    faults: list[Fault]


def observed_matrix(plan: Allocation, scores: pd.DataFrame) -> Observed:
    """Return observed scores as a matrix, a cell left out as it was.

    Parameters
    ----------
    plan : Allocation
        What was decided.
    scores : DataFrame
        Raw table.

    Returns
    -------
    Observed
        The table is typed.
    """
    known, (frame, faults) = plan.columns.attainment, typed(OBSERVED, scores)
    seen = np.zeros(known.score.shape, dtype=bool)
    if headless(faults):
        return Observed(known.score, seen, frame, faults)
    row, column = known.cells_of(frame)
    for name, place, ids in (("service", row, known.services), ("indicator", column, known.indicators)):
        faults += strangers(OBSERVED.name, name, frame[name], place, ids)
    found = (row >= 0) & (column >= 0)
    faults += row_faults("no_score_in_the_plan", frame, found & np.isnan(known.score[row, column]))
    matrix = known.score.copy()
    matrix[row[found], column[found]] = frame["score"].to_numpy()[found]
    seen[row[found], column[found]] = True
    return Observed(np.where(np.isnan(known.score), np.nan, matrix), seen, frame, faults)


def experience_before(plan: Allocation, earlier: pd.DataFrame | None) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the experience of earlier years, agencies named as they are now, and its faults."""
    frame, faults = typed(EXPERIENCE, pd.DataFrame(columns=EXPERIENCE.names) if earlier is None else earlier)
    now = plan.scenario.settings.fiscal_year
    for year, rows in frame[frame["project"] != ""].groupby("fiscal_year"):
        before, after = ordinal(str(year)), ordinal(now)
        if year == now or (before is not None and after is not None and before >= after):
            where = (EXPERIENCE.name, int(rows.index[0]) + FIRST_ROW, "fiscal_year", str(year)[:60])
            one, other = year or "no year", now or "no year"
            faults.append(Fault.of("rounds_out_of_order", *where, earlier=one, later=other))
    changes = trail(plan.scenario.notes)
    frame["agency"] = [renamed_to(changes, "agencies", name) for name in frame["agency"]]
    lacking = (frame["project"] != "") & (frame["factor"].isna() | frame["expected"].isna())
    faults += row_faults("no_factor", frame, lacking)
    return frame, faults
