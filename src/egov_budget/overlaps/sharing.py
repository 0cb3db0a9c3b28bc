"""Binding pairs -> members: what each has in common with its group and what joining costs, in money."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.money import exact, to_amounts, to_quanta
from egov_budget.scenario.columns import ENDS

if TYPE_CHECKING:
    from numpy.typing import NDArray


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
    told = binding.assign(common=common_work(binding, costs, quantum))
    sides = [told.assign(project=told[end], lead=told[end] == told["lead"]) for end in ENDS]
    ends = pd.concat(sides, ignore_index=True)[["group", "project", "common", "connection", "lead"]]
    led = ends.groupby("project")["lead"].any()
    ends = ends.sort_values(["group", "project", "common", "connection"], kind="stable")
    largest = ends.drop_duplicates("project", keep="last").reset_index(drop=True)
    joining = [*map(joining_cost, largest["connection"], largest["common"].tolist())]
    return largest.assign(
        common=to_amounts(largest["common"], quantum),
        connection=to_amounts(np.array(joining, dtype=np.int64), quantum),
        lead=led[largest["project"]].to_numpy(dtype=bool),
    )


def common_work(pairs: pd.DataFrame, costs: pd.Series, quantum: float) -> NDArray[np.int64]:
    """Return the common work of each pair: its share of the smaller cost, to the nearest quantum."""
    whole = pd.Series(to_quanta(costs, quantum), index=costs.index)
    both = np.minimum(whole[pairs["project_a"]].to_numpy(), whole[pairs["project_b"]].to_numpy())
    work: NDArray[np.int64] = np.rint(both * pairs["share"].to_numpy(dtype=np.float64)).astype(np.int64)
    return work


def joining_cost(part: float, work: int) -> int:
    """Return what adopting common work costs: a part of it, rounded up to a quantum; quanta."""
    return ceil(exact(part) * work)
