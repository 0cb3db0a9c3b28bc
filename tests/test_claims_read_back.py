"""What a plan says of itself is what it says once its document is read back."""

from __future__ import annotations

from pathlib import Path

import pytest

import egov_budget as eb
from egov_budget.reporting import write_files
from small_scenarios import apart

pytestmark = pytest.mark.once


def test_the_last_of_the_pool_brings_as_much_once_whole_projects_are_read_back(tmp_path: Path) -> None:
    whole = {"divisible": [False, True, True, False]}
    plan = eb.allocate(apart([60, 100, 80, 100], 130, points=[0.9, 0.5, 0.3, 0.8], projects=whole))
    write_files(plan, tmp_path / "plan")
    told, again = (eb.explain(each) for each in (plan, eb.read_plan(tmp_path / "plan")))
    assert plan.credits.to_dict() == {"p0": 60.0, "p1": 70.0, "p2": 0.0, "p3": 0.0}
    assert told["pool_per_step"][0] == pytest.approx(0.5 / 100)
    assert again["pool_per_step"][0] == pytest.approx(0.5 / 100)
    assert again["words"].tolist() == told["words"].tolist()


def test_a_hurdle_keeps_out_what_it_kept_out_when_the_plan_was_made(tmp_path: Path) -> None:
    plan = eb.allocate(apart([100, 100], 250, points=[0.9, 0.1], hurdle=0.002))
    write_files(plan, tmp_path / "plan")
    told, again = (eb.explain(each)["words"].tolist() for each in (plan, eb.read_plan(tmp_path / "plan")))
    assert told[1] == "Not funded: it would bring 0.001 points for 1 credit, and the hurdle asks for 0.002"
    assert again[1] == told[1]
