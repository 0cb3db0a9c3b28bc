"""``python -m benchmarks.limits``: whether a time limit is that of the whole call, at any size."""

from __future__ import annotations

import sys
import time

from egov_budget import Unfinished, allocate, find_overlaps, worlds

SIZES = {2_000: 1_000, 20_000: 4_000, 100_000: 14_000}  # projects: services
LIMITS = 10.0, 60.0
LATE, SECOND = 1.1, 1.0  # a tenth and a second


def main() -> None:
    """Print seconds and gain; leave with 1 if a call took longer than it was given."""
    late = 0
    print(f"{'projects':>10}{'limit, s':>10}{'taken, s':>10}  gain in points")
    for projects, services in SIZES.items():
        scenario = worlds.national_1400(services, projects)
        overlaps = find_overlaps(scenario)
        for limit in LIMITS:
            began = time.perf_counter()
            try:
                found = f"{allocate(scenario, overlaps, time_limit=limit).gain:,.1f}"
            except Unfinished:
                found = "no plan in that time"
            seconds = time.perf_counter() - began
            late += seconds > LATE * limit + SECOND
            print(f"{projects:>10,}{limit:>10,.0f}{seconds:>10.1f}  {found}")
    sys.exit(1 if late else 0)


if __name__ == "__main__":
    main()
