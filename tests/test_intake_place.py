"""A scenario appears whole or not at all, and never in the place of something else."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from egov_budget import worlds
from egov_budget.errors import IntakeError
from egov_budget.intake import exchange, folder, read_scenario, write_scenario, write_template
from egov_budget.intake.atomic_write import atomic_folder, atomic_write
from egov_budget.scenario import Scenario

FORMATS = ("", ".xlsx", ".json")


class Full(OSError):
    """The disk is full."""


def contents(parent: Path) -> dict[str, bytes]:
    return {str(path.relative_to(parent)): path.read_bytes() for path in parent.rglob("*") if path.is_file()}


class HalfReadable(Scenario):
    """A scenario whose tables give out after a while, as a disk does."""

    def __init__(self) -> None:
        base = worlds.four_projects()
        object.__setattr__(self, "settings", base.settings)
        object.__setattr__(self, "tables", _Failing(base.tables))


class _Failing(dict[str, pd.DataFrame]):
    def __getitem__(self, name: str) -> pd.DataFrame:
        if name == "effects":
            raise Full("no space left")
        return super().__getitem__(name)


@pytest.mark.parametrize("old", [True, False])
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_write_that_fails_midway_leaves_everything_as_it_was(
    suffix: str, old: bool, tmp_path: Path
) -> None:
    if old:
        write_scenario(worlds.four_projects().replace(pool=50), tmp_path / f"it{suffix}")
    before = contents(tmp_path)
    with pytest.raises(Full):
        write_scenario(HalfReadable(), tmp_path / f"it{suffix}")
    assert contents(tmp_path) == before
    assert bool(before) is old
    assert len(list(tmp_path.iterdir())) == int(old)


def test_a_failure_at_any_file_of_a_folder_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, count = folder.write_csv, 0

    def fail_at(last: int) -> None:
        def failing(frame: pd.DataFrame, table: object, path: Path) -> None:
            nonlocal count
            count += 1
            if count > last:
                raise Full("no space left")
            write(frame, table, path)  # type: ignore[arg-type]

        monkeypatch.setattr(folder, "write_csv", failing)

    for last in range(11):
        count = 0
        fail_at(last)
        with pytest.raises(Full):
            write_scenario(worlds.four_projects(), tmp_path / "it")
        assert list(tmp_path.iterdir()) == []


def test_if_the_new_folder_cannot_take_its_place_the_old_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_scenario(worlds.four_projects(), tmp_path / "it")
    before = contents(tmp_path)
    rename, moved = Path.rename, 0

    def failing(self: Path, target: Path) -> Path:
        nonlocal moved
        moved += 1
        if moved == 2:  # the old one stands aside already, the new one is to come
            raise Full("no space left")
        return rename(self, target)

    monkeypatch.setattr(exchange, "_at_once", lambda part, target: False)
    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(Full):
        write_scenario(worlds.four_projects().replace(pool=80), tmp_path / "it")
    assert moved == 3
    assert contents(tmp_path) == before


def test_a_file_is_there_only_after_the_last_byte(tmp_path: Path) -> None:
    target = tmp_path / "plan.txt"
    target.write_text("old", encoding="utf-8")
    with atomic_write(target) as part:
        part.write_text("new", encoding="utf-8")
        assert target.read_text("utf-8") == "old"
    assert contents(tmp_path) == {"plan.txt": b"new"}


def test_what_a_killed_run_left_goes_after_a_day_and_nothing_else_does(tmp_path: Path) -> None:
    old, running, other = (f".{name}.part" for name in ("it.0123abcd", "it.89abcdef", "other.0123abcd"))
    for name in (old, running, other):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.csv").write_text("half", encoding="utf-8")
    for name in (old, other):
        os.utime(tmp_path / name, (0, 0))
    with atomic_folder(tmp_path / "it"):
        pass
    assert {path.name for path in tmp_path.iterdir()} == {running, other, "it"}


def plan_beside_notes(place: Path) -> Path:
    """Make a folder with two files of a run, and with what a reader put beside them."""
    (place / "plan" / "package").mkdir(parents=True)
    for name in ("plan.json", "package/budget.csv", "notes.txt", "package/notes.txt"):
        (place / "plan" / name).write_text("old", encoding="utf-8")
    return place / "plan"


def write_plan(target: Path) -> None:
    with atomic_folder(target) as part:
        (part / "plan.json").write_text("new", encoding="utf-8")
        (part / "package").mkdir()
        (part / "package" / "budget.csv").write_text("new", encoding="utf-8")
        assert not target.exists() or (target / "plan.json").read_text("utf-8") == "old"


@pytest.mark.parametrize("where", ["beside", "within"])
@pytest.mark.parametrize("at_once", [True, False])
def test_the_files_of_a_folder_appear_together_and_the_others_stay(
    where: str, at_once: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = plan_beside_notes(tmp_path)
    if not at_once:
        monkeypatch.setattr(exchange, "_at_once", lambda part, target: False)
    if where == "within":  # a shell that stands there does not lose its folder
        monkeypatch.chdir(target / "package")
    stood = target.stat().st_ino
    write_plan(target)
    assert (target.stat().st_ino == stood) == (where == "within")
    assert contents(tmp_path) == {
        "plan/plan.json": b"new",
        "plan/package/budget.csv": b"new",
        "plan/notes.txt": b"old",
        "plan/package/notes.txt": b"old",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_a_folder_is_made_with_its_parents_and_reached_through_a_link(tmp_path: Path) -> None:
    write_plan(tmp_path / "far" / "away")
    (tmp_path / "near").symlink_to(tmp_path / "far" / "away")
    (tmp_path / "far" / "away" / "plan.json").write_text("old", encoding="utf-8")
    write_plan(tmp_path / "near")
    assert (tmp_path / "near").is_symlink()
    assert (tmp_path / "far" / "away" / "plan.json").read_bytes() == b"new"


def test_a_folder_whose_writing_fails_is_as_it_was(tmp_path: Path) -> None:
    target = plan_beside_notes(tmp_path)
    before = contents(tmp_path)
    with pytest.raises(Full), atomic_folder(target) as part:
        (part / "plan.json").write_text("new", encoding="utf-8")
        raise Full
    assert contents(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("nowhere/it", "is not there"),
        ("it.csv", ".csv is no format of a scenario"),
        ("it.xls", ".xls is no format of a scenario"),
        ("taken", "the folder holds what is no part of a scenario: diary, diary.txt"),
        ("taken/diary", "diary is a file"),
        ("sheets.xlsx", "sheets.xlsx is a folder"),
    ],
)
def test_what_else_stands_there_is_left_alone(name: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "diary.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "taken" / "diary").write_text("mine", encoding="utf-8")
    (tmp_path / "sheets.xlsx").mkdir()
    before = contents(tmp_path)
    with pytest.raises(IntakeError) as caught:
        write_scenario(worlds.four_projects(), tmp_path / name)
    assert fault.rsplit("/", maxsplit=1)[-1].split(":", maxsplit=1)[0] in caught.value.faults.loc[0, "fault"]
    assert contents(tmp_path) == before


def test_a_workbook_that_cannot_hold_the_text_is_not_written(tmp_path: Path) -> None:
    base = worlds.four_projects()
    scenario = base.replace(projects=base.projects.assign(title="x" * 32_768))
    with pytest.raises(IntakeError) as caught:
        write_scenario(scenario, tmp_path / "it.xlsx")
    assert caught.value.faults["row"].tolist() == [2, 3, 4, 5]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_template_reads_and_runs_as_it_is(suffix: str, tmp_path: Path) -> None:
    from egov_budget import allocate

    write_template(tmp_path / f"new{suffix}", every=True)
    scenario = read_scenario(tmp_path / f"new{suffix}")
    assert all(len(frame) or name == "notes" for name, frame in scenario.tables.items())
    if not suffix:
        allocation = allocate(scenario)
        assert 0 < allocation.spent <= scenario.settings.pool
        assert allocation.gain > 0


def test_the_template_goes_into_an_empty_folder_and_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    write_template(tmp_path / "new")
    before = contents(tmp_path)
    with pytest.raises(IntakeError, match="is there already"):
        write_template(tmp_path / "new")
    (tmp_path / "new.json").write_text("{}", encoding="utf-8")
    with pytest.raises(IntakeError, match="is there already"):
        write_template(tmp_path / "new.json")
    assert contents(tmp_path) == before | {"new.json": b"{}"}


def test_each_setting_and_column_is_explained_where_it_stands(tmp_path: Path) -> None:
    write_template(tmp_path / "new")
    assert "# Credits in the central pool. (currency)" in (tmp_path / "new/scenario.toml").read_text("utf-8")
    assert "Credits requested." in (tmp_path / "new/columns.csv").read_text("utf-8-sig")
