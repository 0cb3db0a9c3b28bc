"""What if, from the shell: each command prints what its verb says and leaves its table."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from egov_budget import allocate, four_numbers, frontier, read_plan, read_scenario, worlds, write_scenario
from shell import run


@pytest.fixture
def four(tmp_path: Path) -> Path:
    write_scenario(worlds.four_projects(), tmp_path / "four")
    return tmp_path / "four"


@pytest.fixture
def split(tmp_path: Path) -> Path:
    path = tmp_path / "split.csv"
    path.write_text("project,credits\ne-booking,30\ne-filing,0\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("frontier", "--pool", 60, "--pool", 120), "for 1 more"),
        (("tranches", "--part", 0.5, "--part", 1), "100%"),
        (("four-numbers",), "one pool, shared work"),
        (("ledger", "--key", "by own saving", "--adoption", 0.5), "G:health-login"),
        (("near-best", "--loss", 0.1, "--plans", 2), "nearest"),
        (("core-index", "--samples", 5), "borderline"),
        (("interests",), "may not lead"),
        (("overstated", "--by", 0.1), "points are at risk"),
    ],
)
def test_a_command_prints_its_result_and_leaves_its_table(
    words: tuple[object, ...], says: str, four: Path, tmp_path: Path
) -> None:
    told = run(words[0], four, *words[1:], "--out", tmp_path / "table.csv")
    assert (told.exit_code, told.stderr) == (0, "")
    assert says in told.stdout
    assert len(pd.read_csv(tmp_path / "table.csv")) > 1


def test_the_shell_prints_what_the_verbs_say(four: Path) -> None:
    scenario = read_scenario(four)
    assert (
        str(frontier(scenario, pools=[60, 120])) in run("frontier", four, "--pool", 60, "--pool", 120).stdout
    )
    assert str(four_numbers(scenario)) in run("four-numbers", four).stdout


def test_an_edited_plan_is_scored(four: Path, tmp_path: Path) -> None:
    assert run("allocate", four, "--out", tmp_path / "plan").exit_code == 0
    told = run("score", four, tmp_path / "plan" / "plan.csv")
    assert told.exit_code == 0
    assert "every rule holds" in told.stdout
    assert f"{allocate(read_scenario(four)).gain:.2f} points" in told.stdout


def test_a_split_shows_its_breaches_and_idle_money(four: Path, tmp_path: Path) -> None:
    path = tmp_path / "split.csv"
    path.write_text("project,credits\ne-filing,40\n", encoding="utf-8")
    told = run("score", four, path)
    assert "prerequisite: e-filing needs tax-login" in told.stdout
    assert "Credits that deliver nothing: 40" in told.stdout


def test_what_stands_in_the_file_is_frozen(four: Path, split: Path, tmp_path: Path) -> None:
    told = run("freeze", four, split, "--out", tmp_path / "plan")
    assert told.exit_code == 0
    credits = read_plan(tmp_path / "plan").credits
    assert (credits["e-booking"], credits["e-filing"], credits.sum()) == (30, 0, 100)


def test_every_plan_is_a_folder_that_is_read_as_it_was_decided(
    four: Path, split: Path, tmp_path: Path
) -> None:
    frozen, others = tmp_path / "frozen", tmp_path / "others"
    run("freeze", four, split, "--out", frozen)
    run("near-best", four, "--loss", "0.1", "--plans", "2", "--out", others)
    for place in (frozen, others / "1", others / "2"):
        assert run("verify", place).exit_code == 0
        gain = f"gain   {read_plan(place).brief.gain:>18,.2f} points"
        assert gain in (place / "plan.txt").read_text("utf-8")
    for command in ("explain e-booking", "prices", "tranches", "ledger", "near-best --plans 1"):
        name, *more = command.split()
        assert run(name, frozen, *more).exit_code == 0
    for name, out in (("report", "report.html"), ("bill", "bill"), ("inspect", "inspection")):
        told = run(name, frozen, "--out", tmp_path / out, *(["--no-full"] if name == "report" else []))
        assert told.exit_code == 0, told.output
    assert "made by hand" not in (tmp_path / "report.html").read_text("utf-8")
    told = run("compare", four, frozen)
    assert "rules frozen: nothing -> there" in told.stdout
    assert "so it was decided before" in run("explain", frozen, "e-booking").stdout


def test_two_sets_of_requests_are_compared(four: Path, tmp_path: Path) -> None:
    write_scenario(worlds.four_projects().replace(pool=118.0), tmp_path / "more.json")
    told = run("compare", four, tmp_path / "more.json")
    assert "settings pool: 100 -> 118" in told.stdout


def test_a_split_that_cannot_be_read_is_told_without_a_traceback(four: Path, tmp_path: Path) -> None:
    path = tmp_path / "split.csv"
    path.write_text("name,amount\ntax-login,5\n", encoding="utf-8")
    told = run("score", four, path)
    assert told.exit_code == 2
    assert "Write the names of its columns there: project, credits." in told.stderr
    path.write_text("id,credits\ntax-logn,5\n", encoding="utf-8")
    told = run("score", four, path)
    assert told.exit_code == 2
    assert "Did you mean 'tax-login'" in told.stderr


def test_each_tranche_is_left_as_a_plan_that_can_be_read(four: Path, tmp_path: Path) -> None:
    assert run("allocate", four, "--out", tmp_path / "plan").exit_code == 0
    told = run("tranches", tmp_path / "plan", "--part", 0.5, "--part", 1, "--out", tmp_path / "parts")
    assert told.exit_code == 0, told.stderr
    half, whole = (read_plan(tmp_path / "parts" / name) for name in ("1", "2"))
    assert half.spent <= 50
    assert whole.credits.equals(read_plan(tmp_path / "plan").credits)
