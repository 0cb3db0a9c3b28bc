"""Why a pair is graded so, what hangs by one pair, who should lead, and what is filed wrongly."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_budget import find_overlaps, worlds
from egov_budget.overlaps import Overlaps
from egov_budget.overlaps.bridges import bridges
from egov_budget.overlaps.misclassified import misclassified
from egov_budget.scenario import Scenario
from egov_budget.similarity import similarity_graph

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return worlds.national_1400(services=600, projects=400)


@pytest.fixture(scope="module")
def found(scenario: Scenario) -> Overlaps:
    return find_overlaps(scenario)


@pytest.mark.parametrize("degree", ["fragmentation", "overlap", "duplication"])
def test_the_waterfall_adds_up_to_the_probability(found: Overlaps, degree: str) -> None:
    for pair in found.pairs.head(25).itertuples():
        steps = found.waterfall(pair.project_a, pair.project_b, degree)
        assert steps["probability"].iloc[-1] == pytest.approx(getattr(pair, degree))
        assert 1 / (1 + np.exp(-steps["log_odds"].sum())) == pytest.approx(getattr(pair, degree))
        back = found.waterfall(pair.project_b, pair.project_a, degree)
        assert back["log_odds"].tolist() == steps["log_odds"].tolist()
        assert {"goal", "activity", "beneficiary"} <= set(steps["facet"])
    texts = find_overlaps(worlds.four_projects())
    pair = texts.pairs.iloc[0]
    steps = texts.waterfall(pair["project_a"], pair["project_b"], degree)
    assert steps["probability"].iloc[-1] == pytest.approx(pair[degree])
    assert set(steps["facet"]) == {"", "activity"}


def test_a_waterfall_of_no_degree_or_no_project_is_refused(found: Overlaps) -> None:
    a, b = found.pairs.loc[0, ["project_a", "project_b"]]
    with pytest.raises(ValueError, match="it is one of"):
        found.waterfall(a, b, "unrelated")
    with pytest.raises(KeyError):
        found.waterfall(a, "nobody")


@given(
    st.sets(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]), max_size=14
    )
)
def test_a_bridge_is_a_pair_without_which_its_group_falls_apart(edges: set[tuple[int, int]]) -> None:
    table = np.array(sorted(edges), dtype=np.int64).reshape(-1, 2)
    told = bridges(table[:, 0], table[:, 1], np.ones(len(table), dtype=bool))
    graph = nx.Graph(sorted(edges))
    for (a, b), bridge in zip(sorted(edges), told.tolist(), strict=True):
        size = len(nx.node_connected_component(graph, a))
        cut = nx.Graph(sorted(edges - {(a, b)}))
        cut.add_nodes_from([a, b])
        assert bridge == (size > 2 and not nx.has_path(cut, a, b))


def test_the_best_lead_is_central_ready_and_large_and_an_independent_one_comes_first(
    scenario: Scenario, found: Overlaps
) -> None:
    leads = found.leads
    assert set(zip(leads["group"], leads["project"], strict=True)) == set(
        zip(found.members["group"], found.members["project"], strict=True)
    )
    assert np.allclose(leads["fitness"], leads["centrality"] * leads["readiness"] * leads["size"])
    for _, rows in leads.groupby("group"):
        for kind in (True, False):
            assert (np.diff(rows.loc[rows["independent"] == kind, "fitness"]) <= 0).all()
        assert (np.diff(rows["independent"].astype(int)) <= 0).all()
    name = leads["group"].iloc[0]
    first = leads.loc[leads["group"] == name, "agency"].iloc[0]
    conflicted = scenario.agencies.assign(
        conflict=scenario.agencies["conflict"].where(scenario.agencies["id"] != first, 1.0)
    )
    after = find_overlaps(scenario.replace(agencies=conflicted)).leads
    rows = after[after["group"] == name]
    assert rows["agency"].iloc[-1] == first
    assert not rows["independent"].iloc[-1]


def test_the_same_text_under_another_function_and_another_text_under_the_same_are_found() -> None:
    text = {
        "title": "Licence renewal desk",
        "description": "Forms, fees and letters for the renewal of a licence",
    }
    other = {"title": "Quarry map", "description": "Aerial pictures of every open pit"}
    goal = {"function": "04.1", "sector": "trade", "event": "opening a firm", "keyword": "licence"}
    projects = pd.DataFrame([
        {"id": "a", "agency": "x", **text, **goal},
        {"id": "b", "agency": "y", **text, **goal, "function": "07.2", "sector": "health"},
        {"id": "c", "agency": "z", **other, **goal},
        {"id": "d", "agency": "w", **text, **goal},
    ])  # fmt: skip
    table = misclassified(similarity_graph(projects))
    kinds = {frozenset((a, b)): kind for a, b, kind in table[["project_a", "project_b", "kind"]].values}
    assert kinds == {
        frozenset("ab"): "same text, other function",
        frozenset("bd"): "same text, other function",
        frozenset("ac"): "same function, other text",
        frozenset("cd"): "same function, other text",
    }
    assert misclassified(similarity_graph(projects.drop(columns="function"))).empty


def test_titles_borrowed_for_another_function_are_among_what_was_planted(found: Overlaps) -> None:
    probe = found.misclassified()
    moved = probe[probe["kind"] == "same text, other function"]
    assert len(moved) >= 3
    assert (moved["function_a"] != moved["function_b"]).all()
