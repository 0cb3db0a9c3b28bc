"""Finding pairs: what the work affords, the best of each row, and no pair that is not there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget.similarity import compare, similarity_graph
from egov_budget.similarity.candidates import _best, affordable
from egov_budget.similarity.features import count
from egov_budget.similarity.matrix import blocks
from egov_budget.similarity.part import PARTS, Part
from egov_budget.worlds import national_projects


@pytest.fixture(scope="module")
def projects() -> pd.DataFrame:
    return national_projects(700)[0]


def pairs(graph: object) -> set[tuple[str, str]]:
    return set(graph.edges[["a", "b"]].itertuples(index=False, name=None))  # type: ignore[attr-defined]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 9), st.sampled_from([0.1, 0.25, 0.5, 1.0])), max_size=40
    ),
    st.integers(1, 5),
)
def test_the_best_of_each_row_are_those_that_sorting_by_three_keys_finds(
    cells: list[tuple[int, int, float]], most: int
) -> None:
    cells = sorted({(row, column): (row, column, score) for row, column, score in cells}.values())
    row, column = (np.array([cell[at] for cell in cells], dtype=np.int64) for at in (0, 1))
    score = np.array([cell[2] for cell in cells], dtype=np.float32)
    found = {(int(row[at]), int(column[at])) for at in _best(row, column, score, most)}
    wanted = set()
    for one in {cell[0] for cell in cells}:
        ranked = sorted((-value, other) for first, other, value in cells if first == one)
        wanted |= {(one, other) for _, other in ranked[:most]}
    assert found == wanted


@given(st.floats(1, 5000))
def test_the_cap_is_the_largest_whose_work_can_be_afforded(work: float) -> None:
    frame = pd.DataFrame(
        {"id": list("abcd"), "title": ["tax desk", "tax map", "tax desk two", "tax map two"]}
    )
    made = blocks(frame, [Part("t", ("title",), "words", 1.0)])
    holders = np.concatenate([block.records for block in made])
    cap = affordable(made, work)

    def spent(most: float) -> float:
        return float((holders[holders <= most].astype(float) ** 2).sum())

    budget = work * len(frame)
    if cap is None:
        assert spent(np.inf) <= budget
    else:
        assert spent(cap) <= budget or cap == 1
        assert spent(cap + 1) > budget


def test_little_work_finds_only_true_pairs_and_most_of_the_alike_ones(
    projects: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = similarity_graph(projects, cap=None)
    assert affordable(blocks(projects.sort_values("id"), PARTS), compare.WORK) is not None
    found = similarity_graph(projects)
    known, mine = (graph.edges.set_index(["a", "b"])["similarity"] for graph in (exact, found))
    shared = mine.index.intersection(known.index)
    assert (mine[shared] == known[shared]).all()
    alike = exact.edges[exact.edges["similarity"] >= 0.5]
    strong = set(alike[["a", "b"]].itertuples(index=False, name=None))
    assert len(pairs(found) & strong) >= 0.99 * len(strong)
    monkeypatch.setattr(compare, "WORK", 100)
    assert len(pairs(similarity_graph(projects)) & strong) >= 0.8 * len(strong)


def test_blocks_and_workers_change_nothing_where_features_are_left_out(projects: pd.DataFrame) -> None:
    expected = similarity_graph(projects).edges
    with ThreadPoolExecutor(3) as executor:
        assert similarity_graph(projects, work=3e4, executor=executor).edges.equals(expected)
    assert similarity_graph(projects.iloc[::-1]).edges.equals(expected)


def test_a_phrase_is_a_word_with_the_next_of_the_same_text() -> None:
    part = Part("p", ("t",), "phrases", 1.0)
    found = count(part, [["one stop shop", "stop shop", "shop", "", "shop stop"]])
    assert np.diff(found.starts).tolist() == [2, 1, 0, 0, 1]
    assert found.features[1] == found.features[2] or found.features[0] == found.features[2]
    assert len(found.keys) == 3
