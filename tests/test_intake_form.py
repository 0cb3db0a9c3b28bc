"""The workbook that is handed out: it is read back in both languages, and its cells say what they want."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

import egov_budget as eb
from egov_budget.intake import read_draft, write_template
from egov_budget.intake.first_plan import FIRST, first_plan
from egov_budget.intake.template import template
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.field import Kind
from egov_budget.scenario.names import names_in
from shell import run

BOTH = pytest.mark.parametrize("lang", ["en", "fa"])


@BOTH
@pytest.mark.parametrize("every", [True, False])
def test_a_form_is_read_back_as_what_it_shows(lang: str, every: bool, tmp_path: Path) -> None:
    write_template(tmp_path / "form.xlsx", lang, every=every)
    draft = read_draft(tmp_path / "form.xlsx")
    assert draft.scenario() == (template(lang) if every else first_plan(template(lang)))
    assert (draft.left_out, draft.told, draft.grouped(), draft.percents()) == ([], [], [], [])


@BOTH
def test_a_form_has_a_guide_and_what_a_first_plan_needs(lang: str, tmp_path: Path) -> None:
    assert run("new", tmp_path / "form.xlsx", "--lang", lang).exit_code == 0
    book, names = load_workbook(tmp_path / "form.xlsx"), names_in(lang)
    assert book.sheetnames[1:] == [names.table(name) for name in FIRST]
    assert all(bool(sheet.sheet_view.rightToLeft) == (lang == "fa") for sheet in book)
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes
        assert all(cell.font.bold for cell in sheet[1])
    for name in list(FIRST)[1:]:
        sheet, heads = book[names.table(name)], [BY_NAME[name][column] for column in FIRST[name]]
        assert [cell.value for cell in sheet[1]] == [names.column(head.name) for head in heads]
        for cell, head in zip(sheet[1], heads, strict=True):
            assert names.meaning(head) in cell.comment.text
        held = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
        assert all(rule.error and rule.errorTitle for rule in held.values())
        for cell, head in zip(sheet[2], heads, strict=True):
            wants = head.refers_to or head.choices or head.kind not in (Kind.TEXT, Kind.LIST, Kind.ID)
            assert (cell.coordinate in held) == (bool(wants) or BY_NAME[name].key == (head.name,))
            if head.refers_to:
                assert f"'{names.table(head.refers_to)}'!" in held[cell.coordinate].formula1


@BOTH
def test_what_is_written_into_a_form_is_read(lang: str, tmp_path: Path) -> None:
    write_template(tmp_path / "form.xlsx", lang)
    book, names = load_workbook(tmp_path / "form.xlsx"), names_in(lang)
    book[names.table("projects")].append(["new", "tax", "x", "y", "۱٬۵۰۰٬۰۰۰", names.word("no"), "50%"])
    book.save(tmp_path / "filled.xlsx")
    row = eb.read_scenario(tmp_path / "filled.xlsx").projects.iloc[-1]
    assert (row["cost"], row["divisible"], row["minimum_share"]) == (1_500_000, False, 0.5)


def test_a_form_in_no_language_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    assert run("new", tmp_path / "form.xlsx", "--lang", "xx").exit_code == 2
    with pytest.raises(ValueError, match="known are en, fa"):
        write_template(tmp_path / "form.xlsx", "xx")
    assert [*tmp_path.iterdir()] == []
