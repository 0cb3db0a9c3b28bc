"""The review sheet: written, edited, read back; nothing in it is a formula."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from egov_budget.errors import IntakeError
from egov_budget.overlaps import find_overlaps, read_verdicts
from egov_budget.worlds import four_projects

NASTY = st.text(
    alphabet=st.sampled_from("=+-@'\t\r\n\",;aب ") | st.characters(codec="utf-8", exclude_characters="\x00"),
    max_size=12,
)


def test_a_sheet_that_is_edited_and_read_back_decides(tmp_path: Path) -> None:
    scenario = four_projects()
    scenario = scenario.replace(verdicts=scenario.verdicts.head(0), binding="none")
    find_overlaps(scenario).to_csv(tmp_path / "sheet.csv")
    sheet = pd.read_csv(tmp_path / "sheet.csv")
    assert sheet["# title_a"].iloc[0] == "Single sign-in platform for patients"
    assert read_verdicts(tmp_path / "sheet.csv").empty
    sheet.head(1).assign(verdict="accept", share=0.5, lead="tax-login").to_csv(
        tmp_path / "sheet.csv", index=False
    )
    decided = scenario.replace(verdicts=read_verdicts(tmp_path / "sheet.csv"))
    members = find_overlaps(decided).members
    assert members[["common", "lead"]].values.tolist() == [[25.0, False], [25.0, True]]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NASTY, NASTY, st.sampled_from(["", "=1+1", "@x"]))
def test_text_is_read_back_as_it_was_and_no_cell_is_a_formula(
    tmp_path: Path, reason: str, name: str, mark: str
) -> None:
    scenario = four_projects()
    projects = scenario.projects.replace({"tax-login": f"{mark}tax-login"})
    decided = scenario.verdicts.assign(reason=reason, reviewer=name, project_a=f"{mark}tax-login")
    tables = {
        table: scenario.tables[table].replace({"tax-login": f"{mark}tax-login"})
        for table in ("effects", "prerequisites")
    }
    scenario = scenario.replace(projects=projects, verdicts=decided, **tables)
    overlaps = find_overlaps(scenario)
    overlaps.to_csv(tmp_path / "sheet.csv")
    again = scenario.replace(verdicts=read_verdicts(tmp_path / "sheet.csv"))
    for column in ("reason", "reviewer", "verdict", "share"):
        assert again.verdicts[column].tolist() == scenario.verdicts[column].tolist()
    assert find_overlaps(again).members.equals(overlaps.members)
    for cell in pd.read_csv(tmp_path / "sheet.csv", dtype="str", keep_default_na=False).iloc[0]:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_sheet_that_cannot_be_read_is_one_clear_fault(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match=r"gone\.csv"):
        read_verdicts(tmp_path / "gone.csv")
    (tmp_path / "odd.csv").write_text("project_a,verdict\np,accept\n")
    with pytest.raises(IntakeError, match="project_b"):
        read_verdicts(tmp_path / "odd.csv")
