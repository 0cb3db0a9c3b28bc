"""What defends a plan at 3,000 projects: its certificate, reasons, prices, services counted exactly."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from egov_budget import (
    allocate,
    certify,
    explain,
    find_overlaps,
    formulate,
    objectives,
    prices,
    solve,
    verify,
    worlds,
)
from egov_budget.certificate.bound import bound
from egov_budget.counting.tree import Branch

T = TypeVar("T")
SERVICES, PROJECTS = 6_000, 3_000
LIMIT = 60.0  # seconds for the count of services at 90 %


def timed(verb: Callable[[], T]) -> tuple[float, T]:
    """Return seconds and result of one run."""
    began = time.perf_counter()
    result = verb()
    return time.perf_counter() - began, result


def line(name: str, seconds: float, note: str = "") -> None:
    """Print one line of the table."""
    print(f"  {name:<52}{seconds:>10.2f}  {note}")


def main() -> None:
    """Print the table."""
    scenario = worlds.national_1400(SERVICES, PROJECTS)
    overlaps = find_overlaps(scenario)
    print(f"{PROJECTS:,} projects, {SERVICES:,} services, one run each{'seconds':>21}")

    once, outcome = timed(lambda: solve(formulate(scenario, overlaps)))
    line("formulate and solve once", once, f"gap {outcome.reached[0].gap:.1e}")
    plan = allocate(scenario, overlaps)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.json")
        proved, proof = timed(lambda: certify(plan))
        bare = bound(plan.counted, plan.rules, Branch(proof.multipliers))
        near, far = float(proof.gap / proof.gain), float(bare / proof.gain - 1)
        gaps = f"within {near:.2e}, without trees {far:.2e}"
        line("certificate", proved, f"{proof.proof.leaves} leaves: {gaps}")
        written, _ = timed(lambda: plan.to_json(path))
        line("plan.json", written, f"{path.stat().st_size / 1e6:.1f} MB")
        checked, verification = timed(lambda: verify(path))
        line("verify, no solver, exact (goal 10)", checked, str(verification).splitlines()[0])

    said, reasons = timed(lambda: explain(plan))
    line("explain every project", said, f"{len(reasons):,} sentences")
    priced, table = timed(lambda: prices(plan, rules=["pool"]))
    line("price of the pool, by solving again", priced, table.at[0, "words"])

    for level in (0.9, 0.5):
        counted, reached = timed(
            lambda level=level: solve(  # type: ignore[misc]
                formulate(scenario, overlaps, objective=[objectives.ServicesAt(level)]), time_limit=LIMIT
            )
        )
        goal = reached.reached[0]
        note = f"{goal.value:,.0f} services, {goal.status}, gap {goal.gap:.2%}"
        line(f"services at {level:.0%}, exact count, {LIMIT:.0f} s at most", counted, note)
