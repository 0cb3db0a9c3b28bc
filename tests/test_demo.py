"""The national example through its year, in small: each step holds to what the ones before it decided."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from egov_budget import Allocation, annex, read_plan, read_scenario
from egov_budget.certificate.passes import passes
from egov_budget.language import counted
from shell import Here, run

pytestmark = pytest.mark.once

SERVICES, PROJECTS, SEED = 20, 60, 0


@dataclass(frozen=True)
class Year:
    out: Path
    first: Allocation
    second: Allocation
    cut: Allocation
    told: str


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    out = tmp_path_factory.mktemp("year")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("concurrent.futures.ProcessPoolExecutor", Here)
        assert run("demo", "--out", out, "--services", 1, "--projects", 1).exit_code == 0
    words = ("--services", SERVICES, "--projects", PROJECTS, "--seed", SEED)
    told = run("demo", "--out", out, *words)  # takes the place of the one before it
    assert told.exit_code == 0, told.stderr
    first, second, cut = (read_plan(out / name) for name in ("first", "second", "cut"))
    return Year(out, first, second, cut, told.stdout)


def moved(before: Allocation, after: Allocation) -> pd.Series:
    change = after.credits - before.credits
    return change[change != 0]


def test_each_plan_of_the_year_knows_the_one_before_it(year: Year) -> None:
    found = passes(year.out)
    assert found[["plan", "parent"]].to_numpy().tolist() == [
        ["first", ""],
        ["second", "first"],
        ["cut", "second"],
    ]
    assert found["kept"].all()


def test_decisions_hold_exactly_in_the_second_pass_and_after_the_cut(year: Year) -> None:
    made = read_scenario(year.out / "requests").decisions
    assert {"excluded", "mandatory", "floor", "ceiling"} == {*made["column"]}
    assert (made["ground"] != "").all()
    for plan in (year.second, year.cut):
        for row in made.to_dict("records"):
            has, number = plan.credits[row["key"]], float(row["value"]) if row["value"].isdigit() else 0.0
            held = {
                "excluded": has == 0,
                "mandatory": plan.share[row["key"]] == 1,
                "floor": has >= number,
                "ceiling": has <= number,
            }
            assert held[row["column"]], row
    assert any(year.first.credits[key] > 0 for key in made.loc[made["column"] == "excluded", "key"])


def test_what_is_spent_by_the_cut_is_never_taken_back(year: Year) -> None:
    spent = pd.read_csv(year.out / "cut" / "spent.csv").set_index("project")["amount"]
    assert len(spent)
    assert (spent <= year.second.credits[spent.index]).all()
    assert (year.cut.credits[spent.index] >= spent).all()
    assert year.cut.spent <= year.cut.scenario.settings.pool < year.second.scenario.settings.pool
    assert f"Of {spent.sum():,.0f} million rials spent by then 0 are taken back" in year.told


def test_there_is_a_letter_for_each_agency_with_other_credits_in_each_language(year: Year) -> None:
    agency = year.second.scenario.projects.set_index("id")["agency"]
    changed = {f"{agency[name]}.html" for name in moved(year.first, year.second).index}
    assert changed
    for lang in ("en", "fa"):
        assert {path.name for path in (year.out / "second" / "letters" / lang).iterdir()} == changed


def test_a_milestone_is_addressed_where_its_level_is_observed(year: Year) -> None:
    scores = pd.read_csv(year.out / "observed" / "scores.csv").set_index(["service", "indicator"])["score"]
    progress = pd.read_csv(year.out / "observed" / "progress.csv").set_index("milestone")
    goals = annex(year.second).releases.query("milestone > 0").set_index("milestone")
    assert [*progress.index] == [*goals.index]
    reached = [
        scores[goal["service"], goal["indicator"]] >= goal["level"] for goal in goals.to_dict("records")
    ]
    assert (progress["state"] == "addressed").tolist() == reached


def test_the_last_screen_counts_what_the_plans_say(year: Year) -> None:
    for title, plans in (("Second pass", (year.first, year.second)), ("Cut", (year.second, year.cut))):
        (line,) = [line for line in year.told.splitlines() if line.startswith(title)]
        assert f"{counted(len(moved(*plans)), 'project')} given other credits than before" in line
    ahead = read_scenario(year.out / "next" / "requests")
    assert f"Next round in {year.out / 'next'}: {counted(len(ahead.projects), 'request')}" in year.told
    assert f"{len(ahead.findings):,} findings" in year.told


def test_papers_are_there_in_both_languages(year: Year) -> None:
    papers = ("report.{}.html", "bill/annex.{}.html", "bill/annex.{}.xlsx", "bill/agencies.{}.html",
              "observed/annex.{}.html", "inspection/inspection.{}.html")  # fmt: skip
    for paper in papers:
        english, persian = (year.out / paper.format(lang) for lang in ("en", "fa"))
        assert english.read_bytes() != persian.read_bytes()
    assert 'dir="rtl"' in (year.out / "report.fa.html").read_text("utf-8")


def test_in_persian_the_plans_and_all_that_is_told_are_persian(tmp_path: Path) -> None:
    told = run("demo", "--out", tmp_path, "--services", 5, "--projects", 6, "--lang", "fa")
    assert told.exit_code == 0, told.stderr
    for name in ("first", "second", "cut"):
        plan = (tmp_path / name / "plan.txt").read_text("utf-8")
        assert plan.splitlines()[:20] == read_plan(tmp_path / name).to_text(lang="fa").splitlines()[:20]
    asked = read_scenario(tmp_path / "requests")
    known = {*asked.projects["id"], *asked.agencies["id"], *str(tmp_path).split("/")}
    said = " ".join(line.replace(str(tmp_path), "") for line in told.stdout.splitlines())
    words = {*re.findall("[A-Za-z]{3,}", said)} - {part for one in known for part in re.split(r"\W", one)}
    assert words <= {"requests", "first", "second", "letters", "cut", "bill", "inspection", "next"}
    assert "هزینه‌شده" in said and "وعده‌داده‌شده" in said
