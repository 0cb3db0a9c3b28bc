"""duplicated: work that goes on twice although it was found out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.inspection.evidence import joined, places_by, rows_of
from egov_budget.money import to_amounts, to_quanta
from egov_budget.scenario.columns import ENDS
from egov_budget.scenario.relations import ACCEPTED, PARALLEL
from egov_budget.scenario.settled import UNSETTLED, settled

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation

NAMES = ("project_a", "project_b", "agency_a", "agency_b", "state", "at_stake", "evidence")


def duplicated(plan: Allocation, spent: pd.Series) -> pd.DataFrame:
    """List pairs of projects that do the same work, apart from each other.

    Parameters
    ----------
    plan : Allocation
        The plan.
    spent : Series
        Credits by project id that were paid out (or given, before anything is paid).

    Returns
    -------
    DataFrame
        project_a, project_b, their agencies, state, at_stake (the smaller of their credits and the
        common work, or what a retired project gets; whole quanta), evidence. States: ``retired and
        paid`` (a project given up by verdict still gets credits), ``retired and promised`` (or holds
        commitments of later years), ``accepted and apart`` (a verdict joined them,
        both are paid, neither joins the other), ``undecided`` (graded duplication of parallel work, both
        paid, no verdict and no common work).
    """
    scenario = plan.scenario
    agency = scenario.projects.set_index("id")["agency"]
    asked = scenario.projects.set_index("id")["cost"]
    row = places_by(scenario.projects["id"])
    bound = scenario.commitments[~scenario.commitments["released"]]
    promised = bound.groupby("project")["credits"].sum()
    group, quantum = _joined_in(plan), scenario.settings.quantum
    found = []

    def line(a: str, b: str, state: str, amount: float, told: str) -> None:
        rows = rows_of("projects", [*row[a], *row[b]])
        stake = float(to_amounts(to_quanta(amount, quantum), quantum))
        found.append((a, b, agency[a], agency[b], state, stake, joined(told, rows)))

    def paid_apart(a: str, b: str) -> float:
        once = group.get(a) is not None and group.get(a) == group.get(b)
        return 0.0 if once else min(float(spent.get(a, 0.0)), float(spent.get(b, 0.0)))

    said = settled(scenario.verdicts)
    for place, verdict in zip(said.index, said.to_dict("records"), strict=True):
        a, b, told = verdict["project_a"], verdict["project_b"], rows_of("verdicts", [place])
        if verdict["verdict"] == "retired":
            gone = b if verdict["lead"] == a else a
            for state, given in (("retired and paid", spent), ("retired and promised", promised)):
                if float(given.get(gone, 0.0)) > 0:
                    line(a, b, state, float(given[gone]), told)
        elif verdict["verdict"] in ACCEPTED and (paid := paid_apart(a, b)) > 0:
            share = verdict["share"] if verdict["share"] == verdict["share"] else 1.0
            line(a, b, "accepted and apart", min(paid, share * min(asked[a], asked[b])), told)
    pairs = None if plan.overlaps is None else plan.overlaps.pairs
    if pairs is not None and len(pairs):
        open_ones = pairs[(pairs["degree"] == "duplication") & pairs["verdict"].isin(("", UNSETTLED))]
        open_ones = open_ones[open_ones["relation"] == PARALLEL]
        for pair in open_ones.to_dict("records"):
            a, b = pair["project_a"], pair["project_b"]
            if (paid := paid_apart(a, b)) > 0:
                line(a, b, "undecided", min(paid, float(pair["at_stake"])), "")
    frame, order = pd.DataFrame(found, columns=[*NAMES]), ["state", "at_stake", *ENDS]
    return frame.sort_values(order, ascending=[True, False, True, True], ignore_index=True)


def _joined_in(plan: Allocation) -> dict[str, int]:
    """Return the group of each project whose common work is done once in the plan."""
    columns = plan.columns
    led = plan.leads[columns.group] >= 0
    return dict(zip(columns.projects[columns.member[led]], columns.group[led].tolist(), strict=True))
