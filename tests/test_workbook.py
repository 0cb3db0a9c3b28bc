"""The budget workbook: what LibreOffice calculates is what the plan says, and texts stay texts."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from egov_budget import Allocation, Scenario, allocate, frontier, score, worlds
from egov_budget.display.places import FIRST, HEADER, TOTALS
from egov_budget.language import harmless, language_of, languages

HOSTILE = (
    "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\t=1+1", "\r=1+1", "<script>alert(1)</script>",
    "quotes \" and '", "\u202eright to left\u202c", "x" * 10_000, "https://example.org", "{=1+1}",
    "007", "_x000D_", "\N{GRINNING FACE}" * 20_000, "two\nlines",
)  # fmt: skip
LONGEST = 16_000  # letters that fit into a cell whatever they are
SOFFICE = shutil.which("soffice")
SHEETS = (
    "summary", "budget", "agencies", "bands", "groups", "ledger", "rules", "frontier", "services",
    "indicators",
)  # fmt: skip
NAMES = ["*", "007", "7", "a", "A", "a?"]  # ids that SUMIF would take for each other


def titled(*titles: str) -> Scenario:
    """Return the four projects with these titles, which agencies and services bear too."""
    scenario, four = worlds.four_projects(), [*titles] * (4 // len(titles))
    tables = {name: scenario.tables[name] for name in ("projects", "agencies", "services")}
    return scenario.replace(
        **{name: table.assign(title=four[: len(table)]) for name, table in tables.items()}
    )


def alike() -> Scenario:
    """Return six agencies whose ids a spreadsheet could mistake for each other, a project each."""
    scenario = worlds.four_projects()
    agencies = pd.DataFrame({"id": NAMES, "last_year": [1.0, 2.0, 4.0, 8.0, 16.0, 32.0]})
    ids = [f"p{at}" for at in range(len(NAMES))]
    projects = pd.DataFrame({"id": ids, "agency": NAMES, "cost": [1.0, 2.0, 4.0, 8.0, 16.0, 32.0]})
    effects = (
        scenario.effects.iloc[:1].drop(columns="project").merge(pd.DataFrame({"project": ids}), how="cross")
    )
    services = pd.concat([scenario.services, pd.DataFrame({"id": ["unrated"]})]).assign(agency="7")
    return scenario.replace(
        agencies=agencies, projects=projects, effects=effects.assign(points=0.05),
        services=services, verdicts=scenario.verdicts.head(0),
        prerequisites=scenario.prerequisites.head(0), alternatives=scenario.alternatives.head(0),
    )  # fmt: skip


@pytest.fixture(scope="module")
def plans() -> dict[str, Allocation]:
    cents = worlds.four_projects().replace(quantum=0.25)
    return {
        "four": allocate(worlds.four_projects()),
        "persian": allocate(worlds.national_1400(services=80, projects=60), relative_gap=1e-2),
        "cents": allocate(cents),
        "alike": allocate(alike()),
        "alone": score(worlds.four_projects().replace(name="a 'quoted' & name"), {"e-booking": 30.0}),
        "hostile": allocate(titled("=1+1")),
    }


@pytest.fixture(scope="module")
def folder(plans: dict[str, Allocation], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write every plan as a workbook."""
    folder = tmp_path_factory.mktemp("books")
    for name, plan in plans.items():
        plan.to_excel(
            folder / f"{name}.xlsx", "fa" if name == "persian" else "en", full=name in ("four", "cents")
        )
    return folder


