"""Kinds of work: named by any of their words in three languages, the same in any order, and sought well."""

from __future__ import annotations

import random
import tomllib
from importlib.resources import files

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_budget.language import language_of, languages
from egov_budget.overlaps.features import NAMES, features
from egov_budget.overlaps.glossary import LETTERS, WORDS
from egov_budget.overlaps.kinds import kinds
from egov_budget.similarity import fold, similarity_graph
from egov_budget.worlds import national_projects

pytestmark = pytest.mark.once

TOLD = tomllib.loads(files("egov_budget.overlaps").joinpath("kinds.toml").read_text(encoding="utf-8"))
TERMS = {name: [term for terms in lists.values() for term in terms] for name, lists in TOLD.items()}
STARTS = {name: [fold(term) + " " * term.endswith(" ") for term in terms] for name, terms in TERMS.items()}
SAID = [*(term.strip() for terms in TERMS.values() for term in terms), "the", "of", "new", "ه", "xyz"]
TEXTS = st.lists(st.lists(st.sampled_from(SAID), max_size=6).map(" ".join), min_size=1, max_size=6)


def table(titles: list[str], descriptions: list[str] | None = None) -> pd.DataFrame:
    return pd.DataFrame({"title": titles, "description": descriptions or [""] * len(titles)})


def sought(text: str) -> set[str]:
    """Find the kinds of a text the long way: every term at the beginning of every word."""
    words = fold(text).split()
    ends = [" ".join(words[at:]) + " " for at in range(len(words))]
    return {name for name, starts in STARTS.items() if any(end.startswith(tuple(starts)) for end in ends)}


@given(TEXTS)
def test_the_kinds_found_are_those_that_seeking_every_term_in_every_place_finds(texts: list[str]) -> None:
    found = kinds(table(texts))
    for row, text in enumerate(texts):
        assert set(found.of(row, row)) == sought(text)


@given(TEXTS, st.randoms())
def test_order_changes_nothing_and_likeness_is_symmetric_in_0_to_1_and_1_with_itself(
    texts: list[str], chance: random.Random
) -> None:
    order = list(range(len(texts)))
    chance.shuffle(order)
    found, moved = kinds(table(texts)), kinds(table([texts[at] for at in order]))
    left, right = (ends.ravel() for ends in np.indices((len(texts), len(texts))))
    alike = found.alike(left, right)
    place = np.argsort(order)
    assert (alike == moved.alike(place[left], place[right])).all()
    assert (alike == found.alike(right, left)).all()
    assert ((alike >= 0) & (alike <= 1)).all()
    spoken = np.array([bool(sought(text)) for text in texts])
    assert alike[left == right] == pytest.approx(spoken.astype(float))


def test_every_term_of_every_kind_names_it_whatever_the_language() -> None:
    for name, terms in TERMS.items():
        found = kinds(table([f"a {term} b" for term in terms]))
        assert all(name in found.of(row, row) for row in range(len(terms)))


@pytest.mark.parametrize("code", languages())
def test_every_kind_has_its_name_in_every_language_of_the_report(code: str) -> None:
    named = language_of(code).messages
    assert [key for key in named if key.startswith("report.js.kind.")] == [
        f"report.js.kind.{name}" for name in TERMS
    ]


def test_no_term_is_longer_than_what_is_sought() -> None:
    words = [term.split() for terms in STARTS.values() for term in terms]
    assert max(len(term) for term in words) <= WORDS + 1
    assert max(len(term[0]) for term in words) <= LETTERS


def test_a_word_without_end_costs_no_more_than_it_is_long() -> None:
    assert kinds(table(["payroll" * 200_000])).of(0, 0) == ("pay",)


def test_no_term_is_said_already_by_a_shorter_one_of_its_kind() -> None:
    for starts in STARTS.values():
        assert len(set(starts)) == len(starts)
        assert not [one for one in starts for other in starts if one != other and one.startswith(other)]


def test_what_the_title_says_counts_more_than_what_the_description_does() -> None:
    found = kinds(table(["Payroll", "Museum", "Payroll museum"], ["museum", "payroll", ""]))
    assert found.alike(np.array([0]), np.array([1]))[0] < 1
    assert found.of(0, 1) == ("libraries, archives and heritage", "pay")


def test_records_without_texts_speak_of_no_kind() -> None:
    found = kinds(pd.DataFrame({"id": ["a", "b"]}))
    assert found.alike(np.array([0]), np.array([1])).tolist() == [0.0]
    assert not len(kinds(table([])).alike(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)))


def test_kinds_are_read_where_no_attribute_is_declared_and_nowhere_else() -> None:
    projects, _ = national_projects(60)
    graph = similarity_graph(projects)
    at = NAMES.index("kinds")
    assert not features(graph, graph.left, graph.right).values[:, at].any()
    titles = ["GCdocs for all", "SharePoint for all", "Radios for all"]
    texts = pd.DataFrame({"id": ["a", "b", "c"], "agency": ["x", "y", "z"], "title": titles})
    graph = similarity_graph(texts)
    assert features(graph, np.array([0, 0]), np.array([1, 2])).values[:, at] == pytest.approx([1.0, 0.0])
