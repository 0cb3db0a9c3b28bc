"""progress: how far the milestones of a bill have come, and what that releases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.errors import IntakeError
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.field import Field, Kind, TableSchema
from egov_budget.scenario.row_faults import row_faults
from egov_budget.scenario.typed import headless, typed

if TYPE_CHECKING:
    from egov_budget.bill.annex import Annex

PROGRESS = TableSchema(
    "progress", "What is known of a milestone of the bill at a date; the last row of a milestone holds.",
    ("milestone", "date"),
    (
        Field("milestone", Kind.WHOLE, "Number of the milestone in the bill.", required=True),
        replace(BY_NAME["decisions"]["date"], meaning="Day of the look, year-month-day.", required=False),
        replace(BY_NAME["findings"]["state"], meaning="How far it is reached: addressed is all of it."),
        replace(BY_NAME["scores"]["evidence"], meaning="What that rests on."),
    ),
)  # fmt: skip
OPEN, _, REACHED = PROGRESS["state"].choices


def with_progress(annex: Annex, progress: pd.DataFrame) -> Annex:
    """Return an annex that knows how far its milestones have come.

    Parameters
    ----------
    annex : Annex
        Its milestones are numbered as the tranches of the plan ask for them.
    progress : DataFrame
        Raw table ``progress``.

    Returns
    -------
    Annex
        Its releases have the states.

    Raises
    ------
    IntakeError
        With every fault of the table.

    Examples
    --------
    >>> from egov_budget import allocate, annex, worlds
    >>> seen = pd.DataFrame({"milestone": [1, 2], "state": "addressed", "evidence": ["inspected", "citizen"]})
    >>> told = annex(allocate(worlds.four_projects()), progress=seen).releases
    >>> told[told["milestone"].isin([1, 2])][["milestone", "state", "released"]].values.tolist()
    [[1, 'addressed', True], [2, 'addressed', False]]
    """
    frame, faults = typed(PROGRESS, progress)
    known = annex.releases["milestone"].max() if len(annex.releases) else 0
    if not headless(faults):
        wrong = ~frame["milestone"].between(1, known).fillna(value=True)
        faults += row_faults("no_milestone", frame, wrong, most=str(known))
    IntakeError.if_any(faults)
    return replace(annex, progress=frame)


def released(releases: pd.DataFrame, progress: pd.DataFrame) -> pd.DataFrame:
    """Return releases with the state of each milestone, and whether the money waits for it no more.

    It does not where there is no milestone, and where the last that was told of it is that it is reached,
    shown by what the bill asks for.

    Parameters
    ----------
    releases : DataFrame
        As ``bill.releases`` tabulates them.
    progress : DataFrame
        Typed table ``progress``.

    Returns
    -------
    DataFrame
        The same with state (empty where there is no milestone) and released.
    """
    last = progress.sort_values("date", kind="stable").drop_duplicates("milestone", keep="last")
    told = last.set_index("milestone").reindex(releases["milestone"])
    asked, state = releases["milestone"] > 0, told["state"].fillna(OPEN).to_numpy()
    shown = told["evidence"].to_numpy() == releases["evidence"].to_numpy()
    reached = (state == REACHED) & shown
    return releases.assign(state=np.where(asked, state, ""), released=~asked | reached)


def form(annex: Annex) -> pd.DataFrame:
    """Return the table progress of a bill to be filled in: what is told, and a row for each other milestone.

    Columns that begin with ``#`` say what the milestone is, and are not read back.
    """
    goals = annex.releases[annex.releases["milestone"] > 0].set_index("milestone")
    rest = pd.DataFrame({"milestone": goals.index.difference(pd.Index(annex.progress["milestone"]))})
    rest = rest.assign(date="", state=OPEN, evidence="")
    parts = [part for part in (annex.progress, rest) if len(part)] or [annex.progress]
    rows = pd.concat(parts).sort_values(["milestone", "date"], ignore_index=True)
    what = goals[["agency", "service", "indicator", "level", "due", "judge"]].add_prefix("#")
    return rows.join(what, on="milestone")
