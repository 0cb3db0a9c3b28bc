"""Finding pairs: what the work affords, the best of each row, and no pair that is not there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from egov_budget.similarity import compare, similarity_graph
from egov_budget.similarity.candidates import EQUAL, Allowed, affordable, best, candidates
from egov_budget.similarity.part import FINDING, PARTS, Part
from egov_budget.similarity.term_matrix import term_matrices
from egov_budget.similarity.terms import count, count_parts
from egov_budget.worlds import national_projects

pytestmark = pytest.mark.once


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
def test_the_best_of_each_row_are_those_that_sorting_by_three_keys_finds_and_all_equals(
    cells: list[tuple[int, int, float]], most: int
) -> None:
    cells = sorted({(row, column): (row, column, score) for row, column, score in cells}.values())
    row, column = (np.array([cell[at] for cell in cells], dtype=np.int64) for at in (0, 1))
    score = np.array([cell[2] for cell in cells], dtype=np.float32)
    left, right, _, strong = best(row, column, score, most)
    found = set(zip(left.tolist(), right.tolist(), strict=True))
    assert strong == (score >= 0.5).sum()
    wanted = set()
    for one in {cell[0] for cell in cells}:
        ranked = sorted((-value, other) for first, other, value in cells if first == one)
        wanted |= {(one, other) for at, (value, other) in enumerate(ranked) if at < most or -value >= EQUAL}
    assert found == wanted


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 2**32 - 1), st.integers(1, 6), st.sampled_from([0.05, 0.1, 0.3]),
    st.tuples(st.sampled_from([None, True, False]), st.booleans()), st.sampled_from([1.0, 30.0, 1e6]),
)  # fmt: skip
def test_the_candidates_are_those_that_comparing_every_two_records_finds(
    seed: int, most: int, floor: float, kind: tuple[bool | None, bool], work: float
) -> None:
    same, mirrored = kind
    rng = np.random.default_rng(seed)
    cells = rng.integers(0, 5, (25, 8)) * (rng.random((25, 8)) < 0.4) / 8  # sums are exact, ties are many
    rows = cells.astype(np.float32)
    columns = rows if mirrored else rows[::-1][:20]
    group = rng.integers(0, 3, 25)
    allowed = Allowed(group, group[: len(columns)], same, mirrored)
    one, other, _, cut = candidates(
        csr_array(rows), csr_array(columns), allowed, floor=floor, top_k=most, work=work, run=map
    )
    score, wanted, strong = rows @ columns.T, set(), set()
    for at in range(25):
        fit = [
            (-score[at, to], to)
            for to in range(len(columns))
            if score[at, to] >= floor
            and not (mirrored and at == to)
            and (same is None or (group[at] == group[to]) == same)
        ]
        wanted |= {
            (at, to) for place, (value, to) in enumerate(sorted(fit)) if place < most or -value >= EQUAL
        }
        strong |= {tuple(sorted((at, to))) if mirrored else (at, to) for value, to in fit if -value >= 0.5}
    assert set(zip(one.tolist(), other.tolist(), strict=True)) == wanted
    assert len(one) == len(wanted)
    listed = {tuple(sorted(pair)) for pair in wanted} if mirrored else wanted
    assert cut == len(strong - listed)
    assert (np.diff(one) >= 0).all()


def test_copies_all_stay_together_and_what_is_left_out_is_told() -> None:
    ids = [f"p{at:02}" for at in range(60)]
    frame = pd.DataFrame({"id": ids, "agency": ids, "title": "Laptops for the staff of the ministry"})
    for graph in (similarity_graph(frame), similarity_graph(frame, cap=None, most=1)):
        assert len(graph) == 60 * 59 / 2
        assert graph.left_out == 0
    numbered = frame.assign(
        title=frame["title"] + " in all its offices, with docks, bags and cables " + frame["id"]
    )
    names = [f"x{at:03}" for at in range(400)]
    others = pd.DataFrame({"id": names, "agency": names, "title": [f"{name} {name}" for name in names]})
    alike = similarity_graph(pd.concat([numbered, others]), most=5, least=0.5)
    assert alike.left_out == 60 * 59 / 2 - len(alike) > 1000
    assert f"{alike.left_out:,} strong ones left out" in repr(alike)


def test_counting_parts_together_is_counting_each_alone() -> None:
    projects = national_projects(60)[0]
    parts = [*PARTS, FINDING]
    names = list(dict.fromkeys(name for part in parts for name in part.columns))
    cells = [projects[name].astype("str").tolist() for name in names]
    together = count_parts([(part, tuple(map(names.index, part.columns))) for part in parts], cells)
    for part, found in zip(parts, together, strict=True):
        alone = count(part, [cells[names.index(name)] for name in part.columns])
        assert len(alone.keys) > 0
        for field in ("keys", "starts", "terms", "counts"):
            np.testing.assert_array_equal(getattr(found, field), getattr(alone, field))


def test_an_item_counts_once_for_each_column_and_cell_it_stands_in() -> None:
    part = Part("p", ("a", "b"), "items", 1.0)
    found = count(part, [["x;y", "", "x;y", "x", " ;;"], ["x", "x", "", "", ""]])
    assert np.diff(found.starts).tolist() == [3, 1, 2, 1, 0]
    assert len(found.keys) == 3
    assert found.counts.tolist() == [1] * 7


@given(st.floats(1, 5000))
def test_the_cap_is_the_largest_whose_work_can_be_afforded(work: float) -> None:
    frame = pd.DataFrame(
        {"id": list("abcd"), "title": ["tax desk", "tax map", "tax desk two", "tax map two"]}
    )
    made = term_matrices(frame, [Part("t", ("title",), "words", 1.0)])
    holders = np.concatenate([matrix.frequency for matrix in made])
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
    assert affordable(term_matrices(projects.sort_values("id"), PARTS), compare.WORK) is not None
    found = similarity_graph(projects)
    known, mine = (graph.edges.set_index(["a", "b"])["similarity"] for graph in (exact, found))
    shared = mine.index.intersection(known.index)
    assert (mine[shared] == known[shared]).all()
    alike = exact.edges[exact.edges["similarity"] >= 0.5]
    strong = set(alike[["a", "b"]].itertuples(index=False, name=None))
    assert len(pairs(found) & strong) >= 0.99 * len(strong)
    monkeypatch.setattr(compare, "WORK", 100)
    assert len(pairs(similarity_graph(projects)) & strong) >= 0.8 * len(strong)


def test_blocks_and_workers_change_nothing_where_terms_are_left_out(projects: pd.DataFrame) -> None:
    expected = similarity_graph(projects).edges
    with ThreadPoolExecutor(3) as executor:
        assert similarity_graph(projects, work=3e4, executor=executor).edges.equals(expected)
    assert similarity_graph(projects.iloc[::-1]).edges.equals(expected)


def test_a_phrase_is_a_word_with_the_next_of_the_same_text() -> None:
    part = Part("p", ("t",), "phrases", 1.0)
    found = count(part, [["one stop shop", "stop shop", "shop", "", "shop stop"]])
    assert np.diff(found.starts).tolist() == [2, 1, 0, 0, 1]
    assert found.terms[1] == found.terms[2] or found.terms[0] == found.terms[2]
    assert len(found.keys) == 3
