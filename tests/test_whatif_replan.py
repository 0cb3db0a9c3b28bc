"""A plan made anew in its year: what is spent stays, and nothing changes that need not."""

from __future__ import annotations

import dataclasses
import shutil
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from drawn_scenarios import drawn
from egov_budget import (
    Allocation,
    ConflictingRules,
    Scenario,
    SolveError,
    allocate,
    evaluate,
    read_plan,
    replan,
    verify,
    worlds,
    write_scenario,
)  # fmt: skip
from egov_budget.allocation.drive import keeps
from egov_budget.certificate.passes import passes
from egov_budget.language import language_of
from egov_budget.reporting import write_files
from egov_budget.reporting.document import document
from egov_budget.reporting.html import studies, write_page
from egov_budget.scenario.spent_line import spent_line
from egov_budget.scenario.titles import Titles
from egov_budget.solving import Status
from egov_budget.whatif.replan import proved_nearest
from random_scenarios import random_scenario
from shell import run
from small_scenarios import apart

pytestmark = pytest.mark.once

SEEDS = st.integers(0, 2**20)
FOUR = worlds.four_projects()


def planned(scenario: Scenario) -> Allocation:
    try:
        return allocate(scenario)
    except (ConflictingRules, SolveError):
        assume(False)
        raise


@settings(max_examples=4)
@given(SEEDS)
def test_replanned_with_nothing_changed_is_the_same_plan(seed: int) -> None:
    plan = planned(drawn(seed))
    again = replan(plan)
    assert again.credits.equals(plan.credits)
    assert again.share.equals(plan.share)
    assert verify(document(again))


@settings(max_examples=2)
@given(SEEDS)
@example(97)  # a project pays a whole quantum for a part of one, and alternatives leave no room for the rest
@example(106)  # rounding anew would take it back from what must be whole
def test_replanned_with_everything_spent_it_is_the_same_plan_unless_another_gains_more(seed: int) -> None:
    plan = planned(drawn(seed))
    again = replan(plan, spent=plan.credits)
    assert (again.credits >= plan.credits).all()
    assert again.share.equals(plan.share) or again.gain > (1 + 1e-4) * plan.gain
    assert verify(document(again))


@settings(max_examples=4)
@given(SEEDS)
def test_spent_money_is_never_taken_back(seed: int) -> None:
    rng = np.random.default_rng(seed)
    plan = planned(drawn(seed))
    spent = (plan.credits * rng.random(len(plan.credits))).round()
    asked = plan.scenario.projects
    given_up = asked["excluded"] | (~asked["mandatory"] & (rng.random(len(asked)) < 0.3))
    pool = float(round(plan.scenario.settings.pool * 0.95))
    requests = plan.scenario.replace(projects=asked.assign(excluded=given_up))
    try:
        found = replan(plan, requests=requests, pool=pool, spent=spent)
    except (ConflictingRules, SolveError):
        assume(False)
        raise
    assert found.audit()
    assert found.spent <= pool
    for name, amount in spent[spent > 0].items():
        gone = name in set(asked.loc[given_up, "id"])
        if gone:
            assert found.credits[name] == 0
            assert found.credits[spent_line(str(name))] == amount
        else:
            assert found.credits[name] >= amount


@pytest.mark.parametrize("pool", [150.0, 180.0, 260.0])
def test_nearest_first_changes_as_few_projects_as_any_plan_must(pool: float) -> None:
    costs = [70, 60, 50, 40, 30]
    asked = apart(costs, 250, points=[0.5, 0.45, 0.4, 0.3, 0.2], projects={"divisible": False})
    plan = allocate(asked)
    had = {name for name, share in plan.share.items() if share}
    ids = [f"p{at}" for at in range(5)]
    splits = [set(some) for count in range(6) for some in combinations(ids, count)]
    fits = [some for some in splits if sum(costs[ids.index(name)] for name in some) <= pool]
    fewest = min(len(some ^ had) for some in fits)
    found = replan(plan, pool=pool, first="nearest", relative_gap=0)
    assert len({name for name, share in found.share.items() if share} ^ had) == fewest


