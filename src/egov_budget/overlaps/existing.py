"""Requests beside platforms that exist: what may be there already, and what a verdict says of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.overlaps.default import DEFAULT
from egov_budget.overlaps.degree import LIKELY, grades
from egov_budget.scenario.adopted import by_verdict
from egov_budget.scenario.columns import ENDS
from egov_budget.scenario.decided import in_force
from egov_budget.scenario.relations import EXISTS
from egov_budget.scenario.settled import settled
from egov_budget.similarity import SimilarityGraph, similarity_graph

if TYPE_CHECKING:
    from egov_budget.overlaps.calibration import Calibration
    from egov_budget.scenario import Scenario

TEXTS = ["title", "description"]
MOST = 100  # candidates of a record: many requests may be like one platform, and like each other


@dataclass(frozen=True, eq=False)
class Existing:
    """The platforms of a scenario beside its requests; nothing follows from likeness, all from a verdict.

    Parameters
    ----------
    scenario : Scenario
        Its projects, platforms and verdicts.
    calibration : Calibration, optional
        From likeness to probability.
    """

    scenario: Scenario
    calibration: Calibration = DEFAULT

    @cached_property
    def graph(self) -> SimilarityGraph:
        """Requests and platforms, compared apart from the requests alone, whose grades they do not change."""
        there = self.scenario.platforms[["id", "owner", *TEXTS]].rename(columns={"owner": "agency"})
        asked = self.scenario.projects[["id", "agency", *TEXTS]]
        records = pd.concat([there, asked]) if len(there) else there
        return similarity_graph(records, within_agencies=True, most=MOST)

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Requests and what may be there for them already, most money first.

        A row for each pair graded overlap or more and each with a verdict: the columns of ``Overlaps.pairs``
        up to ``parallel``, with project_b the platform, relation ``exists`` and parallel 0; then title and
        owner of the platform, asked (before any verdict), adopt_cost, at_stake (what adopting spares,
        currency units), share (at_stake, as a part of what is asked) and verdict (``exists``, ``does not
        exist``, ``unsettled`` or empty). Empty without platforms.

        Examples
        --------
        >>> from egov_budget import worlds
        >>> sign_in = {"id": "sso", "title": "Single sign-in platform for tax", "adopt_cost": 5}
        >>> scenario = worlds.four_projects().replace(platforms=pd.DataFrame([sign_in]))
        >>> Existing(scenario).pairs[["project_a", "project_b", "at_stake"]].values.tolist()
        [['tax-login', 'sso', 55.0], ['health-login', 'sso', 45.0]]
        """
        graph, platforms = self.graph, self.scenario.platforms.set_index("id")
        count = np.int64(max(len(graph.records), 1))
        is_platform = graph.records["id"].isin(platforms.index).to_numpy()
        across = is_platform[graph.left] != is_platform[graph.right]
        said = settled(self.scenario.verdicts, platforms=True)
        ends = np.sort(np.column_stack([graph.rows(said[end]) for end in ENDS]), axis=1)
        judged = ends[:, 0] * count + ends[:, 1]
        key = np.union1d((graph.left * count + graph.right)[across], judged)
        told = grades(graph, key // count, key % count, self.calibration, always=np.isin(key, judged))
        turned = told["project_a"].isin(platforms.index)
        a, b = (told[end] for end in ENDS)
        told = told.assign(project_a=a.where(~turned, b), project_b=b.where(~turned, a))
        told = told.assign(relation=EXISTS, parallel=0.0)
        told = told.merge(said[[*ENDS, "verdict"]], how="left", on=ENDS).fillna({"verdict": ""})
        told = told[(told["overlap"] >= LIKELY) | (told["verdict"] != "")]
        for name in ("title", "owner", "adopt_cost"):
            told[name] = platforms[name].reindex(told["project_b"]).to_numpy()
        told["asked"] = self._asked.reindex(told["project_a"]).to_numpy()
        told["at_stake"] = (told["asked"] - told["adopt_cost"]).clip(lower=0.0)
        told["share"] = told["estimated_share"] = told["at_stake"] / told["asked"]
        order = ["at_stake", *ENDS]
        return told.sort_values(order, ascending=[False, True, True], kind="stable", ignore_index=True)

    @property
    def adopted(self) -> pd.DataFrame:
        """Rows of ``pairs`` of which it is settled that the platform exists."""
        return self.pairs[self.pairs["verdict"] == EXISTS]

    @property
    def relation(self) -> pd.DataFrame:
        """What is settled to exist, as a row of ``Overlaps.relations``; none without such a verdict."""
        found = self.adopted
        counts = dict.fromkeys(("projects", "pairs", "decided"), len(found))
        groups, stake = found["project_b"].nunique(), float(found["at_stake"].sum())
        told = {"relation": EXISTS, "groups": groups, **counts, "at_stake": stake}
        return pd.DataFrame([told]).head(int(len(found) > 0))

    @property
    def _asked(self) -> pd.Series:
        """Money asked for by each request, before a verdict set what it costs."""
        made = in_force(self.scenario)
        before = made[by_verdict(made)].set_index("key")["before"].astype(float)
        cost = self.scenario.projects.set_index("id")["cost"]
        return before.reindex(cost.index).fillna(cost)


def beside(told: pd.DataFrame, more: pd.DataFrame | None) -> pd.DataFrame:
    """Return rows about requests, and those about platforms below them."""
    return told if more is None or more.empty else pd.concat([told, more], ignore_index=True)
