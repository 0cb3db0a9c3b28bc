"""What if at national size: fifty pools against one plan, tranches, the core index; how often plans break."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget import (
    allocate,
    core_index,
    find_overlaps,
    four_numbers,
    frontier,
    price_of_robustness,
    tranches,
    worlds,
)
from egov_budget.columns import Delivery
from egov_budget.rules.budgeted import shortfalls, worst

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECTS, SAMPLES, WORKERS = 3000, 200, 2
DRAWS, GAMMAS = 2000, (5, 10, 20, 40, 60)


def timed(verb: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds a verb takes, and what it returns."""
    began = time.perf_counter()
    found = verb()
    return time.perf_counter() - began, found


def breaks(name: str, draw: Callable[[int], Any]) -> None:
    """Print how often plans are said to break at most, and how often they did, drawn in one way."""
    scenario = worlds.national_1400(services=300, projects=120)
    for against in ("costs", "effects"):
        curve = price_of_robustness(scenario, against=against, gammas=GAMMAS)  # type: ignore[arg-type]
        for gamma, outcome, said in zip(curve.gammas, curve.outcomes, curve.points["chance"], strict=True):
            columns = outcome.program.columns
            share, less = outcome.values[: columns.n_projects], shortfalls(scenario, columns)
            more, found = curve.ranges * share, 0
            for wrong in (draw(columns.n_projects) for _ in range(DRAWS)):
                if against == "costs":
                    found += more @ wrong > worst(more, gamma) + 1e-6
                else:
                    left = columns.with_points(columns.points - less * wrong[columns.effect_project])
                    gain = columns.value @ Delivery.of(left, share).points
                    found += gain < outcome.reached[0].value * (1 - 1e-6)
            print(f"  {f'{against}, drawn {name}, {gamma:g} at once':<60}{said:>12.2%}{found / DRAWS:>12.2%}")


def main() -> dict[str, float]:
    """Print seconds and ratios; return the ratios."""
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
    rng = np.random.default_rng(PROJECTS)
    print(f"\nHow often a plan that stands so many breaks, of {DRAWS:,} draws{'at most':>12}{'found':>12}")
    breaks("evenly", rng.random)
    breaks("by coin", lambda count: rng.integers(0, 2, count))
    size = f"{PROJECTS:,} projects"
    return {
        f"frontier of 50 pools to one plan, {size}": fifty / one,
        f"four numbers to one plan, {size}": four / one,
    }


if __name__ == "__main__":
    main()
