"""Folding: what a reader takes for the same text becomes the same text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_budget.similarity import Part, fold
from egov_budget.similarity.terms import count
from egov_budget.similarity.text import PLANE, SEVERAL, _alone, _looked_up, _reckoned, folded

TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)


@given(TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(TEXT, max_size=6))
def test_many_texts_fold_as_one_by_one(texts: list[str]) -> None:
    assert folded(texts) == [fold(text) for text in texts]


@given(TEXT)
def test_looking_signs_up_is_folding_by_the_rules_of_unicode(text: str) -> None:
    found = _looked_up(text + "\n")
    known = [ord(sign) < PLANE and _alone()[ord(sign)] != SEVERAL for sign in text]
    assert (found is not None) == all(known)
    if found is not None:
        assert [sign for sign in found if sign] == [sign for sign in _reckoned(text + "\n") if sign]


@given(TEXT, TEXT)
def test_words_are_told_apart_by_single_spaces(one: str, other: str) -> None:
    assert fold(f"{one}  {other}").split(" ") == [*fold(one).split(), *fold(other).split()] or not fold(
        one + other
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("علي كريمي", "علی کریمی"),
        ("می‌خواهد", "می خواهد"),
        ("مُحَمَّد", "محمد"),
        ("ســـامانه", "سامانه"),
        ("۱۴۰۱ / ١٤٠١", "1401 1401"),
        ("Ｆｕｌｌ ﬁle", "full file"),
        ("Straße", "strasse"),
        ("Déjà-vu", "deja vu"),
        ("don't", "dont"),
        ("آب", "اب"),
    ],
)
def test_a_spelling_folds_to_the_common_one(written: str, read: str) -> None:
    assert fold(written) == read


def test_letters_are_counted_with_their_neighbours_and_words_by_spelling() -> None:
    letters = count(Part("t", ("t",), "letters", 1), [["aba aba", "", "ab"]])
    assert np.diff(letters.starts).tolist() == [4, 0, 2]  # " ab" "aba" "ba " "a a" | nothing | " ab" "ab "
    assert letters.counts.tolist() == [2, 2, 1, 2, 1, 1] or sorted(letters.counts.tolist()) == [
        1,
        1,
        1,
        2,
        2,
        2,
    ]
    words = count(Part("d", ("d",), "words", 1), [["online tax", "Tax ONLINE tax"]])
    assert len(words.keys) == 2
    assert sorted(words.counts[words.starts[1] :].tolist()) == [1, 2]


def test_an_item_is_kept_apart_by_its_column() -> None:
    part = Part("a", ("sector", "channel"), "items", 1)
    found = count(part, [["health; tax", ""], ["", "health"]])
    assert np.diff(found.starts).tolist() == [2, 1]
    assert len(found.keys) == 3
