"""Parts and amounts that rounding would tell as none or as all."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import egov_budget as eb
from egov_budget import worlds
from egov_budget.reporting import screen
from egov_budget.reporting.overlaps_screen import overlaps_screen
from egov_budget.reporting.papers import memo_paper
from shell import run
from small_scenarios import apart

pytestmark = pytest.mark.once
LANGUAGES = ("en", "fa")


def test_tranches_that_differ_are_told_apart(tmp_path: Path) -> None:
    parts = (0.004, 0.996, 1.0)
    order = eb.tranches(eb.allocate(worlds.four_projects()), parts)
    told = [line.split()[0] for line in str(order).splitlines()[1:4]]
    assert told == ["0.4%", "99.6%", "100%"]
    eb.write_scenario(worlds.four_projects(), tmp_path / "asked")
    words = [word for part in parts for word in ("--part", part)]
    made = run("tranches", tmp_path / "asked", *words, "--out", tmp_path / "credits.csv")
    assert made.exit_code == 0, made.output
    with (tmp_path / "credits.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file))[1:] == told


def test_what_is_at_stake_in_small_amounts_is_not_told_as_nothing() -> None:
    four = worlds.four_projects()
    small = four.replace(
        pool=0.87, quantum=0.01, projects=four.projects.assign(cost=four.projects["cost"] / 100)
    )
    found = eb.find_overlaps(small)
    assert found.pairs["at_stake"].tolist() == [0.4]
    screens = [overlaps_screen(small, found), str(eb.savings_ledger(eb.allocate(small, found)))]
    told = [line.split() for text in screens for line in text.splitlines()]
    assert [line[5] for line in told if line[:1] == ["parallel"]] == ["0.4", "0.4"]
    assert [line[3] for line in told if line[:1] == ["duplication"]] == ["0.4"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pool_of_which_a_little_is_left_is_not_told_to_be_spent_to_a_hundred_percent(lang: str) -> None:
    plan = eb.allocate(apart([999_999], 1_000_000))
    assert "(99.9999%)" in screen(plan)
    assert any("99.9999%" in fact.value or "۹۹٫۹۹۹۹٪" in fact.value for fact in memo_paper(plan, lang).facts)
