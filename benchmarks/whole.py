"""The national example, from requests on disk to the plan's files, as one process of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from egov_budget import worlds, write_scenario


def main() -> None:
    """Print seconds and peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        requests, plan = Path(folder, "requests"), Path(folder, "plan")
        write_scenario(worlds.national_1400(), requests)
        command = [sys.executable, "-m", "egov_budget", "allocate", str(requests), "--out", str(plan)]
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # our own program on our own files
        seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print("National example, read to written files, one process")
    print(f"  {'seconds (goal 8)':<60}{seconds:>12.2f}")
    print(f"  {'peak memory, GB (goal 1)':<60}{peak:>12.2f}")
