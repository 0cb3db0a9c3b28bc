"""README's install runs all of README and the three first hours: from the wheel, far from a checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^egov-budget (.*?) *(?:#.*)?$", README.partition("## On real files")[0], re.MULTILINE)
PYTHON = README.partition("## From Python")[2].partition("```python\n")[2].partition("```")[0]
IN_ONE = """
import shlex, sys
from egov_budget.cli import app
for line in sys.stdin:
    if line.startswith("evaluate"):  # all was spent, all has risen
        plan = eb.read_plan("plan")
        plan.scenario.scores.assign(score=1.0).to_csv("scores.csv", index=False)
        plan.credits.rename("amount").to_csv("spent.csv")
    if code := app(shlex.split(line), standalone_mode=False):
        sys.exit(f"{code}: {line}")
try:
    allocation.plot()
except ImportError as missing:
    print(missing)
"""
AWAY = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "EGOV"))}


def done(*words: object, at: Path, given: str = "", **environment: str) -> str:
    """Return what a program prints where no checkout is near."""
    ran = subprocess.run(
        [str(word) for word in words], cwd=at, input=given, capture_output=True, encoding="utf-8",
        check=False, env=AWAY | {"PYTHONIOENCODING": "utf-8"} | environment,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel that the sdist builds."""
    place = tmp_path_factory.mktemp("built")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    fetched = subprocess.run([*pip, "install", "--target", place / "tools", "hatchling"], check=False)
    if fetched.returncode:
        pytest.skip("no package registry can be reached")
    hatch = (sys.executable, "-m", "hatchling", "build", "--directory", place)
    done(*hatch, "--target", "sdist", at=ROOT, PYTHONPATH=str(place / "tools"))
    with tarfile.open(next(place.glob("*.tar.gz"))) as archive:
        archive.extractall(place, filter="data")
    unpacked = next(path for path in place.glob("egov_budget-*") if path.is_dir())
    done(*hatch, "--target", "wheel", at=unpacked, PYTHONPATH=str(place / "tools"))
    return next(place.glob("*.whl"))


def linked(site: Path, *names: str) -> None:
    """Put packages into an environment, with all that they ask for, as they are installed here."""
    there = [*metadata.distributions(path=[str(site)])]
    known, asked = {found.name.lower() for found in there}, [Requirement(name) for name in names]
    asked += [Requirement(line) for found in there for line in found.requires or ()]
    while asked:
        needed = asked.pop()
        if needed.name.lower() in known or (needed.marker and not needed.marker.evaluate({"extra": ""})):
            continue
        known.add(needed.name.lower())
        found = metadata.distribution(needed.name)
        asked += map(Requirement, found.requires or ())
        for top in {path.parts[0] for path in found.files or ()} - {"..", "__pycache__"}:
            if not (site / top).exists():
                (site / top).symlink_to(found.locate_file(top))


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of an environment that holds the wheel and what it asks for."""
    place = tmp_path_factory.mktemp("clean")
    done(sys.executable, "-m", "venv", "--without-pip", place, at=place)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", programs / "python")
    done(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, at=place)
    linked(site_of(programs))
    assert "No broken requirements" in done(*pip, "check", at=place)
    return programs


def site_of(programs: Path) -> Path:
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(done(programs / "python", "-c", ask, at=programs).strip())


@pytest.mark.once
def test_the_wheel_is_whole_and_runs_all_of_the_readme(wheel: Path, clean: Path, tmp_path: Path) -> None:
    ours = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*") if path.is_file()}
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == {name for name in ours if "__pycache__" not in name}
    assert done(clean / "egov-budget", "--version", at=tmp_path).startswith("egov-budget ")
    persian = 'allocation.to_html("fa.html", "fa"); allocation.to_excel("fa.xlsx", "fa")'
    commands = "\n".join(COMMANDS)
    told = done(clean / "python", "-c", f"{PYTHON}\n{persian}\n{IN_ONE}", at=tmp_path, given=commands)
    assert len(COMMANDS) > 10
    assert told.endswith("charts need matplotlib: pip install 'matplotlib>=3.11'\n")
    assert 'dir="rtl"' in (tmp_path / "fa.html").read_text(encoding="utf-8")
    for left in ("report.html", "plan/plan.xlsx", "bill/annex.html", "next/requests"):
        assert (tmp_path / left).exists(), left


@pytest.mark.once
def test_the_hours_of_planner_analyst_and_developer_go_from_the_wheel(clean: Path, tmp_path: Path) -> None:
    for part in ("tests/first_hour", "tests/shell.py"):
        take = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        (tmp_path / part).parent.mkdir(exist_ok=True)
        take(ROOT / part, tmp_path / part)
    hours = [f"tests/first_hour/test_{who}.py" for who in ("planner", "analyst", "developer")]
    linked(site_of(clean), "pytest")
    way = "a_workbook_to_a_plan or a_frame_becomes_a_plan or rows_in_are_a_plan"  # the rest is tried here
    run = (clean / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", way)
    told = done(*run, *hours, at=tmp_path, PYTHONPATH=str(tmp_path / "tests"))
    assert re.search(r"^[1-9]\d* passed(?!.*skipped)", told, re.MULTILINE), told
