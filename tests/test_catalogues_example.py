"""The example on Canada's files runs on them, and says what it misses."""

from __future__ import annotations

from pathlib import Path

import pytest

from shell import script

SCRIPT = Path(__file__).parents[1] / "examples" / "canada.py"


def test_the_example_prints_the_plan_of_canada(real_data: Path) -> None:
    done = script(SCRIPT)  # of the folder that the environment names
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1,751 services, 495 projects.")
    assert "\nAimed at: total gain, then avoided cost, then least cost\n" in done.stdout
    assert "116 internal systems ask for 1,494,787,450" in done.stdout
    assert "Audit: every rule holds" in done.stdout
    enough = [line.split()[2:] for line in done.stdout.splitlines()[-2:]]
    assert enough[0] == enough[1]  # where the pool pays for both goals their order changes nothing


def test_without_a_folder_the_example_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EGOV_BUDGET_DATA", raising=False)
    done = script(SCRIPT)
    assert done.returncode == 1
    assert "FOLDER holds service_inventory_2023_24.csv" in done.stderr


def test_a_folder_without_the_files_is_told_without_a_traceback(tmp_path: Path) -> None:
    done = script(SCRIPT, str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("2 faults in the input")
