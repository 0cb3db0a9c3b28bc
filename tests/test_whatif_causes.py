"""Why a plan differs from the one before it: causes sum to the change, and decisions come undone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from decided_scenarios import SEEDS, any_cell, cell, decided
from drawn_scenarios import drawn
from egov_budget import ConflictingRules, IntakeError, SolveError, allocate, replan, worlds
from egov_budget.reporting import write_files
from egov_budget.reporting.papers import letter_paper
from egov_budget.scenario.decided import undecided
from egov_budget.whatif.causes import REST, causes, replan_by_cause
from shell import run

pytestmark = pytest.mark.once

FOUR = worlds.four_projects()


@settings(max_examples=3)
@given(SEEDS)
def test_causes_sum_to_the_whole_change_to_the_last_quantum(seed: int) -> None:
    asked, rng = drawn(seed), np.random.default_rng(seed)
    pool = float(round(asked.settings.pool * rng.uniform(0.7, 1.2)))
    effects = asked.effects.assign(points=(asked.effects["points"] * 0.9).round(3))
    gone = str(rng.choice(asked.projects.loc[~asked.projects["mandatory"], "id"].tolist() or ["none"]))
    assume(gone != "none")
    try:
        before = allocate(asked)
        after = allocate(
            decided(asked.replace(pool=pool, effects=effects), cell("projects", gone, "excluded", "yes"))
        )
    except (ConflictingRules, SolveError, IntakeError):
        assume(False)
        raise
    told = causes(before, after)
    moved = told.projects.set_index("project")
    had, has = (plan.credits.reindex(moved.index).fillna(0.0) for plan in (before, after))
    assert (had + moved[[*told.names]].sum(axis=1) == has).all()
    assert told.table["credits"].sum() == after.spent - before.spent
    assert told.table["gain"].sum() == pytest.approx(after.gain - before.gain)
    same = before.credits.index.difference(moved.index)
    assert before.credits[same].equals(after.credits[same])


def test_a_plan_made_anew_cause_by_cause_has_the_causes_that_are_found_afterwards() -> None:
    before = allocate(FOUR)
    later = decided(FOUR.replace(pool=118.0), cell("projects", "e-booking", "excluded", "yes"))
    planned = replan_by_cause(before, later)
    after = planned.plans[-1]
    assert planned.names == ("decisions", "pool")
    assert after.credits["e-booking"] == 0
    assert after.spent <= 118
    again = causes(before, after)
    assert again.projects.equals(planned.projects)
    assert again.table.equals(planned.table)


@settings(max_examples=10)
@given(SEEDS, st.integers(1, 3))
def test_decisions_that_are_undone_give_the_requests_back(seed: int, count: int) -> None:
    asked = drawn(seed)
    found = asked
    for at in range(count):
        try:
            found = decided(found, any_cell(asked, seed + at) | {"date": f"1404-03-0{at + 1}"})
        except IntakeError:
            assume(False)
    again = undecided(found)
    assert again.settings == asked.settings
    for name, frame in asked.tables.items():
        pd.testing.assert_frame_equal(again.tables[name], frame)


def test_two_plans_of_the_same_requests_differ_by_the_way_they_were_made() -> None:
    before = allocate(FOUR)
    told = causes(before, allocate(FOUR, objective="worst-off"))
    assert told.names == (REST,)
    more = FOUR.replace(pool=118.0)
    told = causes(before, allocate(more, objective="worst-off"))
    assert told.names == ("pool", REST)
    by_the_pool = (replan(before, requests=more).credits - before.credits)[told.projects["project"]]
    assert told.projects["pool"].tolist() == by_the_pool.tolist()
    assert "no plan" not in str(told)


def test_each_cause_has_its_effect_alone_beside_it_and_another_order_is_told() -> None:
    before = allocate(FOUR)
    asked = decided(FOUR, cell("projects", "e-booking", "excluded", "yes")).replace(pool=80.0)
    told = causes(before, replan(before, requests=asked))
    assert told.names == ("decisions", "pool")
    alone = allocate(FOUR.replace(pool=80.0)).gain - before.gain
    assert told.table["gain alone"].iloc[1] == pytest.approx(alone, rel=1e-3)
    assert "Another order would divide the change otherwise." in str(told)


def test_an_agency_gets_a_letter_with_what_it_had_and_has_and_why(tmp_path: Path) -> None:
    before = allocate(FOUR)
    asked = decided(FOUR, cell("projects", "e-booking", "excluded", "yes", ground="letter 9"))
    after = replan(before, requests=asked)
    for name, plan in (("first", before), ("second", after)):
        write_files(plan, tmp_path / name)
    made = run("compare", tmp_path / "first", tmp_path / "second", "--letters", tmp_path / "letters")
    assert made.exit_code == 0, made.stderr
    assert {path.name for path in (tmp_path / "letters").iterdir()} == {"health.html", "tax.html"}
    page = (tmp_path / "letters" / "health.html").read_text("utf-8")
    assert "letter 9" in page
    paper = letter_paper(causes(before, after), "health", "fa")
    [line, total] = paper.tables[0].rows
    assert line[1:4] == (22.0, -22.0, 0.0)
    assert "تصمیم‌ها" in [column.heading for column in paper.tables[0].columns]
    assert total is not None


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_a_letter_adds_up_where_projects_go_to_another_agency(lang: str) -> None:
    before = allocate(FOUR)
    moved = FOUR.projects.assign(agency="tax").mask(FOUR.projects["id"] == "health-login", FOUR.projects)
    told = causes(before, allocate(FOUR.replace(projects=moved, pool=60.0)))
    for agency, had in (("health", 72.0), ("tax", 28.0)):
        [table] = letter_paper(told, agency, lang).tables
        *_, total = table.rows
        plans = [plan.by_agency().set_index("agency")["credits"][agency] for plan in told.plans]
        assert plans[0] == had
        assert [*total[1:-1]] == [had, *np.diff(plans), plans[-1]]
    assert told.table["moved"].tolist()[0] == 0  # by the requests no credits of a project change
