"""What is written is read back exactly, in every format, whatever the texts hold."""

from __future__ import annotations

import math
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from egov_budget import worlds
from egov_budget.intake import read_scenario, write_scenario
from egov_budget.intake.formulas import guard, unguard
from egov_budget.scenario import Scenario, Settings
from egov_budget.scenario.column import Column, Kind, Table
from egov_budget.scenario.columns import BY_NAME, SETTINGS, TABLES

FORMATS = ("", ".xlsx", ".json")
ODD = (
    "007", "1e5", "1.0", "1001", "TRUE", "nan", "NA", "None", "null", "1,000", "۱۲۳", "=1+1", "@x",
    "+5", "-5", "'=1", "''=1", "'", "\t=1", "#N/A", "#REF!", "=", "_x000D_", "_x005F_", "x005F_",
    "_x0041_", "a;b", 'say "no"', "a,b", "سامانه‌ی مالیات", "خدمات\nشهروندی", "line\r\nend", "\r",
    "\u200f۱۲", "é", "e\u0301", "\ufeff", "\ufffe", "\uffff", "\u2028", "\x7f", "\x0b", "😀", " ",
    "  both  ", "\n", "2024-05-01", "＝1",
)  # fmt: skip
CHARACTERS = st.characters(exclude_characters="\x00", exclude_categories=("Cs",))
TEXTS = st.one_of(st.sampled_from(ODD), st.text(CHARACTERS, max_size=12))
IDS = TEXTS.map(str.strip).filter(bool)
ITEMS = TEXTS.map(lambda text: text.replace(";", "").strip()).filter(bool)
PARTS = st.floats(0, 1)
AMOUNTS = st.integers(0, 10**9).map(float)


def _cells(column: Column) -> st.SearchStrategy[Any]:
    kinds: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.ID: IDS,
        Kind.TEXT: TEXTS.filter(bool) if column.required else TEXTS,
        Kind.LIST: st.lists(ITEMS, max_size=3, unique=True).map(";".join),
        Kind.MONEY: AMOUNTS.map(lambda amount: amount + 1.0 if column.above_zero else amount),
        Kind.NUMBER: st.floats(1e-300 if column.above_zero else 0, 1e300),
        Kind.PART: PARTS,
        Kind.FLAG: st.booleans(),
        Kind.WHOLE: st.integers(-(10**17), 10**17),
        Kind.CHOICE: st.sampled_from(column.choices or ("",)),
    }
    cells = kinds[column.kind]
    return cells if column.required or column.default is not None else st.one_of(cells, st.none())


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Draw a scenario of a few rows whose cells are as odd as they may be."""
    ids = {
        name: draw(st.lists(IDS, min_size=2, max_size=3, unique=True))
        for name in ("indicators", "agencies", "services", "projects")
    }

    def rows(table: Table, count: int, **fixed: list[Any]) -> pd.DataFrame:
        columns = {}
        for column in table.columns:
            if column.name in fixed:
                columns[column.name] = fixed[column.name]
            elif column.refers_to:
                known = st.sampled_from(ids[column.refers_to])
                columns[column.name] = [draw(known) for _ in range(count)]
            else:
                columns[column.name] = [draw(_cells(column)) for _ in range(count)]
        return pd.DataFrame(columns, dtype=object)

    tables = {name: rows(BY_NAME[name], len(values), id=values) for name, values in ids.items()}
    tables["indicators"].loc[0, "weight"] = 1.0
    tables["projects"]["excluded"] = [
        not flag and draw(st.booleans()) for flag in tables["projects"]["mandatory"]
    ]
    pairs = [(service, indicator) for service in ids["services"] for indicator in ids["indicators"]]
    services, indicators = map(list, zip(*pairs, strict=True))
    tables["scores"] = rows(BY_NAME["scores"], len(pairs), service=services, indicator=indicators)
    projects = [draw(st.sampled_from(ids["projects"])) for _ in pairs]
    tables["effects"] = rows(
        BY_NAME["effects"], len(pairs), project=projects, service=services, indicator=indicators
    )
    tables["categories"] = rows(BY_NAME["categories"], 1)
    tables["alternatives"] = rows(BY_NAME["alternatives"], 1)
    tables["prerequisites"] = rows(
        BY_NAME["prerequisites"], 1, project=ids["projects"][:1], requires=ids["projects"][1:2]
    )
    one, other = ids["projects"][:2]
    tables["verdicts"] = rows(
        BY_NAME["verdicts"],
        1,
        project_a=[one],
        project_b=[other],
        lead=[draw(st.sampled_from([one, other, ""]))],
    )
    tables["notes"] = rows(BY_NAME["notes"], 2)
    chosen = {column.name: draw(_cells(column)) for column in SETTINGS.columns}
    return Scenario(Settings(**{**chosen, "quantum": 1.0}), tables)


@pytest.mark.parametrize("suffix", FORMATS)
@settings(max_examples=20)
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
@settings(max_examples=10)
@given(numbers=st.lists(st.floats(0, 1), min_size=8, max_size=8))
@example(numbers=[0.1 + 0.2, 1 / 3, 5e-324, math.nextafter(1, 0), 0.0, 1.0, 1e-7, 0.1])
def test_every_bit_of_a_number_survives(suffix: str, numbers: list[float]) -> None:
    base = worlds.four_projects()
    scenario = base.replace(scores=base.scores.assign(score=numbers))
    with TemporaryDirectory() as folder:
        write_scenario(scenario, f"{folder}/it{suffix}")
        assert read_scenario(f"{folder}/it{suffix}").scores["score"].tolist() == numbers


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
