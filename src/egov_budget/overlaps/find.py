"""The verb: Scenario, SimilarityGraph -> Overlaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.language import counted
from egov_budget.overlaps.bridges import bridges
from egov_budget.overlaps.calibration import Calibration
from egov_budget.overlaps.default import DEFAULT
from egov_budget.overlaps.degree import LIKELY, graded
from egov_budget.overlaps.existing import Existing
from egov_budget.overlaps.group import Pairs, Rows, components, grouped
from egov_budget.overlaps.leads import leads
from egov_budget.overlaps.overlaps import Overlaps
from egov_budget.overlaps.queue import ranked
from egov_budget.overlaps.sharing import members
from egov_budget.overlaps.verdicts import REFUSED, decided
from egov_budget.scenario import Scenario, retired
from egov_budget.scenario.adopted import adoptions
from egov_budget.scenario.columns import ENDS
from egov_budget.scenario.once import once
from egov_budget.scenario.relations import ACCEPTED, PARALLEL
from egov_budget.scenario.settled import UNSETTLED, in_order
from egov_budget.similarity import SimilarityGraph, similarity_graph
from egov_budget.similarity.compare import groups

if TYPE_CHECKING:
    from numpy.typing import NDArray

CUT = 0.5  # least mean probability inside a group


def find_overlaps(
    scenario: Scenario,
    graph: SimilarityGraph | None = None,
    *,
    calibration: Calibration | None = None,
    one_per_agency: bool = False,
) -> Overlaps:
    """Return the graded pairs of a similarity graph, and the groups that bind.

    A pair that is settled as accepted binds, whether similarity found it or not; one that was rejected
    or is a different requirement never does, nor one that is a joint undertaking, the rollout of one platform
    or work at a site of each. A pair whose reviewers disagree binds nothing. By default nothing binds unread;
    the setting ``binding`` lets a pair bind that is graded so or more, with a probability of at least
    ``binding_confidence`` that it is and that it is parallel work.

    Groups are built by average linkage over these pairs, so that no chain of neighbours joins
    different work. Accepted pairs always stand in one group, rejected ones never. A pair that is likely
    joint, a rollout or at a site of each, or whose reviewers disagree, stands in one group only if accepted
    pairs join it. Unread alternatives to each other are no pair: the plan takes one of them at most. A
    request that adopts a platform, by verdict, shares no work.

    Parameters
    ----------
    scenario : Scenario
        Projects, settings and verdicts.
    graph : SimilarityGraph, optional
        By default ``similarity_graph(scenario)``.
    calibration : Calibration, optional
        From similarity to probability; by default the one that ships with the library.
    one_per_agency : bool, optional
        Whether a group takes one project of an agency at most; accepted pairs excepted.

    Returns
    -------
    Overlaps
        Pairs, members of binding groups, families. Empty tables where nothing is alike. What is found by
        default is kept with the scenario.

    Raises
    ------
    IntakeError
        If settled verdicts contradict each other.
    ValueError
        If the graph was made from other projects.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> find_overlaps(worlds.four_projects()).members.values.tolist()
    [['G:health-login', 'health-login', 40.0, 8.0, False], ['G:health-login', 'tax-login', 40.0, 8.0, False]]

    References
    ----------
    .. [1] U.S. Government Accountability Office (2015), "Fragmentation, Overlap, and Duplication: An
       Evaluation and Management Guide", GAO-15-49SP.
    """
    if graph is None and calibration is None and not one_per_agency:
        return _by_default(scenario)
    graph = similarity_graph(scenario) if graph is None else graph
    _same_projects(graph, scenario)
    return _found(scenario, graph, calibration or DEFAULT, one_per_agency)


@once
def _by_default(scenario: Scenario) -> Overlaps:
    return _found(scenario, similarity_graph(scenario), DEFAULT, False)


def _found(
    scenario: Scenario, graph: SimilarityGraph, calibration: Calibration, one_per_agency: bool
) -> Overlaps:
    settings = scenario.settings
    pairs = graded(graph, decided(scenario), scenario.projects, calibration)
    pairs = pairs[~_exclusive(pairs, scenario.alternatives)].reset_index(drop=True)
    gone = retired(scenario.verdicts)
    apart = {*gone["project"], *adoptions(scenario.verdicts)["project"]}
    refused = pairs["verdict"].isin(REFUSED) | pairs[ENDS].isin(apart).any(axis=1)
    ids = graph.records["id"].to_numpy(dtype=object)
    judged = _Judged.of(ids, pairs)
    agency = groups(graph.records) if one_per_agency else None
    binding = "duplication" if settings.binding == "none" else settings.binding
    threshold = 2.0 if settings.binding == "none" else max(settings.binding_confidence, CUT)
    shared = ((pairs["relation"] == PARALLEL) & (pairs["verdict"] != UNSETTLED)).to_numpy()
    likely = np.where(shared, pairs[binding], 0.0)
    sure = np.minimum(likely, pairs["parallel"].to_numpy()) >= threshold
    label = judged.group(likely, sure, refused | _kept(pairs), agency)
    family = judged.group(pairs["overlap"].to_numpy(), (pairs["overlap"] >= CUT).to_numpy(), refused, agency)
    together = label[judged.left] == label[judged.right]
    inside = together & (pairs["overlap"] >= CUT).to_numpy()
    pairs["bridge"] = bridges(judged.left, judged.right, inside)
    pairs["binds"] = together & (judged.accepted | sure)
    pairs["group"] = pd.Series(np.where(together, "G:" + ids[label[judged.left]], ""), dtype="str")
    bound = pairs[pairs["binds"]]
    bound = bound.assign(connection=bound["connection_cost"].fillna(settings.connection_cost))
    costs = scenario.projects.set_index("id")["cost"]
    return Overlaps(
        graph=graph,
        pairs=ranked(pairs),
        members=members(bound, costs, settings.quantum),
        families=_families(family, ids),
        retired=gone,
        verdicts=in_order(scenario.verdicts),
        existing=Existing(scenario, calibration) if len(scenario.platforms) else None,
        leads=leads(pairs[together], scenario),
        calibration=calibration,
    )


@dataclass(frozen=True)
class _Judged:
    """Pairs as rows of a graph, which of them were accepted, and what these join."""

    count: int
    left: Rows
    right: Rows
    accepted: NDArray[np.bool_]
    joined: NDArray[np.bool_]

    @classmethod
    def of(cls, ids: NDArray[np.object_], pairs: pd.DataFrame) -> _Judged:
        """Return graded pairs as rows of the ids."""
        places, accepted = pd.Index(ids), pairs["verdict"].isin(ACCEPTED).to_numpy()
        left, right = (places.get_indexer(pd.Index(pairs[end])).astype(np.int64) for end in ENDS)
        part = components(len(ids), left[accepted], right[accepted])
        return cls(len(ids), left, right, accepted, part[left] == part[right])

    def group(
        self, chance: NDArray[np.float64], sure: NDArray[np.bool_], apart: pd.Series, agency: Rows | None
    ) -> Rows:
        """Return the group of each row: pairs that are accepted or sure, and how likely the others are.

        Those that are to stand apart do unless accepted pairs join them.
        """
        accepted, refused = self.accepted, apart.to_numpy() & ~self.joined
        return grouped(
            self.count,
            Pairs(self.left, self.right, np.where(accepted, 1.0, np.where(refused, 0.0, chance))),
            binding=accepted | (~refused & sure),
            together=(self.left[accepted], self.right[accepted]),
            apart=(self.left[refused], self.right[refused]),
            cut=CUT,
            agency=agency,
        )


def _exclusive(pairs: pd.DataFrame, alternatives: pd.DataFrame) -> pd.Series:
    """Return which pairs nobody has read and the plan funds one of at most."""
    if alternatives.empty:
        return pd.Series(False, index=pairs.index)
    sets = alternatives.merge(alternatives, on="set")[["project_x", "project_y"]]
    both = pd.MultiIndex.from_frame(pairs[ENDS]).isin(pd.MultiIndex.from_frame(sets))
    return (pairs["verdict"] == "") & both


def _kept(pairs: pd.DataFrame) -> pd.Series:
    """Return which pairs share nothing as far as is known: likely no parallel work, or reviewers disagree."""
    likely = (pairs["verdict"] == "") & (pairs["overlap"] >= LIKELY) & (pairs["relation"] != PARALLEL)
    return likely | (pairs["verdict"] == UNSETTLED)


def _same_projects(graph: SimilarityGraph, scenario: Scenario) -> None:
    known, asked = ({*of["id"].tolist()} for of in (graph.records, scenario.projects))
    if known != asked:
        strangers = sorted(known ^ asked)
        fault = f"the graph and the scenario differ in {counted(len(strangers), 'project')}"
        remedy = "make the graph from this scenario, or leave it out"
        raise ValueError(f"{fault}, {strangers[0]!r} among them; {remedy}")


def _families(label: Rows, ids: NDArray[np.object_]) -> pd.DataFrame:
    size = np.bincount(label, minlength=len(ids))
    rows = np.flatnonzero(size[label] > 1)
    rows = rows[np.lexsort((rows, label[rows]))]
    return pd.DataFrame({"family": "F:" + ids[label[rows]], "project": ids[rows]}, dtype="str")
