"""What if at national size: fifty pools against one plan, tranches, near-best plans, the core index."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from egov_budget import allocate, core_index, find_overlaps, four_numbers, frontier, tranches, worlds

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECTS, SAMPLES, WORKERS = 3000, 200, 2


def timed(verb: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds a verb takes, and what it returns."""
    began = time.perf_counter()
    found = verb()
    return time.perf_counter() - began, found


def main() -> None:
    """Print seconds and ratios."""
    scenario = worlds.national_1400(projects=PROJECTS)
    overlaps = find_overlaps(scenario)
    one, plan = timed(lambda: allocate(scenario, overlaps))
    fifty, curve = timed(lambda: frontier(scenario, overlaps))
    four, _ = timed(lambda: four_numbers(scenario, overlaps))
    quarters, _ = timed(lambda: tranches(plan))
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as executor:
        sampled, _ = timed(lambda: core_index(scenario, overlaps, samples=SAMPLES, executor=executor))
    print(f"What if, {PROJECTS:,} projects")
    for name, value in (
        ("one plan, seconds", one),
        ("frontier of 50 pools, seconds", fifty),
        ("  times one plan (goal 12)", fifty / one),
        ("  widest gap, percent", 100 * curve.points["gap"].max()),
        ("four numbers, seconds", four),
        ("four tranches, seconds", quarters),
        (f"core index of {SAMPLES} samples, {WORKERS} processes, seconds", sampled),
    ):
        print(f"  {name:<60}{value:>12.2f}")


if __name__ == "__main__":
    main()
