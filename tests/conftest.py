"""What all tests share: steady property tests, and the folder of real data."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No deadline: a shared machine is slow at times. The same examples on every run: a red build can be repeated.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of open data that EGOV_BUDGET_DATA names, or skip."""
    folder = os.environ.get("EGOV_BUDGET_DATA")
    if not folder:
        pytest.skip("EGOV_BUDGET_DATA names no folder of real data")
    return Path(folder)
