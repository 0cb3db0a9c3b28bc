"""The output that pages show is what the library prints, but for what the gap of a search leaves open."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("outputs", ROOT / "docs" / "outputs.py")
assert SPEC is not None
assert SPEC.loader is not None
OUTPUTS = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(OUTPUTS)
NUMBER = re.compile(r"-?\d[\d,]*\.?\d*")


def shown(name: str) -> list[str]:
    """Return the lines of the block that a page shows under a name."""
    pages = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]
    page = "\n".join(path.read_text(encoding="utf-8") for path in pages)
    return next(found for found in OUTPUTS.MARKED.finditer(page) if found[2] == name)[0].splitlines()[3:-1]


def alike(block: list[str], printed: str) -> bool:
    """Tell whether two screens have the same words on top, and numbers that differ by 1 % at most."""
    lines = printed.splitlines()
    for one, other in zip(block[:10], lines[:10], strict=True):
        numbers = [[float(text.replace(",", "")) for text in NUMBER.findall(line)] for line in (one, other)]
        if NUMBER.sub("#", one).split() != NUMBER.sub("#", other).split():
            return False
        if "no plan of this pool" not in one and numbers[0] != pytest.approx(numbers[1], rel=0.01, abs=2):
            return False
    return len(block) == len(lines)


@pytest.mark.once
def test_the_national_plan_on_the_page_is_what_is_printed() -> None:
    assert alike(shown("national plan"), OUTPUTS.OUTPUTS["national plan"]())


@pytest.mark.once
@pytest.mark.parametrize("name", [name for name in OUTPUTS.OUTPUTS if name.startswith(("first ", "list "))])
def test_what_the_first_tutorials_show_is_what_is_printed(name: str) -> None:
    assert alike(shown(name), OUTPUTS.OUTPUTS[name]())


@pytest.mark.parametrize("name", [name for name in OUTPUTS.OUTPUTS if name.startswith(OUTPUTS.REAL)])
def test_the_output_on_real_files_is_what_is_printed(
    name: str, real_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EGOV_BUDGET_DATA", str(real_data))
    assert alike(shown(name), OUTPUTS.OUTPUTS[name]())


def test_the_example_prints_the_plan_of_canada(real_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EGOV_BUDGET_DATA", str(real_data))
    lines = OUTPUTS.example()
    assert lines[0].startswith("1,751 services, 495 projects.")
    assert "Aimed at: total gain, then avoided cost, then least cost" in lines
    told = "\n".join(lines)
    assert "116 internal systems ask for 1,494,787,450" in told
    assert "Audit: every rule holds" in told
    enough = [line.split()[2:] for line in lines[-2:]]
    assert enough[0] == enough[1]  # where the pool pays for both goals their order changes nothing


def test_another_plan_is_told_apart() -> None:
    block = shown("national plan")
    assert not alike(block, "\n".join([*block[:4], "  gain               104.00 points", *block[5:]]))
    assert not alike(block, "\n".join(block[:-1]))