def test_gain_first_gains_what_the_best_plan_gains_and_changes_less() -> None:
    asked = apart([40.0] * 6, 120, points=[0.5] * 6)  # any three are as good
    plan = allocate(asked)
    cut = replan(plan, pool=80)
    assert cut.gain == pytest.approx(allocate(asked.replace(pool=80.0)).gain, rel=1e-4)
    assert (cut.credits != plan.credits).sum() == 1


@pytest.mark.parametrize("seed", [7, 9, 12])
def test_in_a_large_program_the_nearest_is_called_proved_only_where_it_is(
    seed: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plan = planned(random_scenario(seed, divisible=seed % 2 == 1))
    pool = round(0.8 * plan.scenario.settings.pool)
    fewest = replan(plan, pool=pool).outcome
    monkeypatch.setattr("egov_budget.solving.held.SLOW", 0)
    found = replan(plan, pool=pool)
    assert found.audit()
    assert fewest is not None
    assert found.outcome is not None
    least, sought = fewest.reached[1], found.outcome.reached[1]
    assert sought.bound is not None
    assert sought.bound - 1e-6 <= least.value <= sought.value + 1e-6
    assert proved_nearest(found) == (sought.value <= sought.bound + 1e-6)
    write_files(plan, tmp_path / "plan")
    told = run("replan", tmp_path / "plan", "--pool", pool).stdout
    assert ("That no plan is nearer is not proved." in told) != proved_nearest(found)


def test_a_plan_that_changes_fewer_than_a_search_that_was_stopped_is_kept() -> None:
    found = replan(allocate(FOUR), pool=90)
    assert found.outcome is not None
    gain, count, *others = found.outcome.reached
    more = dataclasses.replace(count, value=count.value + 1, status=Status.FEASIBLE)
    outcome = dataclasses.replace(found.outcome, reached=(gain, more, *others))
    assert keeps(dataclasses.replace(found, outcome=outcome))


def test_what_was_spent_on_a_project_that_is_given_up_is_no_overrun_of_the_new_plan() -> None:
    spent = {"e-booking": 12.0, "tax-login": 10.0}
    gone = FOUR.replace(projects=FOUR.projects.assign(excluded=FOUR.projects["id"] == "e-booking"))
    found = replan(allocate(FOUR), requests=gone, spent=spent)
    scores = FOUR.scores.assign(score=FOUR.scores["score"].clip(lower=0.5))
    came = evaluate(found, scores, spent)
    assert came.overruns.empty
    assert came.total["spent"] == 22
    again = replan(found, requests=FOUR, spent=spent)  # and it may be taken up again
    assert spent_line("e-booking") not in again.credits.index
    assert again.credits["e-booking"] >= 12


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "spent before it was given up"), ("fa", "پرداخت‌شده پیش از کنار گذاشتن")]
)
def test_what_was_spent_on_a_project_that_is_given_up_is_told_in_the_language_of_the_paper(
    lang: str, told: str, tmp_path: Path
) -> None:
    gone = FOUR.replace(projects=FOUR.projects.assign(excluded=FOUR.projects["id"] == "e-booking"))
    found = replan(allocate(FOUR), requests=gone, spent={"e-booking": 12.0})
    title = "Online booking of appointments"
    titles = Titles(found.scenario, language_of(lang))
    assert titles.called("e-booking").strip("\u2068\u2069") == title
    assert titles.called("e-booking (spent)").strip("\u2068\u2069") == f"{title} ({told})"
    write_page(found, tmp_path / "report.html", studies(found, full=False), lang)
    shown = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert f"{title} ({told})" in shown
    assert f"{title} (e-booking" not in shown.replace(" (Health service)", "")


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_lines_of_two_given_up_projects_of_one_title_are_called_after_their_projects(lang: str) -> None:
    words, two = language_of(lang), ["e-booking", "tax-login"]
    alike = FOUR.replace(projects=FOUR.projects.assign(title="Portal", agency="health"))
    gone = alike.replace(projects=alike.projects.assign(excluded=alike.projects["id"].isin(two)))
    found = replan(allocate(alike), requests=gone, spent=dict.fromkeys(two, 2.0))
    titles = Titles(found.scenario, words)
    for name in two:
        told = words.say("list.spent", title=f"Portal (Health service) ({name})")
        assert titles.called(spent_line(name)).strip("\u2068\u2069") == told


