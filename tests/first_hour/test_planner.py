"""The hour of a planner with a spreadsheet: from a list in a workbook to a plan with reasons, typed."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pandas as pd
import pytest

from egov_budget.scenario.columns import BY_NAME
from first_hour.friction import frictions
from first_hour.lists import COST, LISTS
from shell import run

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
LANGUAGES = sorted(LISTS)
COMMANDS = (
    "check requests", "overlaps requests --out pairs.csv", "prices requests", "conflicts requests",
    "frontier requests",
)  # fmt: skip
FILES = " ".join(["list requests pairs csv row HiGHS", *BY_NAME])  # names that are the same in every language
ASSUMED = {"en": "rest on effects that are assumed", "fa": "بر اثرهای فرضی استوار است"}


def typed(line: str) -> str:
    """Type a command that has to work, and return what it says."""
    program, *words = shlex.split(line, comments=True)
    assert program == "egov-budget"
    done = run(*words)
    assert done.exit_code == 0, f"{line}\n{done.output}"
    return done.output


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_slip_in_the_list_is_told_by_its_cell_and_nothing_is_left(lang: str, place: Path) -> None:
    slip = LISTS[lang].astype({COST[lang]: object})
    slip.loc[2, COST[lang]] = "2OO"
    slip.to_excel(place / "list.xlsx", index=False)
    done = run("from", "list", "list.xlsx", "requests", "--pool", 400)
    assert done.exit_code == 2
    assert f"list.xlsx, row 4, column {COST[lang]}: '2OO' is not a number." in done.output
    assert frictions(done.output) == []
    assert [path.name for path in place.iterdir()] == ["list.xlsx"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("A,Owner,Cost", ()),
        ("Project,Owner,Cost,Budget", ()),
        ("Project,Owner,Cost", ("--column", "agncy=A")),
    ],
)
def test_a_heading_that_is_not_plain_is_told_in_the_language_that_is_asked_for(
    head: str, words: tuple[str, ...], lang: str, place: Path
) -> None:
    (place / "list.csv").write_text(f"{head}\n" + ",".join("1" * (head.count(",") + 1)), encoding="utf-8")
    done = run("from", "list", "list.csv", "requests", "--pool", 1, "--lang", lang, *words)
    assert done.exit_code == 2
    assert frictions(done.output, lang=lang, known=f"{head} list csv agency agncy cost title") == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_a_workbook_to_a_plan_with_reasons(lang: str, place: Path) -> None:
    LISTS[lang].to_excel(place / "list.xlsx", index=False)
    told = typed(
        f"egov-budget from list list.xlsx requests --pool 400 --currency 'million rials' --lang {lang}"
    )
    *lines, hint = told.strip().splitlines()
    assert frictions("\n".join(lines), lang=lang, known="requests") == []
    screen = typed(f"{hint} --lang {lang}")  # what to type next is what was told
    assert ASSUMED[lang] in screen
    assert (
        frictions(screen, lang=lang, known="list plan txt md csv json xlsx package review requests Files")
        == []
    )
    for command in COMMANDS:
        shown = typed(f"egov-budget {command} --lang {lang}")
        assert frictions(shown, lang=lang, known=FILES) == []
    typed("egov-budget verify plan")  # for auditors, who want every digit
    ids = pd.read_csv("requests/projects.csv", encoding="utf-8-sig", dtype=str)["id"]
    for id_ in ids:
        reason = typed(f"egov-budget explain requests {id_} --lang {lang}")
        assert frictions(reason, lang=lang, known="row") == []
    typed(f"egov-budget report requests --out report.html --lang {lang}")
    page = (place / "report.html").read_text(encoding="utf-8")
    assert ASSUMED[lang] in page


def test_a_stated_effect_in_place_of_an_assumed_one_is_no_longer_told_as_assumed(place: Path) -> None:
    LISTS["en"].to_csv(place / "list.csv", index=False)
    typed("egov-budget from list list.csv requests --pool 400")
    path = place / "requests" / "effects.csv"
    effects = pd.read_csv(path, encoding="utf-8-sig")
    effects.assign(evidence="").to_csv(path, index=False)
    assert ASSUMED["en"] not in typed("egov-budget allocate requests")
    again = run("from", "list", "list.csv", "requests", "--pool", 400)
    assert again.exit_code == 2  # what was filled in is not written over
    assert "is there already" in again.output


def test_a_verdict_written_into_the_sheet_of_pairs_is_obeyed(place: Path) -> None:
    LISTS["en"].to_csv(place / "list.csv", index=False)
    typed("egov-budget from list list.csv requests --pool 400")
    assert "do common work once" not in typed("egov-budget allocate requests")
    typed("egov-budget overlaps requests --out pairs.csv")
    pairs = pd.read_csv("pairs.csv", encoding="utf-8-sig", dtype=str)
    pairs.loc[0, "verdict"] = "parallel"  # the first is the one with most at stake
    pairs.to_csv(place / "requests" / "verdicts.csv", index=False)
    assert "2 projects in 1 group do common work once" in typed("egov-budget allocate requests")


@pytest.mark.parametrize("page", ["first-plan.md", "your-own-list.md"])
def test_what_a_tutorial_tells_to_type_works_in_that_order(page: str, place: Path) -> None:
    shutil.copy(ROOT / "examples" / "ten_projects.csv", place)
    lines = (ROOT / "docs" / "tutorials" / page).read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line.startswith("egov-budget ")]
    assert len(commands) >= 2
    for line in commands:
        typed(line)
