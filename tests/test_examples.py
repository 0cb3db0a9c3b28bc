"""Every example runs: the first as a user runs it, the others in this process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from egov_budget import allocate, worlds, write_scenario
from shell import script

EXAMPLES = Path(__file__).parents[1] / "examples"
TESTED = {
    "four_rounds.py",
    "canada.py",
    "embedding.py",
    "first_plan.py",
    "own_rule.py",
}  # canada.py in test_outputs.py


def test_every_example_is_tested() -> None:
    assert {path.name for path in EXAMPLES.glob("*.py")} == TESTED


def test_a_first_plan_takes_twenty_lines_and_says_why() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", EXAMPLES / "first_plan.py"], capture_output=True, encoding="utf-8",
        check=False, env={"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Four projects: a pool of 100 credits")
    assert "e-filing: Not funded:" in done.stdout
    assert len((EXAMPLES / "first_plan.py").read_text(encoding="utf-8").splitlines()) <= 20


def test_a_rule_of_ones_own_is_kept() -> None:
    done = script(EXAMPLES / "own_rule.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert "with it: {'tax': 54.0, 'health': 36.0}" in done.stdout  # 0.9 of last year's 60 and 40


@pytest.mark.once
def test_four_rounds_are_better_planned_with_what_was_learned() -> None:
    done = script(EXAMPLES / "four_rounds.py", "--seeds", "1")
    assert (done.returncode, done.stderr) == (0, "")
    learned, stated = map(float, done.stdout.splitlines()[1].split()[1:3])
    assert learned > stated


def test_a_scenario_in_is_a_plan_out(tmp_path: Path) -> None:
    write_scenario(worlds.four_projects(), tmp_path / "four.json")
    done = script(EXAMPLES / "embedding.py", given=(tmp_path / "four.json").read_text(encoding="utf-8"))
    assert (done.returncode, done.stderr) == (0, "")
    plan = json.loads(done.stdout)
    credits = {row["id"]: row["credits"] for row in plan["projects"]}
    assert credits == allocate(worlds.four_projects()).credits.to_dict()


def test_a_faulty_scenario_in_is_every_fault_out() -> None:
    done = script(EXAMPLES / "embedding.py", given='{"settings": {"name": "x", "pool": -1}, "projects": []}')
    assert done.returncode == 2
    answer = json.loads(done.stdout)
    assert "faults in the input" in answer["error"]
    assert {"settings", "projects"} <= {fault["table"] for fault in answer["faults"]}
