"""Several years at 3,000 projects: one programme over five years, settled, and the year after."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from egov_budget import certify, find_overlaps, plan_years, roll, worlds

T = TypeVar("T")
SERVICES, PROJECTS, RATE = 6_000, 3_000, 0.05


def timed(verb: Callable[[], T]) -> tuple[float, T]:
    """Return seconds and result of one run."""
    began = time.perf_counter()
    result = verb()
    return time.perf_counter() - began, result


def main() -> None:
    """Print the table."""
    scenario = worlds.national_1400(SERVICES, PROJECTS).replace(discount_rate=RATE)
    overlaps = find_overlaps(scenario)
    plan, schedule = timed(lambda: plan_years(scenario, overlaps))
    proving, proof = timed(lambda: certify(schedule))
    rolled, after = timed(lambda: roll(schedule))
    again, rest = timed(lambda: plan_years(after, overlaps))
    rows, columns = schedule.outcome.program.matrix.shape
    print(f"{PROJECTS:,} projects over {len(schedule.years)} years: {rows:,} rows, {columns:,} columns")
    gap = schedule.outcome.reached[0].gap
    for name, seconds, note in (
        ("plan_years", plan, f"gap {gap:.1e}, {schedule.audit()!r}"),
        ("  of which the solver", schedule.outcome.seconds, ""),
        ("certify", proving, f"gap {float(proof.gap / proof.gain):.1e}, proved"),
        ("roll to the year after", rolled, f"{len(after.commitments):,} commitments"),
        ("plan_years of the years that are left", again, f"{rest.audit()!r}"),
    ):
        print(f"  {name:<52}{seconds:>10.2f}  {note}")


if __name__ == "__main__":
    main()