def test_a_project_whose_own_id_ends_as_that_of_a_line_is_called_by_its_title() -> None:
    own = FOUR.projects.assign(id=FOUR.projects["id"].replace("e-booking", "e-booking (spent)"))
    effects = FOUR.effects.assign(project=FOUR.effects["project"].replace("e-booking", "e-booking (spent)"))
    needs = FOUR.prerequisites.replace("e-booking", "e-booking (spent)")
    asked = FOUR.replace(projects=own, effects=effects, prerequisites=needs)
    titles = Titles(asked, language_of("fa"))
    assert titles.called("e-booking (spent)").strip("\u2068\u2069") == "Online booking of appointments"


def test_an_overrun_is_asked_for_too_and_noted() -> None:
    plan = allocate(FOUR)
    found = replan(plan, spent={"health-login": 53.0})
    assert found.credits["health-login"] >= 53
    assert found.scenario.notes["note"].tolist() == [
        "it spent 3 more than its work was to cost, and asks for that too"
    ]


def test_a_plan_is_made_anew_from_the_shell_and_left_as_a_folder(tmp_path: Path) -> None:
    write_files(allocate(FOUR), tmp_path / "plan")
    (tmp_path / "spent.csv").write_text(
        "project,date,amount\ne-booking,04-01,8\ne-booking,05-01,4\ntax-login,05-01,10\n", encoding="utf-8"
    )
    gone = FOUR.projects.assign(excluded=FOUR.projects["id"] == "e-booking")
    write_scenario(FOUR.replace(projects=gone), tmp_path / "now")
    told = run(
        "replan", tmp_path / "plan", "--requests", tmp_path / "now", "--spent", tmp_path / "spent.csv",
        "--pool", 90, "--out", tmp_path / "second",
    )  # fmt: skip
    assert told.exit_code == 0, told.stderr
    again = read_plan(tmp_path / "second")
    assert again.credits["e-booking (spent)"] == 12
    assert again.credits["e-booking"] == 0
    assert "given other credits than before" in told.stdout
    wrong = run("replan", tmp_path / "plan", "--spent", tmp_path / "now" / "projects.csv")
    assert wrong.exit_code
    assert pd.read_csv(tmp_path / "second" / "plan.csv")["credits"].sum() == again.spent


def test_a_plan_knows_its_parent_by_seal_and_a_folder_lists_parents_first(tmp_path: Path) -> None:
    write_files(allocate(FOUR), tmp_path / "z")
    for name, of in (("b", "z"), ("a", "b")):
        told = run("replan", tmp_path / of, "--pool", 90, "--out", tmp_path / name)
        assert told.exit_code == 0, told.stderr
    assert verify(tmp_path / "a")
    found = passes(tmp_path)
    assert found[["plan", "parent"]].values.tolist() == [["z", ""], ["b", "z"], ["a", "b"]]
    assert found["kept"].all()
    document_of_z = tmp_path / "z" / "plan.json"
    document_of_z.write_text(
        document_of_z.read_text("utf-8").replace('"pool": 100.0', '"pool": 101.0'), "utf-8"
    )
    assert passes(tmp_path)["kept"].tolist() == [False, True, True]
    assert "z, changed since it was sealed" in run("passes", tmp_path).stdout
    shutil.rmtree(tmp_path / "z")
    orphan = passes(tmp_path).set_index("plan").at["b", "parent"]
    assert orphan == read_plan(tmp_path / "b").parent != ""
