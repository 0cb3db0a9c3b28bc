"""What is learned of agencies: between their own record and that of all, the longer it is the nearer."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget.rounds.credibility import FEWEST, MOST, USUAL, Credibility
from egov_budget.rounds.reliability import ENOUGH, reliability

pytestmark = pytest.mark.once

PART = st.floats(0, 1)
RECORDS = st.lists(st.tuples(st.sampled_from("abcd"), PART), max_size=40)
STATED = st.tuples(PART, PART, PART, PART)


def learned(records: list[tuple[str, float]], stated: tuple[float, ...]) -> Credibility:
    frame = pd.DataFrame(records, columns=["agency", "factor"]).astype({"agency": "str", "factor": float})
    return Credibility(frame, pd.Series(dict(zip("abcd", stated, strict=True))))


@given(STATED)
def test_nothing_observed_leaves_every_factor_as_it_was_stated(stated: tuple[float, ...]) -> None:
    table = learned([], stated).table
    assert table["factor"].tolist() == list(stated)
    assert (table["credibility"] == 0).all()


@settings(max_examples=30)
@given(RECORDS, STATED)
def test_a_factor_stands_between_the_own_record_and_that_of_all(
    records: list[tuple[str, float]], stated: tuple[float, ...]
) -> None:
    table = learned(records, stated).table
    low = np.fmin(table["own"].clip(0, 1), table["mean"]) - 1e-9
    high = np.fmax(table["own"].clip(0, 1), table["mean"]) + 1e-9
    assert table["factor"].between(low, high).all()
    assert table["factor"].between(0, 1).all()


@settings(max_examples=30)
@given(RECORDS, STATED)
def test_credibility_rises_with_the_number_of_projects(
    records: list[tuple[str, float]], stated: tuple[float, ...]
) -> None:
    found = learned(records, stated)
    table = found.table.sort_values("projects")
    assert table["credibility"].is_monotonic_increasing
    assert table["credibility"].between(0, 1, inclusive="left").all()
    assert FEWEST <= found.k <= MOST


@settings(max_examples=30)
@given(RECORDS, STATED, st.randoms(use_true_random=False))
def test_the_order_of_projects_and_agencies_changes_nothing(
    records: list[tuple[str, float]], stated: tuple[float, ...], dice: st.DataObject
) -> None:
    found = learned(records, stated)
    turned = list(records)
    dice.shuffle(turned)  # type: ignore[attr-defined]
    other = Credibility(
        pd.DataFrame(turned, columns=["agency", "factor"]).astype({"agency": "str", "factor": float}),
        found.stated.iloc[::-1],
    )
    one, two = (table.set_index("agency")["factor"] for table in (found.table, other.table))
    np.testing.assert_allclose(two.reindex(one.index), one, atol=1e-9)


def test_factors_that_are_all_as_stated_stay_so() -> None:
    found = learned([("a", 1.0), ("a", 1.0), ("b", 1.0), ("c", 1.0)], (1.0, 1.0, 1.0, 1.0))
    assert found.table["factor"].tolist() == [1.0] * 4


def test_a_case_on_paper() -> None:
    """a: 0.2, 0.4; b: 0.8, 1.0; all stated 0.6, so deviations are -0.3 and 0.3 on the mean.

    Inside: (4 x 0.01) / 2 = 0.02. Between: (4 x 0.09 - 0.02) / (4 - 8/4) = 0.17. k is 0.12, kept at 1,
    so Z is 2/3; the means cancel out, and 0.6 moves by 2/3 of 0.3.
    """
    found = learned([("a", 0.2), ("a", 0.4), ("b", 0.8), ("b", 1.0)], (0.6, 0.6, 0.6, 0.6))
    assert found.within == pytest.approx(0.02)
    assert found.k == FEWEST
    assert found.table["factor"].tolist() == pytest.approx([0.4, 0.8, 0.6, 0.6])


def test_agencies_that_do_not_differ_are_told_from_each_other_least() -> None:
    found = learned([(name, factor) for name in "abcd" for factor in (0.2, 0.8)], (0.9,) * 4)
    assert found.k == MOST


def test_one_agency_alone_says_nothing_about_how_much_agencies_differ() -> None:
    assert learned([("a", 0.2), ("a", 0.4)], (0.6,) * 4).k == USUAL
    assert learned([("a", 0.2), ("b", 0.4)], (0.6,) * 4).k == USUAL


def test_the_truth_is_learned_where_records_are_long() -> None:
    rng = np.random.default_rng(1400)
    truth = dict(zip("abcd", (0.2, 0.5, 0.7, 0.9), strict=True))
    records = [(name, float(np.clip(mean + rng.normal(0, 0.05), 0, 1))) for name, mean in truth.items()
               for _ in range(200)]  # fmt: skip
    table = learned(records, (0.8,) * 4).table
    np.testing.assert_allclose(table["factor"], list(truth.values()), atol=0.02)


def test_reliability_needs_enough_projects() -> None:
    few = pd.DataFrame({"expected": [0.5] * (ENOUGH - 1), "factor": [0.5] * (ENOUGH - 1)})
    assert reliability(few).empty


@settings(max_examples=20)
@given(st.lists(st.tuples(PART, PART), min_size=ENOUGH, max_size=120))
def test_reliability_counts_every_project_once_from_low_to_high(pairs: list[tuple[float, float]]) -> None:
    records = pd.DataFrame(pairs, columns=["expected", "factor"])
    table = reliability(records)
    assert table["projects"].sum() == len(pairs)
    assert table["expected"].is_monotonic_increasing
    mean = (table["projects"] * table["realised"]).sum() / len(pairs)
    assert mean == pytest.approx(records["factor"].mean(), abs=1e-9)
