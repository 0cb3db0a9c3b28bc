"""A sample of ``make hostile``: whatever the input, it is read or every fault has a place and a remedy."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from benchmarks import hostile
from benchmarks.hostile import kind, shortened, verdict
from benchmarks.hostile_files import RAW
from benchmarks.hostile_inputs import FORMATS, Change, Cut, Step, drawn

from egov_budget import IntakeError
from egov_budget.errors import Fault

SAMPLE = 100
HUGE = RAW + "9" * 400
RULES = ("inputs", "rules")
KNOWN: dict[str, tuple[str, list[Change]]] = {
    "a table without a name": (".json", [Step("rename", ("notes",), "")]),
    "a byte order mark, a letter, then a byte that is no UTF-8": (
        "folder", [Cut(2, 0.0, 0, b"\xef\xbb\xbfa\xff")],
    ),
    "a sheet of settings whose column setting stands twice": (
        ".xlsx", [Step("set", ("settings",), [{"setting": "name", "setting ": "x", "value": 1}])],
    ),
    "a multiplier of 400 digits": (
        "plan", [Step("set", ("certificate", "multipliers", "pool", "pool"), HUGE)],
    ),
    "common work of 400 digits": ("plan", [Step("set", ("inputs", "common_work", 0, "common"), HUGE)]),
    "a protection level of 400 digits": (
        "plan", [Step("set", RULES, [{"name": "robust pool", "rule": "RobustPool", "gamma": HUGE}])],
    ),
    "a target of as many services as 400 digits say": (
        "plan", [Step("set", RULES, [{"name": "t", "rule": "ServicesTarget", "level": 1, "count": HUGE}])],
    ),
    "a target grouped by a list": (
        "plan", [Step("set", RULES, [{"name": "t", "rule": "MeanTarget", "level": 0.5, "by": []}])],
    ),
}  # fmt: skip


@pytest.mark.parametrize("seed", range(SAMPLE))
def test_a_spoilt_input_is_read_or_told_with_place_and_remedy(seed: int) -> None:
    form = FORMATS[seed % len(FORMATS)]
    assert verdict(form, drawn(form, seed)) == ""


@pytest.mark.parametrize("name", KNOWN)
def test_what_made_hostile_fail_is_told_with_place_and_remedy(name: str) -> None:
    assert verdict(*KNOWN[name]) == ""


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_not_spoilt_is_in_order(form: str) -> None:
    assert verdict(form, []) == ""


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_seed_spoils_in_the_same_way(form: str) -> None:
    assert drawn(form, 7) == drawn(form, 7)
    assert any(drawn(form, 7) != drawn(form, seed) for seed in range(8, 12))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("x"), "ValueError outside"),
        (MemoryError(), "MemoryError outside"),
        (IntakeError([]), "IntakeError without a fault"),
        (IntakeError([Fault("a.csv", 1, "b", "", "is wrong", "")]), "IntakeError without a remedy"),
        (IntakeError([Fault("", None, "", "", "is wrong", "Mend it")]), "IntakeError without a table"),
        (
            IntakeError([Fault("a\ud800", None, "", "", "is wrong", "Mend it")]),
            "IntakeError with half a character",
        ),
    ],
)
def test_a_planted_error_is_not_in_order(
    error: Exception, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(form: str, path: Path) -> None:
        raise error

    monkeypatch.setattr(hostile, "read", broken)
    assert kind(verdict(".json", [])) == told


def test_what_takes_too_long_is_not_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(form: str, path: Path) -> None:
        for _ in count():
            pass

    monkeypatch.setattr(hostile, "read", endless)
    monkeypatch.setattr(hostile, "SECONDS", 1)
    assert kind(verdict(".json", [])).startswith("TooLong")


def test_an_input_is_shortened_to_the_steps_that_matter() -> None:
    steps: list[Change] = [Step("drop", (str(at),)) for at in range(4)]

    def judge(form: str, some: list[Change]) -> str:
        return "ValueError here: some number" if {steps[1], steps[3]} <= {*some} else ""

    assert shortened("folder", steps, "ValueError here: another", judge) == [steps[1], steps[3]]
