"""Each friction is found where it is planted, and nowhere in a plain sentence."""

from __future__ import annotations

import pytest

from first_hour.friction import FRICTIONS, frictions


@pytest.mark.parametrize(
    "text",
    [
        "Traceback (most recent call last):", "gain nan points", "9.999944e+10 rials", "3.06e-06",
        "np.int64(2)", "1 projects", "0.30000000000000004", "egov-budget allocate ...",
    ],
)  # fmt: skip
def test_a_planted_friction_is_found_once(text: str) -> None:
    assert len(frictions(text)) == 1


def test_a_plain_sentence_has_none_and_every_friction_was_planted() -> None:
    assert frictions("row-02 brings 0.125 points, 21 projects, 1 project, None-the-less: finance") == []
    assert len(FRICTIONS) == 6


def test_english_on_a_persian_screen_is_found_but_for_what_was_put_in() -> None:
    assert frictions("طرح portal: funded", lang="fa", known="portal") == ["English: funded"]
