"""Probabilities and shares: ordered, monotone, learnt from judged pairs, and good on pairs not seen."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget.errors import IntakeError
from egov_budget.overlaps.calibrate import ANY, calibrate, fit
from egov_budget.overlaps.calibration import Curves
from egov_budget.overlaps.default import DEFAULT
from egov_budget.overlaps.features import FEW, NAMES, RISING, Features, features
from egov_budget.overlaps.labels import labels
from egov_budget.overlaps.site_bound import site_bound
from egov_budget.similarity import Part, similarity_graph
from egov_budget.worlds import four_projects, national_projects

pytestmark = pytest.mark.once

DATA = os.environ.get("EGOV_BUDGET_DATA")
ROW = st.tuples(
    *[st.floats(0, 1)] * 6,
    *[st.sampled_from([0.0, 1.0])] * 3,
    *[st.floats(0, 1)] * 3,
    st.just(0.0),
    st.floats(0, 1),
    st.floats(0, 6),
)


def average_precision(right: np.ndarray, score: np.ndarray) -> float:
    """Return the mean precision at each right pair, best first; no two scores are the same here."""
    hits = right[np.argsort(-score, kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def one(row: tuple[float, ...]) -> Features:
    return Features(np.array([row]), np.zeros(1))


@given(ROW, st.floats(0, 1))
def test_a_worse_degree_is_never_likelier_than_a_milder_one_and_the_share_lies_in_its_interval(
    row: tuple[float, ...], similarity: float
) -> None:
    chances = DEFAULT.probabilities(one(row))
    assert (np.diff(chances) <= 0).all()
    assert ((chances >= 0) & (chances <= 1)).all()
    mean, low, high = DEFAULT.share(chances, np.array([similarity]))[0]
    assert 0 <= low <= mean <= high <= 1


@given(ROW, st.sampled_from(RISING), st.floats(0, 1))
def test_more_likeness_or_more_neighbours_in_common_is_never_less_likely_the_same_work(
    row: tuple[float, ...], name: str, more: float
) -> None:
    at = NAMES.index(name)
    raised = (*row[:at], row[at] + more, *row[at + 1 :])
    assert (DEFAULT.probabilities(one(raised)) >= DEFAULT.probabilities(one(row)) - 1e-12).all()


@given(ROW, st.floats(0, 3))
def test_among_more_projects_no_pair_is_likelier_the_same_work(row: tuple[float, ...], more: float) -> None:
    at = NAMES.index("size")
    crowded = (*row[:at], row[at] + more, *row[at + 1 :])
    assert (DEFAULT.probabilities(one(crowded)) <= DEFAULT.probabilities(one(row)) + 1e-12).all()


def test_the_number_of_projects_tells_nothing_until_it_is_larger_than_any_that_was_fitted() -> None:
    for count, told in ((60, 0.0), (FEW, 0.0), (2 * FEW, np.log(2))):
        titles = ["Grants portal", "Grants portals", *(f"thing{at}" for at in range(count - 2))]
        ids = [f"{at:05}" for at in range(count)]
        frame = pd.DataFrame({"id": ids, "agency": ids, "title": titles})
        seen = features(similarity_graph(frame), np.array([0]), np.array([1]))
        assert seen.values[0, NAMES.index("size")] == told


def test_likelier_degrees_have_larger_shares() -> None:
    chances = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [1.0, 1.0, 1.0]])
    assert (np.diff(DEFAULT.share(chances, np.zeros(4))[:, 0]) > 0).all()
    copies = DEFAULT.share(chances[[3, 3]], np.array([0.2, 1.0]))
    assert copies[1, 0] > copies[0, 0]


def test_features_are_the_same_from_both_sides_and_say_what_is_lacking() -> None:
    projects, _ = national_projects(60)
    graph = similarity_graph(projects.assign(has_input=projects["has_input"].where(projects.index != 3, "")))
    left, right = np.triu_indices(12, 1)
    there, back = features(graph, left, right), features(graph, right, left)
    assert (there.values == back.values).all()
    assert there.attributed.all()
    without = there.values[:, NAMES.index("no means")] == 1
    row = graph.row(projects["id"][3])
    assert (without == ((left == row) | (right == row))).all()
    assert (there.values[without, NAMES.index("means")] == 0).all()
    texts = features(similarity_graph(four_projects()), np.array([0]), np.array([1]))
    assert not texts.attributed.any()


def test_work_bound_to_a_site_is_known_by_the_beginning_of_a_word_in_the_title() -> None:
    titles = ["Cloud migration", "Immigration portal", "شبكه‌ي ملی", "Réseau", "", "Advance payments"]
    assert site_bound(pd.DataFrame({"title": titles})).tolist() == [True, False, True, True, False, False]


def test_a_graph_of_other_parts_cannot_be_graded_and_says_why() -> None:
    graph = similarity_graph(four_projects(), parts=[Part("name", ("title",), "words", 1.0)])
    with pytest.raises(ValueError, match="compares name"):
        features(graph, np.array([0]), np.array([1]))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_fitted_curves_tell_apart_what_can_be_told_apart(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = np.zeros((80, len(NAMES)))
    values[:, 1] = rng.random(80)
    degree = (values[:, 1] * 4).astype(np.int64)
    curves = fit(values, degree, ANY, hold=1e-3)
    odds = curves.log_odds(values)
    for step in range(3):
        assert ((odds[:, step] > 0) == (degree > step)).mean() > 0.95


def test_a_strong_hold_keeps_the_curves_and_a_weak_one_lets_them_go() -> None:
    values = np.zeros((40, len(NAMES)))
    values[:, 0] = np.linspace(0, 1, 40)
    degree = np.where(values[:, 0] > 0.5, 0, 3)  # the reverse of what the default says
    kept = fit(values, degree, DEFAULT.texts, hold=1e9)
    assert np.allclose(kept.slopes, DEFAULT.texts.slopes, atol=1e-3)
    let_go = fit(values, degree, DEFAULT.texts, hold=1e-3)
    assert let_go.slopes[2][0] == 0  # never below 0: more likeness is never less likely the same


def test_without_labels_a_calibration_stays_and_with_verdicts_it_moves_their_way() -> None:
    projects, truth = national_projects(300)
    graph = similarity_graph(projects)
    none = pd.DataFrame(columns=["project_a", "project_b", "degree"])
    assert calibrate(graph, none) == DEFAULT
    refused = truth.head(20).assign(verdict="reject")[["project_a", "project_b", "verdict"]]
    ends = labels(refused, graph.records["id"])
    seen = features(graph, ends["left"].to_numpy(), ends["right"].to_numpy())
    moved = calibrate(graph, refused)
    assert moved.texts == DEFAULT.texts  # these pairs all have attributes
    assert (moved.probabilities(seen)[:, 2] <= DEFAULT.probabilities(seen)[:, 2]).mean() > 0.8


def test_verdicts_are_read_as_degrees() -> None:
    ids = pd.Series(["a", "b", "c", "d"])
    table = pd.DataFrame(
        [("b", "a", "accept", None), ("a", "c", "accept", 0.3), ("a", "d", "reject", None),
         ("c", "d", "different requirement", None), ("b", "c", "another word", None)],
        columns=["project_a", "project_b", "verdict", "share"],
    )  # fmt: skip
    read = labels(table, ids)
    assert read.left.tolist() == [0, 0, 0, 2]
    assert read.right.tolist() == [1, 2, 3, 3]
    assert read.degree.tolist() == [3, 2, 0, 1]


def test_every_fault_of_the_labels_is_reported() -> None:
    table = pd.DataFrame(
        [("a", "b", "overlap"), ("b", "a", "overlap"), ("a", "x", "huge")],
        columns=["project_a", "project_b", "degree"],
    )
    with pytest.raises(IntakeError) as caught:
        labels(table, pd.Series(["a", "b"]))
    assert caught.value.faults[["row", "column"]].values.tolist() == [
        [4, "project_b"], [4, "degree"], [3, "project_b"]
    ]  # fmt: skip
    with pytest.raises(IntakeError, match="degree"):
        labels(table[["project_a", "project_b"]], pd.Series(["a", "b"]))


def test_curves_have_a_slope_for_each_feature() -> None:
    with pytest.raises(ValueError, match="one for each of title"):
        Curves((0.0, 0.0, 0.0), ((1.0,), (1.0,), (1.0,)))


@pytest.mark.skipif(not DATA, reason="EGOV_BUDGET_DATA names no folder of real data")
def test_pairs_of_a_year_are_graded_by_the_other_far_better_than_by_their_words() -> None:
    pytest.importorskip("sklearn")
    from benchmarks.judged_pairs import YEARS, calibration_error, judged
    from benchmarks.overlaps_calibration import learnt

    years = [judged(Path(str(DATA)), year) for year in YEARS]
    for year, other in zip(years, years[::-1], strict=True):
        odds = np.minimum.accumulate(learnt([other]).log_odds(year.seen.values), axis=1)
        for step, least in ((3, 0.8), (2, 0.92)):  # words alone .58 and .62, .86 and .83
            assert average_precision(year.degree >= step, odds[:, step - 1]) > least
            chance = 1 / (1 + np.exp(-odds[:, step - 1]))
            assert calibration_error(year.degree >= step, chance) < 0.1


def test_meaning_raises_the_grade_of_one_request_in_two_languages() -> None:
    titles = ["Pension claims online", "مطالبات بازنشستگی", "Border radar", "Vaccine cold chain"]
    frame = pd.DataFrame({"id": [*"abcd"], "agency": [*"abcd"], "title": titles})
    vectors = {title: np.eye(3)[max(at - 1, 0)] for at, title in enumerate(titles)}
    ends = np.array([0]), np.array([1])
    without = features(similarity_graph(frame), *ends)
    meant = features(
        similarity_graph(frame, encoder=lambda texts: np.array([vectors[t] for t in texts])), *ends
    )
    assert (DEFAULT.probabilities(meant) > DEFAULT.probabilities(without)).all()
