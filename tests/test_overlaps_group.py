"""Groups are internally alike, obey the verdicts and depend on nothing but the pairs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget.overlaps.group import Pairs, grouped

pytestmark = pytest.mark.once

NONE = (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
ROWS = 9
PAIR = st.tuples(st.integers(0, ROWS - 1), st.integers(0, ROWS - 1)).filter(lambda pair: pair[0] < pair[1])
PAIRS = st.dictionaries(PAIR, st.floats(0.05, 1), max_size=25)


def arrays(pairs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def group(
    pairs: dict[tuple[int, int], float], together: object = NONE, apart: object = NONE, cut: float = 0.5
) -> np.ndarray:
    strength = np.array(list(pairs.values()))
    return grouped(ROWS, Pairs(*arrays(list(pairs)), strength), together, apart, cut=cut)  # type: ignore[arg-type]


def mean(pairs: dict[tuple[int, int], float], one: list[int], other: list[int]) -> float:
    return sum(pairs.get((min(a, b), max(a, b)), 0) for a in one for b in other) / len(one) / len(other)


def by_hand(pairs: dict[tuple[int, int], float], cut: float) -> list[int]:
    """Join the two groups of the largest mean strength, again and again, looking at all of them."""
    groups = [[row] for row in range(ROWS)]
    while True:
        best = max(
            (
                (mean(pairs, one, other), -i, -j)
                for i, one in enumerate(groups)
                for j, other in enumerate(groups)
                if i < j
            ),
            default=(0.0, 0, 0),
        )  # fmt: skip
        if best[0] < cut:
            return [min(group) for row in range(ROWS) for group in groups if row in group]
        one, other = -best[1], -best[2]
        groups[one] = sorted(groups[one] + groups[other])
        del groups[other]


@settings(deadline=None)
@given(PAIRS, st.floats(0.1, 0.9))
def test_it_is_average_linkage(pairs: dict[tuple[int, int], float], cut: float) -> None:
    rounded = {
        pair: round(strength * 64) / 64 + 0.001 * at / 64 for at, (pair, strength) in enumerate(pairs.items())
    }
    assert group(rounded, cut=cut).tolist() == by_hand(rounded, cut)


@given(PAIRS, st.lists(PAIR, max_size=3, unique=True), st.lists(PAIR, max_size=6, unique=True))
def test_what_was_accepted_stands_together_and_what_was_rejected_apart(
    pairs: dict[tuple[int, int], float], accepted: list[tuple[int, int]], rejected: list[tuple[int, int]]
) -> None:
    alone = group({}, together=arrays(accepted))
    apart = [(a, b) for a, b in rejected if alone[a] != alone[b]]
    label = group(pairs, together=arrays(accepted), apart=arrays(apart), cut=0.2)
    assert all(label[a] == label[b] for a, b in accepted)
    assert all(label[a] != label[b] for a, b in apart)


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_changes_nothing(pairs: dict[tuple[int, int], float], random: object) -> None:
    items = list(pairs.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert (group(dict(items)) == group(pairs)).all()


@given(PAIRS)
def test_a_group_is_connected_by_its_pairs(pairs: dict[tuple[int, int], float]) -> None:
    label = group(pairs)
    for first in np.unique(label):
        rows = np.flatnonzero(label == first).tolist()
        reached, seen = {rows[0]}, set()
        while reached - seen:
            seen |= reached
            reached |= {
                b for a, b in (*pairs, *((b, a) for a, b in pairs)) if a in seen and label[b] == first
            }
        assert reached == set(rows)


def test_a_chain_of_neighbours_is_no_group() -> None:
    chain = {(0, 1): 0.9, (1, 2): 0.8, (2, 3): 0.9, (3, 4): 0.8}
    assert group(chain).tolist() == [0, 0, 2, 2, 4, 5, 6, 7, 8]


def test_a_pair_that_does_not_bind_weighs_in_the_mean_and_joins_nothing() -> None:
    triangle = Pairs(*arrays([(0, 1), (1, 2), (0, 2)]), np.array([0.9, 0.8, 0.4]))
    binding = np.array([True, True, False])
    assert grouped(3, triangle, NONE, NONE, cut=0.5, binding=binding).tolist() == [0, 0, 0]
    alone = Pairs(*(end[:2] for end in triangle))
    assert grouped(3, alone, NONE, NONE, cut=0.5).tolist() == [0, 0, 2]  # what is not there counts 0
    binding = np.array([True, False, False])
    assert grouped(3, triangle, NONE, NONE, cut=0.5, binding=binding).tolist() == [0, 0, 2]


def test_one_project_of_an_agency_at_most_where_asked() -> None:
    pairs = Pairs(*arrays([(0, 1), (1, 2), (0, 2)]), np.array([0.9, 0.8, 0.9]))
    agency = np.array([0, 1, 1])
    assert grouped(3, pairs, NONE, NONE, cut=0.5).tolist() == [0, 0, 0]
    assert grouped(3, pairs, NONE, NONE, cut=0.5, agency=agency).tolist() == [0, 0, 2]


@pytest.mark.parametrize("count", [0, 3])
def test_without_pairs_every_row_is_alone(count: int) -> None:
    assert grouped(count, Pairs(*NONE, np.empty(0)), NONE, NONE, cut=0.5).tolist() == list(range(count))