@pytest.fixture(scope="module")
def recalculated(folder: Path) -> Path:
    """Return a folder in which LibreOffice has calculated all formulas anew: one start for all."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-calc-nogui")
    bare, done = folder / "bare", folder / "done"
    bare.mkdir()
    for path in folder.glob("*.xlsx"):
        openpyxl.load_workbook(path).save(bare / path.name)  # which keeps formulas and drops their results
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(path) for path in bare.glob("*.xlsx")]
    subprocess.run(
        [SOFFICE, "--headless", profile, "--convert-to", "xlsx", "--outdir", str(done), *files],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return done


def cells(path: Path, *, results: bool = True) -> Iterator[tuple[str, Any]]:
    """Yield every cell that is not empty, by its sheet and place."""
    for sheet in openpyxl.load_workbook(path, data_only=results):
        for row in sheet.iter_rows():
            yield from ((f"{sheet.title}!{cell.coordinate}", cell) for cell in row if cell.value is not None)


def formulas_of(path: Path) -> list[tuple[str, Any]]:
    return [(place, cell) for place, cell in cells(path, results=False) if cell.data_type == "f"]


def errors(path: Path) -> list[str]:
    return [place for place, cell in cells(path) if cell.data_type == "e"]


def column(sheet: Any, heading: str) -> list[Any]:
    """Return the cells under a heading."""
    at = [cell.value for cell in sheet[HEADER]].index(heading)
    return [row[at].value for row in sheet.iter_rows(min_row=FIRST)]


@pytest.mark.once
def test_what_is_calculated_anew_is_what_the_cells_carry(
    plans: dict[str, Allocation], folder: Path, recalculated: Path
) -> None:
    for name in plans:
        formulas = {
            place for place, cell in cells(folder / f"{name}.xlsx", results=False) if cell.data_type == "f"
        }
        carried = dict(cells(folder / f"{name}.xlsx"))
        found = dict(cells(recalculated / f"{name}.xlsx"))
        assert len(formulas) > 30
        assert errors(recalculated / f"{name}.xlsx") == []
        for place in formulas:
            assert found[place].value == pytest.approx(carried[place].value, rel=1e-12, abs=1e-9), place


@pytest.mark.once
def test_sums_are_those_of_the_plan_to_the_last_quantum(
    plans: dict[str, Allocation], recalculated: Path
) -> None:
    say = {code: language_of(code).messages for code in languages()}
    for name, plan in plans.items():
        words = say["fa" if name == "persian" else "en"]
        book = openpyxl.load_workbook(recalculated / f"{name}.xlsx", data_only=True)
        table = book[words["workbook.budget"]]
        assert (table.cell(TOTALS, 5).value, table.cell(TOTALS, 6).value) == (
            plan.scenario.projects["cost"].sum(), plan.spent,
        )  # fmt: skip
        cover = book[words["workbook.summary"]]
        assert [cover[place].value for place in ("B8", "B9", "B10")] == [
            plan.scenario.settings.pool, plan.spent, plan.left,
        ]  # fmt: skip
        agencies = book[words["workbook.agencies"]]
        assert column(agencies, words["workbook.proposed"]) == plan.by_agency()["credits"].tolist()
        assert column(agencies, words["workbook.projects"]) == plan.by_agency()["projects"].tolist()
        bands = book[words["workbook.bands"]]
        rows = ["high", "medium", "low", "none", "not rated"]
        for side in ("before", "after"):
            assert column(bands, words[f"workbook.{side}"])[:5] == plan.bands[side].loc[rows].tolist()
        assert agencies.cell(TOTALS, 6).value == table.cell(TOTALS, 5).value


@pytest.mark.once
def test_a_service_that_is_not_rated_spoils_no_sum(plans: dict[str, Allocation], recalculated: Path) -> None:
    plan, book = plans["alike"], openpyxl.load_workbook(recalculated / "alike.xlsx", data_only=True)
    assert plan.bands.at["not rated", "after"] == 1
    assert book["Services"].cell(TOTALS, 7).value == pytest.approx(plan.gain)
    assert column(book["Services"], "Gain, points")[-1] is None


def test_an_error_in_a_cell_is_found(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "#REF!"
    book.save(tmp_path / "broken.xlsx")
    assert errors(tmp_path / "broken.xlsx") == ["Sheet!A1"]


def test_every_project_has_its_row_with_role_and_reason(plans: dict[str, Allocation], folder: Path) -> None:
    table = openpyxl.load_workbook(folder / "four.xlsx")["Budget"]
    assert sorted(column(table, "Project")) == sorted(plans["four"].scenario.projects["id"])
    assert set(column(table, "Role")) == set(plans["four"].roles)
    assert all(said.startswith(("Funded", "Not funded")) for said in column(table, "Reason"))


@pytest.mark.parametrize("start", range(0, len(HOSTILE), 4))
def test_a_title_stays_text_in_every_sheet(start: int, tmp_path: Path) -> None:
    titles = HOSTILE[start : start + 4]
    plain, hostile = tmp_path / "plain.xlsx", tmp_path / "hostile.xlsx"
    allocate(titled("a")).to_excel(plain)
    allocate(titled(*titles)).to_excel(hostile)
    assert [(at, cell.value) for at, cell in formulas_of(plain)] == [
        (at, cell.value) for at, cell in formulas_of(hostile)
    ]
    book = openpyxl.load_workbook(hostile)
    for name in ("Budget", "Services"):
        shown = column(book[name], "Title")
        assert {text[:LONGEST] for text in shown} == {harmless(title)[:LONGEST] for title in titles}
        assert not set("".join(shown)) & set("\u202e\u202c\t\r\n")
        assert not any(cell.hyperlink for row in book[name].iter_rows() for cell in row)


@pytest.mark.once
def test_a_title_of_a_formula_is_no_formula_for_libreoffice(recalculated: Path) -> None:
    table = openpyxl.load_workbook(recalculated / "hostile.xlsx", data_only=True)["Budget"]
    assert set(column(table, "Title")) == {"=1+1"}


def test_persian_sheets_run_from_right_to_left_with_persian_digits(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "persian.xlsx")
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    assert not any(
        openpyxl.load_workbook(folder / "four.xlsx")[name].sheet_view.rightToLeft for name in ("Budget",)
    )
    table = book["بودجه"]
    assert table.cell(FIRST, 5).number_format == "[$-3000429]#,##0"
    assert isinstance(table.cell(FIRST, 5).value, int | float)
    assert book["خلاصه"]["B7"].value == "۱۴۰۱"


def test_words_of_the_language_that_begin_with_a_number_run_its_way(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "persian.xlsx")[language_of("fa").say("workbook.bands")]
    ranges = [row[1] for row in sheet.iter_rows(min_row=FIRST) if str(row[1].value or "")[:1].isdecimal()]
    assert len(ranges) == 2
    assert [cell.alignment.readingOrder for cell in ranges] == [2.0, 2.0]


def test_headings_stay_in_view_and_print_on_every_page(folder: Path) -> None:
    for sheet in openpyxl.load_workbook(folder / "four.xlsx").worksheets[1:]:
        assert sheet.freeze_panes == f"A{FIRST}"
        assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.sheet_properties.pageSetUpPr.fitToPage) in [
            (1, True),
            (None, True),
        ]


@pytest.mark.parametrize(("name", "money"), [("four", "#,##0"), ("cents", "#,##0.00")])
def test_amounts_show_every_quantum_and_no_more(name: str, money: str, folder: Path) -> None:
    book = openpyxl.load_workbook(folder / f"{name}.xlsx")
    assert book["Budget"].cell(FIRST, 6).number_format == money
    assert book["Budget"].cell(TOTALS, 6).number_format == money
    assert book["Service bands"].cell(FIRST, 3).number_format == "#,##0"


def test_the_frontier_has_a_chart_of_its_own_cells(folder: Path) -> None:
    with zipfile.ZipFile(folder / "four.xlsx") as file:
        charts = [file.read(name).decode() for name in file.namelist() if name.startswith("xl/charts/chart")]
    drawn = [chart for chart in charts if "<c:scatterChart>" in chart]
    assert len(drawn) == 1
    assert "Frontier!$A$5:$A$54" in drawn[0]
    points = openpyxl.load_workbook(folder / "four.xlsx")["Frontier"]
    today = [value for value in column(points, "Today's pool") if value is not None]
    assert today == pytest.approx([2.241667], abs=1e-5)


def test_the_same_plan_is_the_same_file_whenever_it_is_written(
    plans: dict[str, Allocation], folder: Path, tmp_path: Path
) -> None:
    plans["alike"].to_excel(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (folder / "alike.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "again.xlsx") as parts:
        assert b">1980-01-01T00:00:00Z</dcterms:created>" in parts.read("docProps/core.xml")
        assert {part.date_time[0] for part in parts.infolist()} == {1980}


def test_what_is_not_whole_is_not_shown_as_whole(tmp_path: Path) -> None:
    scenario = worlds.four_projects()
    plan = score(scenario.replace(pool=200_001), {"tax-login": 60})
    shown = {"en": '[<0.9995]0.0%;[<1]"99.9%";0.0%', "fa": '"۹۹٫۹%"'}
    for lang, form in shown.items():
        plan.to_excel(tmp_path / f"{lang}.xlsx", lang=lang)
        cover = openpyxl.load_workbook(tmp_path / f"{lang}.xlsx").worksheets[0]
        assert form in cover["B11"].number_format
        assert harmless(str(cover["A1"].value)) == scenario.settings.name


def test_only_what_costs_no_solving_is_there_by_default(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "alone.xlsx")
    assert "Frontier" not in book.sheetnames
    assert openpyxl.load_workbook(folder / "four.xlsx").sheetnames == [
        "Summary", "Budget", "Agencies", "Service bands", "Groups", "Ledger", "Rules and prices", "Frontier",
        "Services", "Indicators",
    ]  # fmt: skip


def test_what_was_solved_before_can_be_handed_in(plans: dict[str, Allocation], tmp_path: Path) -> None:
    plan = plans["four"]
    curve = frontier(plan.scenario, plan.overlaps, pools=[50, 100])
    found = pd.DataFrame(
        {
            "rule": ["agency floor", "pool"], "subject": ["tax", "pool"], "words": ["a", "b"],
            "looser": [0.0, 7.0], "lifted": [3.0, 9.0],
        }
    )  # fmt: skip
    plan.to_excel(tmp_path / "plan.xlsx", frontier=curve, prices=found)
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert column(book["Frontier"], "Pool") == [50, 100]
    sheet = book["Rules and prices"]
    prices = zip(column(sheet, "Rule"), column(sheet, "Price, points"), strict=True)
    assert ("pool", 7) in prices


def test_a_split_by_hand_that_no_plan_can_keep_has_no_reasons(tmp_path: Path) -> None:
    scenario = worlds.four_projects()
    projects = scenario.projects.assign(mandatory=True)
    plan = score(scenario.replace(projects=projects), {"e-booking": 30.0})
    plan.to_excel(tmp_path / "plan.xlsx")
    assert set(column(openpyxl.load_workbook(tmp_path / "plan.xlsx")["Budget"], "Reason")) == {None}


def test_an_unknown_language_leaves_no_file(plans: dict[str, Allocation], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="known are en, fa"):
        plans["four"].to_excel(tmp_path / "plan.xlsx", "xx")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("code", languages())
def test_sheets_have_names_that_spreadsheets_take(code: str) -> None:
    names = [language_of(code).say(f"workbook.{name}") for name in SHEETS]
    assert len(set(names)) == len(names)
    assert [name for name in names if len(name) > 31 or set(name) & set("[]:*?/\\'")] == []
