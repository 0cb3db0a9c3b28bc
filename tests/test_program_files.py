"""A program written for other solvers is the program: HiGHS reads it back and reaches the same."""

from __future__ import annotations

from pathlib import Path

import highspy
import pytest

from egov_budget import find_overlaps, formulate, solve
from egov_budget.program import with_binaries
from random_scenarios import random_scenario


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("form", ["lp", "mps"])
def test_a_program_read_back_from_a_file_reaches_the_same(seed: int, form: str, tmp_path: Path) -> None:
    scenario = random_scenario(seed)
    program = formulate(scenario, find_overlaps(scenario))
    getattr(program, f"to_{form}")(tmp_path / f"plan.{form}")
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("mip_rel_gap", 0.0)
    assert highs.readModel(str(tmp_path / f"plan.{form}")) == highspy.HighsStatus.kOk
    highs.run()
    best = solve(with_binaries(program), relative_gap=0.0).reached[0]
    scale = program.goals[0].scale
    assert -highs.getObjectiveValue() * scale == pytest.approx(best.value, abs=1e-6)
