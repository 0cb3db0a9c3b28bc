"""What the pages say of everything has a test that tries to break it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CLAIMS = runpy.run_path(str(ROOT / "docs" / "claims.py"))
LISTED, TESTS = CLAIMS["listed"](), CLAIMS["tests"](ROOT / "tests")


@pytest.mark.parametrize("page", sorted({*CLAIMS["PAGES"], *LISTED}))
def test_what_a_page_says_of_everything_is_listed_with_a_test_that_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [*CLAIMS["faults"](text, LISTED.get(page, {}), TESTS)] == []


@pytest.mark.parametrize(
    ("page", "claims", "fault"),
    [
        ("- It is\n  Never wrong.", {}, "or say less: - It is Never wrong."),
        (
            "It is right.",
            {"never wrong": "test_a::test_b"},
            "no sentence of the page has these words: never wrong",
        ),
        ("It is never wrong.", {"never wrong": "test_a::test_c"}, "there is no such test: test_a::test_c"),
    ],
)
def test_a_planted_claim_is_found(page: str, claims: dict[str, str], fault: str) -> None:
    [found] = CLAIMS["faults"](page, claims, {"test_a::test_b"})
    assert found.endswith(fault)


def test_a_claim_with_its_test_and_what_is_no_claim_pass() -> None:
    page = "It is never wrong. An array is read-only.\n\n```text\nnever\n```\n"
    assert [*CLAIMS["faults"](page, {"never wrong": "test_a::test_b"}, {"test_a::test_b"})] == []
