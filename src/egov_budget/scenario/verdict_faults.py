"""Verdicts that cannot hold: two of one reviewer, two that settle, an agency its own judge, two platforms."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from egov_budget.errors import FIRST_ROW, Fault
from egov_budget.scenario.adopted import adoptions, day
from egov_budget.scenario.columns import BY_NAME, ENDS
from egov_budget.scenario.relations import EXISTS
from egov_budget.scenario.row_faults import Frames, row_faults
from egov_budget.scenario.settings import Settings
from egov_budget.scenario.settled import in_order, meanings


def verdict_faults(_: Settings, frames: Frames) -> Iterator[Fault]:
    """Yield what is wrong among the rows of verdicts; reviewers may disagree."""
    verdicts = frames["verdicts"]
    same = verdicts["project_a"] == verdicts["project_b"]
    yield from row_faults("compared_with_itself", verdicts, same)
    ordered, key = in_order(verdicts), [*BY_NAME["verdicts"].key]
    turned = ordered.duplicated(key) & ~verdicts.duplicated(key)  # else it is told as a repeated key
    for row in verdicts.index[turned]:
        pair = " / ".join(ordered.loc[row, ENDS])
        first = (ordered[key] == ordered.loc[row, key]).all(axis=1).argmax()
        yield Fault.at("pair_twice", "verdicts", row, "project_a", pair, first=int(first) + FIRST_ROW)
    lead = verdicts["lead"]
    stranger = (lead != "") & (lead != verdicts["project_a"]) & (lead != verdicts["project_b"])
    yield from row_faults("lead_of_others", verdicts, stranger)
    yield from _adoptions(verdicts)
    yield from _settled_twice(ordered)
    yield from _own_judges(ordered, frames["projects"])


def _adoptions(verdicts: pd.DataFrame) -> Iterator[Fault]:
    """Yield each verdict that sets a cost and does not say who decided when, and each second on a request."""
    said = verdicts[verdicts["verdict"] == EXISTS]
    if said.empty:
        return
    yield from row_faults("adopted_by_nobody", said, said["reviewer"] == "")
    yield from row_faults("adopted_on_no_day", said, said["date"].map(day) == "")
    rows = adoptions(verdicts)
    rows["first"] = rows.groupby("project")["platform"].transform("first")
    told = rows.rename(columns={"platform": "project_b"})
    yield from row_faults("adopts_two", told, told["first"] != told["project_b"])


def _settled_twice(verdicts: pd.DataFrame) -> Iterator[Fault]:
    """Yield each row that settles a pair otherwise than another one does."""
    if not verdicts["settles"].any():
        return
    said = verdicts.assign(said=meanings(verdicts["verdict"]) + " " + verdicts["lead"])[verdicts["settles"]]
    first = said.groupby(ENDS)["said"].transform("first")
    yield from row_faults("settled_otherwise", said, said["said"] != first)


def _own_judges(verdicts: pd.DataFrame, projects: pd.DataFrame) -> Iterator[Fault]:
    """Yield each agency that settles a pair of its own, or contradicts a verdict on it without a reason."""
    agency = dict(zip(projects["id"].tolist(), projects["agency"].tolist(), strict=True))
    said = verdicts[[*ENDS, "reviewer"]].itertuples(index=False, name=None)
    party = np.array([own != "" and own in (agency.get(a), agency.get(b)) for a, b, own in said], dtype=bool)
    if not party.any():
        return
    yield from row_faults("own_judge", verdicts, party & verdicts["settles"])
    told = verdicts.assign(said=meanings(verdicts["verdict"]))
    contradicts = told.groupby(ENDS)["said"].transform("nunique") > 1
    silent = party & contradicts & (verdicts["reason"] == "")
    yield from row_faults("contradicts_without_reason", verdicts, silent)
