"""Labels: pairs whose degree somebody has judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.errors import Fault, IntakeError
from egov_budget.overlaps.calibration import DEGREES
from egov_budget.scenario.relations import ACCEPTED
from egov_budget.scenario.row_faults import row_faults
from egov_budget.scenario.settled import settled

if TYPE_CHECKING:
    pass

OTHERWISE = {"reject": "unrelated", "different requirement": "fragmentation", "site": "overlap"}
DUPLICATION_FROM = 0.5  # share of common work from which an accepted pair is a duplication


def labels(table: pd.DataFrame, ids: pd.Series) -> pd.DataFrame:
    """Return judged pairs as rows of a graph.

    Parameters
    ----------
    table : DataFrame
        Either ``project_a``, ``project_b``, ``degree`` (``unrelated``, ``fragmentation``, ``overlap``,
        ``duplication``) and, if known, ``share``; or verdicts: an accepted pair, a joint one and a rollout
        count as a duplication, or as an overlap where the share is below a half; a site as an overlap; a
        different requirement as fragmentation; a rejected pair as unrelated; other verdicts, and pairs on
        which reviewers disagree, are left out.
    ids : Series of str
        Ids of the records of the graph, in its order.

    Returns
    -------
    DataFrame
        In the order of the table, without pairs of a project with itself: ``left`` and ``right``, rows of the
        two records, the smaller first; ``degree``, its position in ``DEGREES``; ``share``, the part of the
        smaller project's work that is common, 0-1, NaN where nobody said.

    Raises
    ------
    IntakeError
        If a column is missing, a project is not among the ids, a degree is unknown or a pair stands
        there twice.
    """
    ends = ("project_a", "project_b")
    missing = [name for name in ends if name not in table]
    if "degree" not in table and "verdict" not in table:
        missing.append("degree")
    IntakeError.if_any(Fault("labels", 1, name, "", "the column is missing", "Add it") for name in missing)
    table = table.reset_index(drop=True)
    if "degree" not in table:
        table = _judged(settled(table))
    place = pd.Series(np.arange(len(ids)), index=ids.to_numpy())
    one, other = (table[end].map(place) for end in ends)
    first, second = one.where(one < other, other), other.where(one < other, one)
    degree = table["degree"].map({name: at for at, name in enumerate(DEGREES)})
    twice = pd.DataFrame({"first": first, "second": second}).duplicated() & first.notna() & second.notna()
    faults = [
        *row_faults("not_compared", table, one.isna()),
        *row_faults("not_compared", table, other.isna(), column="project_b"),
        *row_faults("no_degree", table, degree.isna(), degrees=", ".join(DEGREES)),
        *row_faults("labelled_twice", table, twice),
    ]
    IntakeError.if_any(faults)
    share = table.get("share", np.nan)
    known = pd.DataFrame({"left": first, "right": second, "degree": degree, "share": share})
    types = dict.fromkeys(("left", "right", "degree"), "int64") | {"share": "float64"}
    return known[first != second].astype(types).reset_index(drop=True)


def _judged(verdicts: pd.DataFrame) -> pd.DataFrame:
    accepted = np.where(verdicts["share"] < DUPLICATION_FROM, "overlap", "duplication")
    refused = verdicts["verdict"].map(OTHERWISE)
    common = verdicts["verdict"].isin((*ACCEPTED, "joint", "rollout"))
    degree = pd.Series(np.where(common, accepted, refused), index=verdicts.index)
    return verdicts.assign(degree=degree)[degree.notna()].reset_index(drop=True)
