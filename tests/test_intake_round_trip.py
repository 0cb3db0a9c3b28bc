"""What is written is read back exactly, in every format, whatever the texts hold."""

from __future__ import annotations

import math
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from egov_budget import worlds
from egov_budget.intake import read_scenario, write_scenario
from egov_budget.intake.formulas import guard, unguard
from egov_budget.scenario import Scenario
from egov_budget.scenario.columns import TABLES
from odd_scenarios import ODD, TEXTS, scenarios

FORMATS = ("", ".xlsx", ".json")


@pytest.mark.parametrize("suffix", FORMATS)
@settings(max_examples=8)
@given(scenario=scenarios())
def test_every_format_gives_back_every_cell(suffix: str, scenario: Scenario) -> None:
    with TemporaryDirectory() as folder:
        write_scenario(scenario, f"{folder}/it{suffix}")
        again = read_scenario(f"{folder}/it{suffix}")
    assert again.settings == scenario.settings
    for table in TABLES:
        pd.testing.assert_frame_equal(again.tables[table.name], scenario.tables[table.name], check_exact=True)


@pytest.mark.parametrize("suffix", FORMATS)
def test_odd_texts_survive_as_ids_and_as_texts(suffix: str, tmp_path: Path) -> None:
    base = worlds.four_projects()
    ids = sorted({text.strip() for text in ODD} - {""})
    services = pd.DataFrame({"id": ids, "agency": "tax"})
    notes = pd.DataFrame({"source": ODD, "subject": ODD, "note": ODD})
    scenario = base.replace(
        services=services,
        scores=pd.DataFrame({"service": ids, "indicator": "apply", "score": 0.5}),
        effects=pd.DataFrame({"project": "e-filing", "service": ids, "indicator": "apply", "points": 0.5}),
        notes=notes,
    )
    write_scenario(scenario, tmp_path / f"it{suffix}")
    again = read_scenario(tmp_path / f"it{suffix}")
    assert again == scenario
    assert again.services["id"].tolist() == ids
    assert again.notes["source"].tolist() == list(ODD)


@pytest.mark.parametrize("suffix", FORMATS)
@settings(max_examples=4)
@given(numbers=st.lists(st.floats(0, 1), min_size=8, max_size=8))
@example(numbers=[0.1 + 0.2, 1 / 3, 5e-324, math.nextafter(1, 0), 0.0, 1.0, 1e-7, 0.1])
def test_every_bit_of_a_number_survives(suffix: str, numbers: list[float]) -> None:
    base = worlds.four_projects()
    scenario = base.replace(scores=base.scores.assign(score=numbers))
    with TemporaryDirectory() as folder:
        write_scenario(scenario, f"{folder}/it{suffix}")
        assert read_scenario(f"{folder}/it{suffix}").scores["score"].tolist() == numbers


def test_a_workbook_of_requests_does_not_say_when_it_was_written(tmp_path: Path) -> None:
    write_scenario(worlds.four_projects(), tmp_path / "it.xlsx")
    with zipfile.ZipFile(tmp_path / "it.xlsx") as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert parts.read("docProps/core.xml").count(b">1980-01-01T00:00:00Z<") == 2  # created, modified


@pytest.mark.parametrize("suffix", FORMATS)
def test_writing_twice_replaces_the_first(suffix: str, tmp_path: Path) -> None:
    write_scenario(worlds.four_projects(), tmp_path / f"it{suffix}")
    write_scenario(worlds.four_projects().replace(pool=80), tmp_path / f"it{suffix}")
    assert read_scenario(tmp_path / f"it{suffix}").settings.pool == 80
    assert [path.name for path in tmp_path.iterdir()] == [f"it{suffix}"]


@given(text=st.one_of(TEXTS, st.text("'= @+-a\t")))
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    guarded = guard(text)
    assert not guarded.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert unguard(guarded) == text


def test_texts_that_begin_like_formulas_stand_guarded_in_csv_and_as_text_in_a_workbook(
    tmp_path: Path,
) -> None:
    from openpyxl import load_workbook

    base = worlds.four_projects()
    evil = '=HYPERLINK("http://example.org","click")'
    scenario = base.replace(projects=base.projects.assign(title=evil))
    write_scenario(scenario, tmp_path / "it")
    write_scenario(scenario, tmp_path / "it.xlsx")
    assert "'=HYPERLINK" in (tmp_path / "it" / "projects.csv").read_text("utf-8-sig")
    cell = load_workbook(tmp_path / "it.xlsx")["projects"]["C2"]
    assert (cell.value, cell.data_type) == (evil, "s")
