"""Binding pairs -> members: what each has in common with its group and what joining costs, in money."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import numpy as np
import pandas as pd

from egov_budget.money import to_amounts, to_quanta


def members(binding: pd.DataFrame, costs: pd.Series, quantum: float) -> pd.DataFrame:
    """Return the members of every binding group.

    Parameters
    ----------
    binding : DataFrame
        Binding pairs: project_a, project_b, group, share (of the smaller project), connection
        (part of the common work), lead (a project or empty).
    costs : Series of float
        Cost of each project by id, currency units, whole quanta.
    quantum : float
        Smallest payable amount, currency units.

    Returns
    -------
    DataFrame
        A row for each member, by group and project: group, project, common (the largest common work
        with any partner it binds with, whole quanta, at most its cost), connection (what adopting
        costs it: that partner's connection part of the common work, rounded up to a quantum), lead
        (whether a verdict names it).

    Notes
    -----
    The common work of a pair is share x the smaller cost, to the nearest quantum. Of partners with
    the same common work the dearest connection counts.
    """
    whole = pd.Series(to_quanta(costs, quantum), index=costs.index)
    both = np.minimum(whole[binding["project_a"]].to_numpy(), whole[binding["project_b"]].to_numpy())
    common = np.rint(both * binding["share"].to_numpy()).astype(np.int64)
    ends = pd.concat(
        [
            pd.DataFrame(
                {
                    "group": binding["group"].to_numpy(),
                    "project": binding[end].to_numpy(),
                    "common": common,
                    "connection": binding["connection"].to_numpy(),
                    "lead": (binding[end] == binding["lead"]).to_numpy(),
                }
            )
            for end in ("project_a", "project_b")
        ]
    )
    led = ends.groupby("project")["lead"].any()
    ends = ends.sort_values(["group", "project", "common", "connection"], kind="stable")
    largest = ends.drop_duplicates("project", keep="last").reset_index(drop=True)
    joining = [
        ceil(Fraction(repr(float(part))) * work)
        for part, work in zip(largest["connection"], largest["common"].tolist(), strict=True)
    ]
    return largest.assign(
        common=to_amounts(largest["common"], quantum),
        connection=to_amounts(np.array(joining, dtype=np.int64), quantum),
        lead=led[largest["project"]].to_numpy(dtype=bool),
    )
