"""Verdicts that cannot hold: two of one reviewer, two that settle, an agency its own judge, two platforms."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from egov_budget.errors import FIRST_ROW, Fault
from egov_budget.scenario.adopted import adoptions, day
from egov_budget.scenario.columns import BY_NAME, ENDS
from egov_budget.scenario.relations import EXISTS
from egov_budget.scenario.row_faults import row_faults
from egov_budget.scenario.settled import in_order, meanings


def verdict_faults(verdicts: pd.DataFrame, projects: pd.DataFrame) -> Iterator[Fault]:
    """Yield what is wrong among the rows of verdicts.

    Parameters
    ----------
    verdicts, projects : DataFrame
        Typed tables.

    Yields
    ------
    Fault
        None for verdicts that can stand side by side; reviewers may disagree.
    """
    same = verdicts["project_a"] == verdicts["project_b"]
    yield from row_faults(
        "verdicts", verdicts, same, "project_b", "a project is compared with itself", "Name two projects"
    )
    ordered, key = in_order(verdicts), [*BY_NAME["verdicts"].key]
    turned = ordered.duplicated(key) & ~verdicts.duplicated(key)  # else it is told as a repeated key
    for row in verdicts.index[turned]:
        pair = " / ".join(ordered.loc[row, ENDS])
        first = (ordered[key] == ordered.loc[row, key]).all(axis=1).argmax()
        fault = f"the pair was decided already in row {int(first) + FIRST_ROW}"
        yield Fault.at("verdicts", row, "project_a", pair, fault, "Keep one of the two")
    lead = verdicts["lead"]
    stranger = (lead != "") & (lead != verdicts["project_a"]) & (lead != verdicts["project_b"])
    fault = "the lead {lead!r} is neither project of the pair"
    yield from row_faults(
        "verdicts", verdicts, stranger, "lead", fault, "Name {project_a!r} or {project_b!r}"
    )
    yield from _adoptions(verdicts)
    yield from _settled_twice(ordered)
    yield from _own_judges(ordered, projects)


def _adoptions(verdicts: pd.DataFrame) -> Iterator[Fault]:
    """Yield each verdict that sets a cost and does not say who decided when, and each second on a request."""
    said = verdicts[verdicts["verdict"] == EXISTS]
    if said.empty:
        return
    fault = "the verdict sets what {project_a!r} costs and does not say who decided"
    yield from row_faults(
        "verdicts", said, said["reviewer"] == "", "reviewer", fault, "Write who says so, or remove the row"
    )
    fault, remedy = "the verdict sets what {project_a!r} costs and does not say when", "Write year-month-day"
    yield from row_faults("verdicts", said, said["date"].map(day) == "", "date", fault, remedy)
    rows = adoptions(verdicts)
    rows["first"] = rows.groupby("project")["platform"].transform("first")
    fault = "{project!r} adopts {first!r} already, and a request adopts one platform"
    twice, remedy = rows["first"] != rows["platform"], "Let one of the two verdicts stand"
    told = rows.rename(columns={"platform": "project_b"})
    yield from row_faults("verdicts", told, twice, "project_b", fault, remedy)


def _settled_twice(verdicts: pd.DataFrame) -> Iterator[Fault]:
    """Yield each row that settles a pair otherwise than another one does."""
    said = verdicts.assign(said=meanings(verdicts["verdict"]) + " " + verdicts["lead"])[verdicts["settles"]]
    first = said.groupby(ENDS)["said"].transform("first")
    fault = "another row settles the pair {project_a!r} and {project_b!r} otherwise"
    yield from row_faults(
        "verdicts", said, said["said"] != first, "settles", fault, "Let one of them settle it", value="yes"
    )


def _own_judges(verdicts: pd.DataFrame, projects: pd.DataFrame) -> Iterator[Fault]:
    """Yield each agency that settles a pair of its own, or contradicts a verdict on it without a reason."""
    agency = dict(zip(projects["id"], projects["agency"], strict=True))
    party = pd.Series(False, index=verdicts.index)
    for end in ENDS:
        party |= (verdicts[end].map(agency) == verdicts["reviewer"]) & (verdicts["reviewer"] != "")
    fault = "{reviewer!r} settles a pair of its own"
    remedy = "Let somebody else settle it; an agency answers in a row that settles nothing"
    yield from row_faults(
        "verdicts", verdicts, party & verdicts["settles"], "settles", fault, remedy, value="yes"
    )
    told = verdicts.assign(said=meanings(verdicts["verdict"]))
    contradicts = told.groupby(ENDS)["said"].transform("nunique") > 1
    fault = "{reviewer!r} contradicts a verdict on its own project without a reason"
    silent = party & contradicts & (verdicts["reason"] == "")
    yield from row_faults("verdicts", verdicts, silent, "reason", fault, "Write why")
