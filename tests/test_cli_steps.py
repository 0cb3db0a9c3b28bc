"""Progress is shown on a terminal, where something takes a while, and wiped at the end."""

from __future__ import annotations

import io
import time

import pytest

from egov_budget.cli import steps as module
from egov_budget.cli.steps import begin, wipe


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("terminal", "delay", "shown"), [(True, 0.0, True), (True, 60.0, False), (False, 0.0, False)]
)
def test_what_takes_long_is_told_to_whoever_watches(
    terminal: bool, delay: float, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(module, "DELAY", delay)
    monkeypatch.setattr(module, "TICK", 0.01)
    begin("allocating")
    time.sleep(0.1)
    wipe()
    assert ("allocating" in stream.getvalue()) is shown
    assert stream.getvalue().rstrip("\r").rpartition("\r")[2].strip() == ""  # nothing is left of it
