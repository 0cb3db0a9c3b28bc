"""Who should lead common work: central to the group, ready to deliver, and large enough."""

from __future__ import annotations

import numpy as np
import pandas as pd

from egov_budget.scenario import Scenario, conflict_index
from egov_budget.scenario.columns import ENDS

TEXTS, NUMBERS = ("group", "project", "agency"), ("centrality", "readiness", "size", "fitness")
TYPES = dict.fromkeys(TEXTS, "str") | dict.fromkeys(NUMBERS, "float64") | {"independent": "bool"}
NOBODY = pd.DataFrame(columns=[*TYPES]).astype(TYPES)


def leads(pairs: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """Return the members of every binding group, ranked as leads.

    Parameters
    ----------
    pairs : DataFrame
        Pairs inside binding groups: project_a, project_b, share, group.
    scenario : Scenario
        For cost, readiness and conflict of interest.

    Returns
    -------
    DataFrame
        A row for each member, by group, the best lead first: group, project, agency, centrality (mean
        share of common work with the other members, 0-1), readiness (of its agency, 0-1), size (its
        cost over the largest of the group, 0-1), fitness (the product of the three), independent
        (whether its conflict-of-interest index is within the threshold; those that are come first). Ties
        by project. Advice only: the plan is free to choose, unless a verdict names the lead.
    """
    if pairs.empty:
        return NOBODY.copy(deep=False)
    told = ["group", "project", "share"]
    ends = pd.concat([pairs.rename(columns={end: "project"})[told] for end in ENDS])
    table = ends.groupby(["group", "project"], as_index=False)["share"].sum()
    others = table.groupby("group")["project"].transform("size") - 1
    projects = scenario.projects.set_index("id")
    agency = projects.loc[table["project"], "agency"].to_numpy()
    cost = projects.loc[table["project"], "cost"].to_numpy(dtype=np.float64)
    size = cost / pd.Series(cost, dtype="float64").groupby(table["group"]).transform("max").to_numpy()
    readiness = scenario.realisation.loc[agency].to_numpy(dtype=np.float64)
    centrality = (table["share"] / others.clip(lower=1)).to_numpy()
    ranked: pd.DataFrame = table[["group", "project"]].assign(
        agency=agency, centrality=centrality, readiness=readiness, size=size,
        fitness=centrality * readiness * size,
        independent=conflict_index(scenario).may_lead.loc[agency].to_numpy(),
    )  # fmt: skip
    order = ["group", "independent", "fitness", "project"]
    return ranked.sort_values(order, ascending=[True, False, False, True], kind="stable", ignore_index=True)
