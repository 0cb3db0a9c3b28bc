"""One folder holds one plan, whatever stops its making and whoever writes beside."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import egov_budget as eb
from egov_budget.reporting import write_files
from small_scenarios import apart

WRITE = """
import sys
import egov_budget as eb
from egov_budget.reporting import write_files
write_files(eb.allocate(eb.read_scenario(sys.argv[1])), __import__("pathlib").Path(sys.argv[2]))
"""


def begun(requests: eb.Scenario, file: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Start a process that writes the plan of some requests into a folder."""
    eb.write_scenario(requests, file)
    return subprocess.Popen([sys.executable, "-c", WRITE, str(file), str(folder)])


def one_plan(folder: Path) -> bool:
    """Tell whether the plan of a folder is that of the requests beside it."""
    return bool(eb.verify(folder / "plan.json", eb.read_scenario(folder / "requests.json")))


@pytest.mark.once
def test_a_kill_while_a_plan_is_written_leaves_one_plan(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    write_files(eb.allocate(apart([50, 60], 100)), folder)
    assert one_plan(folder)
    before = (folder / "plan.json").read_bytes()
    with begun(apart([70, 80, 90], 150), tmp_path / "other.json", folder) as process:
        while process.poll() is None and (folder / "plan.json").read_bytes() == before:
            time.sleep(0.001)
        process.kill()
    assert (folder / "plan.json").read_bytes() != before
    assert one_plan(folder)


@pytest.mark.once
@pytest.mark.parametrize("last", ["plan.txt", "review.csv"])
def test_a_kill_before_all_files_are_written_leaves_the_plan_before(last: str, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    write_files(eb.allocate(apart([50, 60], 100)), folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with begun(apart([70, 80, 90], 150), tmp_path / "other.json", folder) as process:
        while process.poll() is None and not [*tmp_path.glob(f".plan.*.part/{last}")]:
            time.sleep(0.0001)
        process.kill()
    standing = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert standing == before or one_plan(folder)
    if standing != before:
        pytest.skip("the files stood in their place before the process could be killed")


@pytest.mark.once
def test_two_processes_that_write_into_one_folder_leave_one_plan(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    with begun(apart([50, 60], 100), tmp_path / "one.json", folder) as slow:
        while slow.poll() is None and not [*tmp_path.glob(".plan.*.part/plan.json")]:
            time.sleep(0.001)
        assert slow.poll() is None
        slow.send_signal(signal.SIGSTOP)  # and while it waits another one writes its plan
        with begun(apart([70, 80, 90], 150), tmp_path / "other.json", folder) as quick:
            assert quick.wait() == 0
        slow.send_signal(signal.SIGCONT)
        assert slow.wait() == 0
    assert one_plan(folder)


def test_a_plan_that_is_written_anew_replaces_the_one_before(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    for asked in (apart([50, 60], 100), apart([70, 80, 90], 150)):
        write_files(eb.allocate(asked), folder)
        assert one_plan(folder)
        assert eb.read_scenario(folder / "requests.json").settings.pool == asked.settings.pool
