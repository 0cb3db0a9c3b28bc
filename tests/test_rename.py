"""A change of the map: every table follows, and undone it gives every file back to the byte."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_budget import (
    IntakeError,
    Scenario,
    allocate,
    compare,
    evaluate,
    next_scenario,
    read_scenario,
    replan,
    worlds,
)
from egov_budget.intake import write_scenario
from egov_budget.intake.raw_rows import RawRows
from egov_budget.intake.rename import rename, undo
from egov_budget.scenario.columns import TABLES
from egov_budget.scenario.map_change import MapChange, trail
from egov_budget.scenario.mapped import mapped
from random_scenarios import random_scenario
from shell import run

pytestmark = pytest.mark.once
CHANGES = {
    "services": ("tax-refund", "refund, new"), "projects": ("health-login", "login"),
    "agencies": ("tax", "دارایی"),
    "indicators": ("apply", "=apply"),
}  # fmt: skip


def scenario() -> Scenario:
    decided = {
        "id": ["d1", "d2"], "date": "2026-05-21", "by": "court", "table": ["projects", "verdicts"],
        "key": ["health-login", "tax-login / health-login / ann"], "column": ["title", "lead"],
        "value": ["x", "health-login"],
    }  # fmt: skip
    found = {
        "subject": ["tax-refund", "tax-login / health-login", "tax"],
        "finding": ["nothing done", "duplicated work", "conflict of interest"],
    }
    said = {
        "project_a": ["tax-login"], "project_b": ["health-login"], "verdict": ["accept"], "reviewer": ["ann"],
        "lead": ["tax-login"],
    }  # fmt: skip
    needs = {"project": ["e-filing"], "requires": ["tax-login"]}
    tables = {"decisions": decided, "findings": found, "verdicts": said, "prerequisites": needs}
    four = worlds.four_projects()
    return four.replace(**{name: pd.DataFrame(rows) for name, rows in tables.items()})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_scenario(scenario(), tmp_path / "requests")
    return tmp_path / "requests"


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def ids(folder: Path, table: str) -> set[str]:
    """Return every id of a table that another cell names, by what the dictionary says of columns."""
    read = read_scenario(folder)
    return {
        value
        for schema in TABLES
        for column in schema.columns
        if column.refers_to == table or (schema.name == table and column.name == "id")
        for value in read.tables[schema.name][column.name]
    }


@pytest.mark.parametrize("table", CHANGES)
def test_every_table_follows_and_undone_every_file_is_as_it_was(folder: Path, table: str) -> None:
    old, new = CHANGES[table]
    before, named = content(folder), ids(folder, table)
    rename(folder, MapChange("rename", table, old, new), "law 7")
    assert ids(folder, table) == named - {old} | {new}
    found = read_scenario(folder)
    texts = [*found.decisions["key"], *found.findings["subject"]]
    assert not any(old in text.split(" / ") for text in texts)
    assert undo(folder).old == old
    assert content(folder) == before


def test_files_as_people_keep_them_come_back_to_the_byte(folder: Path) -> None:
    (folder / "notes.csv").unlink()
    raw = (folder / "projects.csv").read_bytes().decode("utf-8-sig").replace("\r\n", "\n").removesuffix("\n")
    (folder / "projects.csv").write_bytes(raw.replace("health-login", '"health-login"').encode())
    before = content(folder)
    rename(folder, MapChange("rename", "projects", "health-login", "z"))
    rename(folder, MapChange("move", "projects", "z", "tax"))
    assert read_scenario(folder).projects.set_index("id").at["z", "agency"] == "tax"
    undo(folder)
    undo(folder)
    assert content(folder) == before
    with pytest.raises(IntakeError, match="the notes tell no change of the map"):
        undo(folder)


def test_an_id_that_exists_takes_the_row_in_and_cells_that_cannot_be_both_are_told(folder: Path) -> None:
    change = MapChange("rename", "projects", "tax-login", "health-login")
    before = content(folder)
    with pytest.raises(IntakeError) as caught:
        rename(folder, change)
    told = caught.value.faults.set_index("column")["fault"]
    assert told["title"].endswith("says x") or "which it would be one" in told["title"]
    assert "it says 60.0" in told["cost"] and "says 50.0" in told["cost"]
    assert content(folder) == before
    asked = read_scenario(folder)
    one = asked.projects.set_index("id", drop=False)
    for name in ("title", "description", "agency", "cost", "keyword", "has_input"):
        one.loc["tax-login", name] = one.loc["health-login", name]
    one["last_year"] = 7.0
    alike = asked.replace(projects=one.reset_index(drop=True), decisions=asked.decisions.head(0))
    write_scenario(alike, folder)
    before = content(folder)
    rename(folder, change)
    found = read_scenario(folder)
    assert found.projects["last_year"].tolist() == [14.0, 7.0, 7.0]
    assert found.verdicts.empty  # what was said of the two as a pair
    assert found.prerequisites["requires"].tolist() == ["health-login"]
    undo(folder)
    assert content(folder) == before


def test_a_change_that_cannot_be_made_changes_nothing(folder: Path) -> None:
    before = content(folder)
    circle = MapChange("rename", "projects", "e-filing", "tax-login")
    for change, told in (
        (MapChange("rename", "projects", "tax-logn", "x"), "Did you mean 'tax-login'"),
        (MapChange("move", "projects", "tax-login", "nobody"), "'nobody' is not in the table agencies"),
        (MapChange("move", "agencies", "tax", "health"), "can have another agency"),
        (MapChange("rename", "projects", "tax-login", "a / b"), "is no other id"),
        (circle, "says"),
    ):  # fmt: skip
        with pytest.raises(IntakeError, match=told):
            rename(folder, change)
        assert content(folder) == before


def test_a_circle_that_a_merge_would_close_is_told_at_its_row_and_nothing_is_written(tmp_path: Path) -> None:
    four = worlds.four_projects()
    alike = [four.projects.iloc[:1].assign(id=name) for name in ("a", "b", "c")]
    needs = pd.DataFrame({"project": ["a", "c", "b"], "requires": ["e-filing", "e-filing", "a"]})
    needs = pd.concat([needs, pd.DataFrame({"project": ["c"], "requires": ["b"]})])
    asked = four.replace(projects=pd.concat([four.projects, *alike]), prerequisites=needs)
    write_scenario(asked, tmp_path / "requests")
    before = content(tmp_path / "requests")
    with pytest.raises(IntakeError) as caught:
        rename(tmp_path / "requests", MapChange("rename", "projects", "c", "a"))
    [fault] = caught.value.faults.to_dict("records")
    assert (fault["table"], fault["column"]) == ("prerequisites", "requires")
    assert fault["fault"] == "after this change projects require each other in a circle of 2: a -> b -> a"
    assert fault["remedy"] == "Remove one of these rows, or do without this change"
    rows = (tmp_path / "requests" / "prerequisites.csv").read_text("utf-8-sig").splitlines()
    assert {*rows[fault["row"] - 1].split(",")} in ({"a", "b"}, {"b", "c"})
    assert content(tmp_path / "requests") == before


def test_what_has_been_changed_since_is_not_undone_and_rows_added_since_stay(folder: Path) -> None:
    rename(folder, MapChange("rename", "projects", "health-login", "login"))
    place = folder / "projects.csv"
    row = place.read_bytes().splitlines(keepends=True)[-1].replace(b"e-booking", b"e-booking-2")
    place.write_bytes(place.read_bytes() + row)
    undo(folder)
    assert "e-booking-2" in read_scenario(folder).projects["id"].tolist()
    rename(folder, MapChange("rename", "projects", "health-login", "login"))
    place.write_bytes(place.read_bytes().replace(b"login,health", b"login,tax"))
    before = content(folder)
    with pytest.raises(IntakeError, match="has been changed since"):
        undo(folder)
    assert content(folder) == before


@pytest.mark.parametrize("seed", range(4))
def test_a_plan_like_for_like_is_the_same_plan_under_other_ids(seed: int) -> None:
    asked = random_scenario(seed, divisible=True)
    plan = allocate(asked)
    old = asked.projects["id"].iloc[-1]
    told = pd.DataFrame([{"source": "rename", "subject": f"projects / {old} / 0-first", "note": "law 7"}])
    change = MapChange("rename", "projects", old, "0-first")
    later = asked.replace(**mapped(asked.tables, change).applied(asked.tables)).replace(notes=told)
    found = compare(plan, allocate(later))
    assert found.before.credits.rename({"0-first": old}).to_dict() == plan.credits.to_dict()
    assert found.before.gain == pytest.approx(plan.gain)
    assert found.before.audit().holds
    assert found.inputs.empty
    again = replan(plan, requests=later, spent={old: plan.credits[old]})  # what was spent has its old id
    assert again.credits.equals(found.before.credits)


def test_the_next_round_keeps_the_trail_and_an_agency_its_experience() -> None:
    four = worlds.four_projects().replace(fiscal_year="1400")
    plan = allocate(four)
    before = evaluate(plan, four.scores, plan.credits).experience
    change = MapChange("rename", "agencies", "tax", "revenue")
    note = pd.DataFrame([{"source": "rename", "subject": change.subject, "note": "law 7"}])
    later = four.replace(**mapped(four.tables, change).applied(four.tables)).replace(notes=note)
    now = allocate(later.replace(fiscal_year="1401"))
    found = evaluate(now, four.scores, now.credits, earlier=before)
    assert {*found.experience["agency"]} == {"revenue", "health"}
    assert trail(next_scenario(found).notes) == [change]


@given(st.text(alphabet='a,;"\n\r \u0600', max_size=30))
def test_rows_of_any_text_are_the_text(text: str) -> None:
    try:
        rows = RawRows.of(text)
    except ValueError:
        return
    assert rows.text == text


def test_the_command_tells_what_follows_and_takes_it_back(folder: Path) -> None:
    before = content(folder)
    told = run("rename", folder, "agencies", "tax", "revenue", "--by", "parliament", "--date", "1401-02-01")
    assert told.exit_code == 0, told.stderr
    assert "rows changed" in told.stdout
    assert "parliament, 1401-02-01" in read_scenario(folder).notes["note"].tolist()
    assert run("rename", folder, "--undo").exit_code == 0
    assert content(folder) == before
    assert run("rename", folder, "projects", "nobody", "x").exit_code == 2
    assert run("rename", folder).exit_code == 2
    assert allocate(read_scenario(folder)).audit().holds
