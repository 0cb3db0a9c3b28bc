"""Several years and robust plans from the shell."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from egov_budget import (
    IntakeError,
    allocate,
    plan_years,
    read_plan,
    read_scenario,
    read_schedule,
    roll,
    worlds,
    write_scenario,
)
from egov_budget.reporting import write_files
from shell import run


@pytest.fixture
def four(tmp_path: Path) -> Path:
    asked = worlds.four_projects()
    ranged = asked.replace(
        years=pd.DataFrame({"year": [1401, 1402], "pool": [60, 40]}),
        projects=asked.projects.assign(cost_more=10.0),
        effects=asked.effects.assign(points_less=0.25),
    )
    write_scenario(ranged, tmp_path / "four")
    return tmp_path / "four"


@pytest.mark.parametrize(
    ("words", "says", "rows"),
    [
        (("years", "--discount", 0.1), "1402", 4),
        (("robust", "--gamma", 1), "4 projects may cost more", 2),
        (("robust", "--against", "effects", "--gamma", 2), "4 projects may bring less", 2),
    ],
)
def test_a_command_prints_its_result_and_leaves_its_table(
    words: tuple[object, ...], says: str, rows: int, four: Path, tmp_path: Path
) -> None:
    told = run(words[0], four, *words[1:], "--out", tmp_path / "table.csv")
    assert (told.exit_code, told.stderr) == (0, "")
    assert says in told.stdout
    assert len(pd.read_csv(tmp_path / "table.csv")) == rows


@pytest.mark.parametrize("lang", ["en", "fa"])
@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("years",), ["plan.json", "requests.json", "years.csv", "years.html", "years.png", "years.xlsx"]),
        (("robust", "--gamma", 1), ["robust.csv", "robust.png"]),
    ],
)
def test_a_folder_holds_every_form_in_the_language_asked_for(
    words: tuple[object, ...], names: list[str], lang: str, four: Path, tmp_path: Path
) -> None:
    told = run(words[0], four, *words[1:], "--out", tmp_path / "deep" / "left", "--lang", lang)
    assert (told.exit_code, told.stderr) == (0, "")
    assert sorted(path.name for path in (tmp_path / "deep" / "left").iterdir()) == names
    assert all(name in told.stdout for name in names)
    for page in (tmp_path / "deep" / "left").glob("*.html"):
        assert f'<html lang="{lang}"' in page.read_text(encoding="utf-8")


def test_a_plan_over_years_is_read_back_from_what_the_command_left_and_verifies(
    four: Path, tmp_path: Path
) -> None:
    told = run("years", four, "--discount", 0.1, "--out", tmp_path / "left")
    plan, again = plan_years(read_scenario(four).replace(discount_rate=0.1)), read_schedule(tmp_path / "left")
    assert again == plan
    assert str(again) == str(plan) in told.stdout
    assert roll(again) == roll(plan)
    assert run("verify", tmp_path / "left", "--requests", tmp_path / "left" / "requests.json").exit_code == 0
    with pytest.raises(IntakeError, match="over several years"):
        read_plan(tmp_path / "left")
    write_files(allocate(plan.scenario), tmp_path / "one")
    with pytest.raises(IntakeError, match="single year"):
        read_schedule(tmp_path / "one")


def test_a_fault_over_years_is_told_without_a_traceback(four: Path) -> None:
    (four / "profiles.csv").write_text("project,year,part\ne-booking,1,0.5\n", encoding="utf-8")
    told = run("years", four)
    assert told.exit_code == 2
    assert "sum to 0.5, not to 1" in told.stderr
