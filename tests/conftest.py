"""What all tests share: steady property tests, the folder of real data, what a second Python has a say in."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

# products of vectors are all that OpenBLAS is asked for, and its threads wait by counting
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# tables are many small objects: looking for circles among them took an eighth of the time
gc.set_threshold(500_000)

# PuLP, the shell, files and imports differ between Pythons; laws that are counted or drawn do not
OF_A_PYTHON = {
    "cli", "cli_face", "dependencies", "import", "intake_round_trip", "options", "own_rule", "plans_equal",
    "program_files", "shelf", "solvers_agree", "solving_status",
}  # fmt: skip

# No deadline: a shared machine is slow at times. The same examples on every run: a red build can be repeated.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out unread what a second Python has no say in."""
    tests = Path(__file__).parent
    told = config.getoption("markexpr") == "not once" and collection_path.suffix == ".py"
    if told and tests in collection_path.parents:
        return collection_path.stem.removeprefix("test_") not in OF_A_PYTHON or None
    return None


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as ``once`` what is the same under every Python: all but a few files, and the doctests."""
    for item in items:
        name = item.path.stem.removeprefix("test_")
        if Path(__file__).parent in item.path.parents and name not in OF_A_PYTHON:
            item.add_marker("once")


def pytest_collection_finish() -> None:
    """Look no more for circles among what was imported: it stays, and each look at it took a second."""
    gc.freeze()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of open data that EGOV_BUDGET_DATA names, or skip."""
    folder = os.environ.get("EGOV_BUDGET_DATA")
    if not folder:
        pytest.skip("EGOV_BUDGET_DATA names no folder of real data")
    return Path(folder)
