"""A place that cannot be written, or that would spoil the inputs, is refused before anything is read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import egov_budget as eb
from egov_budget.reporting.plots.canvas import NEEDED
from shell import run
from small_scenarios import apart, folder_of

COMMANDS = {
    ".csv": ("overlaps", "prices", "frontier", "conflicts", "check", "core-index", "ledger", "tranches"),
    ".html": ("report",),
    "": ("allocate", "bill", "inspect", "robust", "years"),
}


@pytest.mark.parametrize("command", [name for names in COMMANDS.values() for name in names])
def test_what_is_not_written_there_is_refused_before_the_requests_are_looked_for(
    command: str, tmp_path: Path
) -> None:
    (tmp_path / "file.x").touch()
    suffix = next(suffix for suffix, names in COMMANDS.items() if command in names)
    places = ["plan.pdf", f"missing/a{suffix}"] if suffix else ["plan.pdf", "plan.xlsx", "file.x/plan"]
    for place in places:
        told = run(command, tmp_path / "nowhere", "--out", tmp_path / place)
        assert told.exit_code == 2
        assert place.split("/")[0] in told.stderr
        assert "nowhere' is not there" not in told.stderr
        assert [path.name for path in tmp_path.iterdir()] == ["file.x"]


@pytest.mark.parametrize(
    "words",
    [
        ("overlaps", "requests", "--out", "requests/review.csv"),
        ("overlaps", "requests", "--graph", "requests/graph.html"),
        ("report", "--out", "requests/report.html", "requests"),
        ("allocate", "requests", "--out", "requests"),
        ("allocate", "requests", "--out", "requests/plan"),
        ("review", "requests", "--out", "requests"),
        ("score", "requests", "split.csv", "--out", "split.csv"),
    ],
)
def test_nothing_is_left_where_the_inputs_stand(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder_of(apart([50, 60], 100), tmp_path / "requests")
    (tmp_path / "split.csv").write_text("project,credits\n", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    told = run(*words)
    assert told.exit_code == 2
    assert "another place" in told.stderr or "outside of it" in told.stderr
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_verdicts_are_not_asked_for_before_there_is_a_place_for_them(tmp_path: Path) -> None:
    requests = folder_of(eb.worlds.four_projects(), tmp_path / "requests")
    told = run("review", requests, "--out", tmp_path / "missing" / "done", answers="a\nsame\nq\n")
    assert told.exit_code == 2
    assert "Verdict" not in told.stdout
    assert "is not there" in told.stderr


@pytest.mark.parametrize("command", ["robust", "years"])
def test_a_chart_that_cannot_be_drawn_is_told_before_the_requests_are_looked_for(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    told = run(command, tmp_path / "nowhere", "--out", tmp_path / "charts")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == f"charts need matplotlib: pip install '{NEEDED}'\n"
    assert [*tmp_path.iterdir()] == []
    assert "is not there" in run(command, tmp_path / "nowhere", "--out", tmp_path / "table.csv").stderr
