"""The six stages of a service that can be online: one indicator each."""

from __future__ import annotations

import pandas as pd

from egov_budget.catalogues.canada.labels import STAGES
from egov_budget.catalogues.published import Published
from egov_budget.errors import Fault

SCORES = {"Y": 1.0, "N": 0.0}
NOT_APPLICABLE = ["", "NA", "ND"]  # the last two up to 2019-2020


def indicators() -> pd.DataFrame:
    """Return the indicators, all of the same weight: each stage is named as in the inventory."""
    return pd.DataFrame({"id": list(STAGES), "title": list(STAGES.values())})


def scores(inventory: Published) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the scores of each service: which of its stages are online.

    Parameters
    ----------
    inventory : Published
        The service inventory; a stage is ``Y`` (online), ``N`` (not yet) or blank, NA or ND (not applicable).

    Returns
    -------
    scores : DataFrame
        Service, indicator and score: 1 for Y, 0 for N, no row where it does not apply.
    faults : list of Fault
        One for each cell that holds anything else.
    """
    cells = inventory.cells
    stages = cells[list(STAGES)].apply(lambda column: column.str.strip())
    faults = [
        Fault.at("no_answer", inventory.table, place, stage, word)
        for stage in STAGES
        for place, word in stages.loc[~stages[stage].isin([*SCORES, *NOT_APPLICABLE]), stage].items()
    ]  # fmt: skip
    long = stages.set_axis(cells[inventory.labels["id"]], axis="index").stack()
    known = long[long.isin(list(SCORES))].map(SCORES)
    frame = known.rename_axis(["service", "indicator"]).rename("score").reset_index()
    return frame[frame["service"] != ""], faults
