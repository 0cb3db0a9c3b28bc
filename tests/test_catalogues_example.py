"""The example on Canada's files runs on them, and says what it misses."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pandas as pd
import pytest

from egov_budget import Allocation, allocate, find_overlaps
from egov_budget.catalogues.canada import read as reader
from shell import script

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "examples" / "canada.py"
PAGE = (ROOT / "docs" / "tutorials" / "canada.md").read_text("utf-8")
LARGEST = 10


def test_without_a_folder_the_example_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EGOV_BUDGET_DATA", raising=False)
    done = script(SCRIPT)
    assert done.returncode == 1
    assert "FOLDER holds service_inventory_2023_24.csv" in done.stderr


def test_a_folder_without_the_files_is_told_without_a_traceback(tmp_path: Path) -> None:
    done = script(SCRIPT, str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("2 faults in the input")


def largest(plan: Allocation) -> list[tuple[str, str]]:
    """Return the largest credits that gain something, million CAD, and the strongest link of each."""
    effects = plan.scenario.effects
    strength = effects.groupby("project")["strength"].max()
    table = plan.table()
    top = table[table["gain"] > 0].nlargest(LARGEST, "credits")
    return [
        (f"{credits / 1e6:.1f}", f"{strength[id_]:.2f}")
        for id_, credits in zip(top["id"], top["credits"], strict=True)
    ]


def planned(real_data: Path, **options: float) -> Allocation:
    scenario = runpy.run_path(str(SCRIPT))["read"](real_data / "canada", **options)
    return allocate(scenario, find_overlaps(scenario))


def test_the_credits_that_the_page_reads_by_hand_are_those_of_the_plans(
    real_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = re.findall(r"^\| ([\d.]+) \| .* \| .*, (\d\.\d\d) \| ", PAGE, re.MULTILINE)
    every, strong = planned(real_data, least_strength=0.0), planned(real_data)
    assert told == [*largest(every), *largest(strong)]
    assert f"gains {every.gain - strong.gain:.1f} points more" in PAGE
    monkeypatch.setattr(reader, "internal", lambda titles: pd.Series(False, index=titles.index))
    alike = planned(real_data).credits.nlargest(LARGEST).index
    assert {"tc-aimms", "ssc-gcsi"} <= {*alike}
