"""What is delivered has to be run: its upkeep is told, and counted as it is on paper."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from egov_budget import Scenario, allocate
from egov_budget.language import language_of
from egov_budget.reporting.html.headline import headline
from small_scenarios import apart


def asked(*yearly: float) -> Scenario:
    """Return three projects of which the pool pays the first, two thirds of the second, and no third."""
    return apart([30, 30, 40], 50, points=[0.6, 0.3, 0.1], projects={"yearly_cost": [*yearly]})


def test_every_first_page_tells_the_upkeep_of_the_shares_delivered_rounded_up_once(tmp_path: Path) -> None:
    plan = allocate(asked(3, 7, 9))
    assert plan.credits.tolist() == [30, 20, 0]
    assert plan.brief.upkeep == 8  # 3 + 7 x 2 / 3 = 7.67
    told = "an upkeep of 8 credits a year from delivery on"
    plan.to_excel(tmp_path / "plan.xlsx")
    cover = load_workbook(tmp_path / "plan.xlsx").worksheets[0]
    notes = [str(cell.value) for row in cover.iter_rows() for cell in row if cell.value]
    pages = [str(plan), plan.to_text(), *headline(plan, language_of("en"))["to_run"], " ".join(notes)]
    assert [page.count(told) for page in pages] == [1] * 4
    assert "سالانه ۸" in plan.to_text(lang="fa")


def test_what_costs_nothing_to_run_is_not_spoken_of() -> None:
    for plan in (allocate(asked(0, 0, 0)), allocate(asked(0, 0, 9))):
        assert plan.brief.upkeep == 0
        assert "upkeep" not in str(plan) + plan.to_text()
        assert headline(plan, language_of("en"))["to_run"] == []
