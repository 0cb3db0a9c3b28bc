"""The example on Canada's files runs as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "examples" / "canada.py"


def run(*words: str, data: str = "") -> subprocess.CompletedProcess[str]:
    names = {**os.environ, "EGOV_BUDGET_DATA": data, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-W", "error", str(SCRIPT), *words],
        env=names, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_the_example_prints_the_plan_of_canada(real_data: Path) -> None:
    done = run(data=str(real_data))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1,751 services, 495 projects.")
    assert "Passport Program Modernization Initiative" in done.stdout
    assert "Audit: every rule holds" in done.stdout


def test_without_a_folder_the_example_says_what_it_needs() -> None:
    done = run()
    assert done.returncode == 1
    assert "FOLDER holds service_inventory_2023_24.csv" in done.stderr


def test_a_folder_without_the_files_is_told_without_a_traceback(tmp_path: Path) -> None:
    done = run(str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("2 faults in the input")
