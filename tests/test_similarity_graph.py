"""The laws of the similarity graph, and what stands on its edges."""

from __future__ import annotations

from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget.errors import IntakeError
from egov_budget.similarity import Cluster, SimilarityGraph, similarity_graph
from egov_budget.similarity import candidates as candidates_room
from egov_budget.similarity import cluster as cluster_room
from egov_budget.similarity import spool as spool_room
from egov_budget.similarity import term_matrix as matrix_room
from egov_budget.similarity import waiting as waiting_room
from egov_budget.worlds import national_projects

pytestmark = pytest.mark.once

WORDS = (
    "portal",
    "tax",
    "health",
    "login",
    "registry",
    "سامانه",
    "ثبت",
    "مالیات",
    "map",
    "payment",
    "archive",
)
PHRASE = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
RECORD = st.tuples(
    st.sampled_from("xyz"), PHRASE, PHRASE, st.sampled_from(["", "citizens", "firms;citizens"])
)
FRAME = st.lists(RECORD, max_size=8).map(
    lambda rows: pd.DataFrame(
        rows, columns=["agency", "title", "description", "addressee"], dtype="str"
    ).assign(id=[f"p{at:02d}" for at in range(len(rows))])
)


def edges(graph: SimilarityGraph) -> list[tuple[object, ...]]:
    return list(graph.edges.itertuples(index=False, name=None))


