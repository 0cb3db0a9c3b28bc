"""Claims: the benchmark that counts the figures of all papers again finds them so, and finds lies."""

from __future__ import annotations

import re

import pytest
from benchmarks.claims import kinds_of, papers
from benchmarks.claims_told import Book, Line

from egov_budget import allocate, find_overlaps, worlds

pytestmark = pytest.mark.once
SOLVED = {"other pools", "withheld"}  # one of these is enough
ONE_SIDED = {"best", "loss", "at most", "not above", "enters at"}  # a weaker claim is true too


def wrong(line: Line, factor: int) -> Line:
    """Return a line with its figures changed."""

    def other(figure: re.Match[str]) -> str:
        return f"{float(figure[0].replace(',', '')) * factor + 3:,.4f}"

    return line._replace(text=re.sub(r"(?<![\w-])\d[\d,]*(?:\.\d+)?(?!\w)", other, line.text))


def test_every_figure_that_is_known_holds_and_no_other_figure_does() -> None:
    scenario = worlds.national_1400(services=60, projects=30)
    scenario = scenario.replace(
        verdicts=scenario.verdicts.head(0), binding="duplication", within_agencies=False
    )
    plan = allocate(scenario, find_overlaps(scenario))
    told = [line for line in papers(plan) if re.search(r"\d", line.text)]
    book = Book(plan, told)
    tried: set[str] = set()
    for line in told:
        for kind in kinds_of(line):
            if kind.name in tried & SOLVED:
                continue
            assert kind.holds(book, line), line
            if kind.name not in tried | ONE_SIDED | SOLVED:
                lies = [lie for factor in (0, 9) if kind.read(lie := wrong(line, factor))]
                assert not lies or not all(kind.holds(book, lie) for lie in lies), line
            tried.add(kind.name)
    assert len(tried) > 20
