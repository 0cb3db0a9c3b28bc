"""Ratios of the benchmarks are kept, and what is a tenth slower than before is told."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.results import keep


def test_what_is_a_tenth_slower_is_told_and_what_was_not_measured_stays(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    assert keep({"a": 1.0, "b": 2.0, "c": 3.0}, path) == []
    assert keep({"a": 1.09, "b": 2.21, "d": 9.0}, path) == ["b: 2.21, before 2.00"]
    assert json.loads(path.read_text("utf-8"))["ratios"] == {"a": 1.09, "b": 2.21, "c": 3.0, "d": 9.0}