def catalogue(rows: int, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    vocabulary = np.array([f"word{at}" for at in range(rows)])
    titles = [" ".join(rng.choice(vocabulary, 3)) for _ in range(rows)]
    texts = [" ".join(rng.choice(vocabulary, 12)) for _ in range(rows)]
    for at in range(0, rows - 1, 5):  # near copies
        titles[at + 1], texts[at + 1] = titles[at] + " renewal", texts[at]
    agency = [f"a{at % 7}" for at in range(rows)]
    return pd.DataFrame({"id": [f"p{at:05d}" for at in range(rows)], "agency": agency, "title": titles,
                         "description": texts})  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(FRAME)
def test_similarity_is_symmetric_within_0_and_1_and_1_with_itself(frame: pd.DataFrame) -> None:
    graph = similarity_graph(frame, least=0, within_agencies=True)
    for a in frame["id"]:
        assert graph.score(a, a) == 1
        for b in frame["id"]:
            assert graph.score(a, b) == graph.score(b, a)
            assert 0 <= graph.score(a, b) <= 1


@settings(max_examples=30, deadline=None)
@given(FRAME)
def test_the_same_texts_are_as_alike_as_can_be(frame: pd.DataFrame) -> None:
    filled = frame[frame["title"].str.strip() != ""]
    twice = pd.concat([filled, filled.assign(id="copy-" + filled["id"].astype("str"), agency="w")])
    graph = similarity_graph(twice)
    for record in filled["id"]:
        assert graph.score(record, f"copy-{record}") == pytest.approx(1, abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(FRAME)
def test_the_waterfall_adds_up_to_the_score_exactly(frame: pd.DataFrame) -> None:
    graph = similarity_graph(frame, least=0.05)
    for edge in graph.edges.itertuples(index=False):
        evidence = graph.evidence(edge.a, edge.b)
        assert sum(evidence["contribution"]) == edge.similarity == graph.score(edge.b, edge.a)
        assert evidence["contribution"].tolist() == [getattr(edge, part) for part in graph.parts]
        assert (evidence["contribution"] <= evidence["most"] + 1e-12).all()


def test_every_attribute_has_its_step_and_all_steps_are_the_score() -> None:
    projects, _ = national_projects(120)
    graph = similarity_graph(projects)
    seen = set()
    for a, b in graph.edges[["a", "b"]].head(60).itertuples(index=False):
        steps = graph.attributes(a, b)
        assert steps["contribution"].sum() == graph.score(a, b)
        assert (steps["contribution"] >= 0).all()
        parts = graph.evidence(a, b).set_index("part")
        assert steps.groupby("part")["contribution"].sum().to_dict() == parts["contribution"].to_dict()
        told = {name.split(":")[0] for name in parts.at["goal", "shared"]}
        goal = steps[(steps["part"] == "goal") & (steps["contribution"] > 1e-9)]
        assert set(goal["attribute"]) == told
        seen |= told
    assert {"function", "sector"} <= seen


@settings(max_examples=30, deadline=None)
@given(FRAME, st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_nothing(frame: pd.DataFrame, random: object) -> None:
    shuffled = frame.sample(frac=1, random_state=random.randrange(2**32))  # type: ignore[attr-defined]
    assert edges(similarity_graph(shuffled, least=0.1)) == edges(similarity_graph(frame, least=0.1))


@settings(max_examples=30, deadline=None)
@given(FRAME, st.randoms(use_true_random=False))
def test_other_names_rename_the_edges_and_change_nothing_else(frame: pd.DataFrame, random: object) -> None:
    names = [f"q{at:02d}" for at in range(len(frame))]
    random.shuffle(names)  # type: ignore[attr-defined]
    name = dict(zip(frame["id"], names, strict=True))
    before = {
        (frozenset((name[a], name[b])), *rest) for a, b, *rest in edges(similarity_graph(frame, least=0.1))
    }
    renamed = frame.assign(id=frame["id"].map(name), agency="agency-" + frame["agency"])
    after = {(frozenset((a, b)), *rest) for a, b, *rest in edges(similarity_graph(renamed, least=0.1))}
    assert after == before


@settings(max_examples=30, deadline=None)
@given(FRAME, st.floats(0, 1), st.floats(0, 1))
def test_a_lower_threshold_only_adds_edges(frame: pd.DataFrame, one: float, other: float) -> None:
    few = set(edges(similarity_graph(frame, least=max(one, other))))
    many = set(edges(similarity_graph(frame, least=min(one, other))))
    assert few <= many


@settings(max_examples=30, deadline=None)
@given(FRAME, st.sampled_from([1.0, 3.0, 50.0]))
def test_the_size_of_the_blocks_changes_nothing(frame: pd.DataFrame, work: float) -> None:
    assert edges(similarity_graph(frame, least=0.1, work=work)) == edges(similarity_graph(frame, least=0.1))


@pytest.mark.parametrize("tile", [40, 599])
def test_the_size_of_the_tiles_changes_nothing(tile: int, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = catalogue(600)
    expected = edges(similarity_graph(frame, most=3))
    monkeypatch.setattr(candidates_room, "TILE", tile)
    assert edges(similarity_graph(frame, most=3)) == expected


@pytest.mark.parametrize("executor", [ThreadPoolExecutor(1), ThreadPoolExecutor(5), ProcessPoolExecutor(2)])
def test_workers_and_executor_change_nothing(executor: Executor, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = catalogue(600)
    expected = edges(similarity_graph(frame))
    assert len(expected) > 50
    monkeypatch.setattr(matrix_room, "CHUNK", 100)
    with executor:
        assert edges(similarity_graph(frame, executor=executor, work=2e4)) == expected


def test_arrays_that_lie_in_files_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = catalogue(600)
    expected = similarity_graph(frame)
    monkeypatch.setattr(spool_room, "LARGE", 2_000)
    monkeypatch.setattr(waiting_room, "IN_MEMORY", 2_000)
    graph = similarity_graph(frame, work=2e4)
    arrays = [graph.left, graph.right, graph.contributions, *(matrix.rows.data for matrix in graph.matrices)]
    assert not any(array.flags.writeable for array in arrays)  # each is read from a file
    assert edges(graph) == edges(expected)
    assert graph.evidence("p00000", "p00001").equals(expected.evidence("p00000", "p00001"))
    assert graph.left_out == expected.left_out


def test_a_dask_cluster_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")
    frame = catalogue(600)
    expected = edges(similarity_graph(frame))
    monkeypatch.setattr(matrix_room, "CHUNK", 100)
    monkeypatch.setattr(cluster_room, "AHEAD", 1)  # more calls wait than are sent out at once
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Cluster(cluster.scheduler_address) as executor,
    ):
        assert edges(similarity_graph(frame, executor=executor, work=2e4)) == expected


def test_without_a_cap_every_pair_above_the_threshold_is_found() -> None:
    frame = catalogue(70)
    graph = similarity_graph(frame, least=0.2, cap=None, most=200)
    agency = frame.set_index("id")["agency"]
    found = set(zip(graph.edges["a"], graph.edges["b"], strict=True))
    for at, a in enumerate(frame["id"]):
        for b in frame["id"].iloc[at + 1 :]:
            assert ((a, b) in found) == (graph.score(a, b) >= 0.2 and agency[a] != agency[b])


def test_pairs_inside_an_agency_are_edges_only_when_asked() -> None:
    frame = pd.DataFrame({"id": ["p", "q"], "agency": "tax", "title": ["Online portal", "Online portals"]})
    assert len(similarity_graph(frame)) == 0
    assert edges(similarity_graph(frame, within_agencies=True))[0][:2] == ("p", "q")
    assert len(similarity_graph(frame.drop(columns="agency"))) == 1


def test_sharing_a_rare_attribute_says_more_than_sharing_a_common_one() -> None:
    frame = pd.DataFrame(
        {
            "id": ["a", "b", "c", "d", "e", "f"],
            "sector": ["transport"] * 6,
            "event": ["flagging a vessel;x1", "flagging a vessel;x2", "y3", "y4", "y5", "y6"],
        }
    )
    graph = similarity_graph(frame, least=0)
    assert graph.score("a", "b") > 2 * graph.score("c", "d")
    assert graph.evidence("a", "b")["shared"].tolist() == [("event: flagging a vessel", "sector: transport")]


def test_networkx_has_the_edges_with_their_evidence() -> None:
    graph = similarity_graph(catalogue(60))
    plain = graph.networkx()
    assert isinstance(plain, nx.Graph)
    assert plain.number_of_nodes() == 60
    assert plain.number_of_edges() == len(graph) > 0
    for a, b, evidence in plain.edges(data=True):
        assert evidence["similarity"] == sum(evidence["contributions"].values()) == graph.score(a, b)


@pytest.mark.parametrize("rows", [0, 1])
def test_fewer_than_two_records_have_no_edges(rows: int) -> None:
    assert len(similarity_graph(catalogue(10).head(rows))) == 0


def test_every_fault_of_the_ids_is_reported_at_once() -> None:
    frame = pd.DataFrame({"id": ["p", "p", ""], "title": ["a", "b", "c"]})
    with pytest.raises(IntakeError) as caught:
        similarity_graph(frame)
    assert caught.value.faults["row"].tolist() == [4, 3]
    with pytest.raises(IntakeError, match="column is missing"):
        similarity_graph(frame[["title"]])


@pytest.mark.parametrize("wrong", [{"least": 1.5}, {"most": 0}, {"cap": 0}])
def test_a_setting_out_of_range_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=f"{next(iter(wrong))} is"):
        similarity_graph(catalogue(5), **wrong)  # type: ignore[arg-type]


def test_a_part_leaves_its_weight_to_the_others_where_both_lack_it_and_not_where_one_does() -> None:
    titles = ["tax portal", "tax portal", "road map"]
    frame = pd.DataFrame({"id": [*"abc"], "agency": [*"xyz"], "title": titles})
    alike = {
        words: similarity_graph(frame.assign(keyword=[*words, "m"])).edges["similarity"].iloc[0]
        for words in (("", ""), ("k", ""))
    }
    assert alike["", ""] == pytest.approx(1, abs=1e-6)
    assert alike["k", ""] < 0.95


def test_a_title_repeated_at_the_head_of_its_description_counts_once() -> None:
    titles, texts = ["Grants portal", "Grants for farms"], ["A portal for farms", "Money for farms"]
    plain = pd.DataFrame({"id": ["a", "b"], "agency": ["a", "b"], "title": titles, "description": texts})
    twice = plain.assign(
        description=[f"{one.upper()}: {two}" for one, two in zip(titles, texts, strict=True)]
    )
    assert similarity_graph(twice).score("a", "b") == similarity_graph(plain).score("a", "b")
