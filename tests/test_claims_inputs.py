"""What was read is what stands there: told, in place, with a remedy; and texts of files do nothing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest
from jsonschema import Draft202012Validator

import egov_budget as eb
from egov_budget import Scenario
from egov_budget.intake.template import template
from egov_budget.reporting import document, plan_schema
from shell import run
from small_scenarios import apart, folder_of, one_work


def checked(path: Path) -> str:
    return run("check", path).output


def registers() -> Scenario:
    four = eb.worlds.four_projects()
    drawn = ["", "", "", "", "identities", ""]
    opened = {"service": "tax-return", "provider": "health", "register": "identities", "status": "open"}
    return four.replace(effects=four.effects.assign(registers=drawn), exchanges=pd.DataFrame([opened]))


@pytest.mark.parametrize(
    "world",
    [
        registers,
        template,
        eb.worlds.four_projects,
        lambda: eb.worlds.national_1400(services=60, projects=120),
    ],
)
def test_the_document_of_a_plan_follows_the_published_schema(world: pytest.FixtureRequest) -> None:
    plan = json.loads(json.dumps(document(eb.allocate(world()))))
    assert [error.message for error in Draft202012Validator(plan_schema()).iter_errors(plan)] == []


@pytest.mark.parametrize("text", ["0,250", "00,125", "۰٬۲۵۰", "0 250"])
def test_a_group_of_thousands_never_begins_with_0(text: str) -> None:
    asked = apart([50, 60], 100)
    importance = pd.Series([text, "1"], dtype=object)
    with pytest.raises(eb.IntakeError):
        asked.replace(services=asked.services.assign(importance=importance))


@pytest.mark.parametrize(("text", "number"), [("1,500", 1500.0), ("1.000", 1.0), ("۱٬۵۰۰", 1500.0)])
def test_thousands_and_decimals_stay_what_they_were(text: str, number: float) -> None:
    asked = apart([50, 60], 100)
    importance = pd.Series([text, "1"], dtype=object)
    assert (
        asked.replace(services=asked.services.assign(importance=importance)).services["importance"][0]
        == number
    )


def test_check_tells_how_many_numbers_were_read_with_separators(tmp_path: Path) -> None:
    folder = folder_of(apart([1500, 60], 100), tmp_path / "requests")
    text = (folder / "projects.csv").read_text(encoding="utf-8-sig")
    (folder / "projects.csv").write_text(text.replace("1500", '"1,500"'), encoding="utf-8")
    assert "1 number" in checked(folder)


STEERING = "\x1b[31mred\x07"


@pytest.mark.parametrize("setting", ["name", "currency", "fiscal_year"])
def test_no_screen_hands_control_characters_to_the_terminal(setting: str) -> None:
    asked = apart([50, 60], 100, **{setting: STEERING})
    plan = eb.allocate(asked)
    screens = (str(plan), repr(plan), repr(asked), str(eb.conflicts(asked)), str(eb.verify(document(plan))))
    assert not any(character in shown for shown in screens for character in "\x1b\x07")


def test_no_cell_of_the_review_sheet_is_a_formula_behind_a_line_break(tmp_path: Path) -> None:
    verdicts = one_work(("p0", "p1", 0.5)).assign(reason="\n=1+1")
    overlaps = eb.find_overlaps(apart([50, 60], 100, agency=["a", "b"], verdicts=verdicts))
    overlaps.to_csv(tmp_path / "review.csv")
    with (tmp_path / "review.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not any(cell.lstrip().startswith("=") for cell in cells)
