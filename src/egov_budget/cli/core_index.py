"""egov-budget core-index: which projects are funded whatever the numbers are."""

from __future__ import annotations

from typing import Annotated

import typer

from egov_budget.cli.plan import asked
from egov_budget.cli.requests import Requests
from egov_budget.cli.steps import steps
from egov_budget.cli.tables import Out, tell
from egov_budget.language import counted, on_screen


def core_index(
    requests: Requests, samples: int = 200, workers: Annotated[int, typer.Option(min=1)] = 1, out: Out = None
) -> None:
    """Say which projects are funded whatever the numbers are.

    Other weights, effects and costs are drawn; projects are core, borderline or rejected.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from egov_budget.whatif import core_index as drawn

    with steps() as begin:
        scenario = asked(requests, begin, f"allocating {samples:,} samples")
        if workers == 1:
            found = drawn(scenario, samples=samples)
        else:
            with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as executor:
                found = drawn(scenario, samples=samples, executor=executor)
    counts = found.table["verdict"].value_counts()
    lines = [f"{counted(samples, 'sample')}, {found.without_plan:,} of them without a plan"]
    lines += [f"  {name:<12}{counts.get(name, 0):>8,}" for name in ("core", "borderline", "reject")]
    tell(on_screen(lines), found.table, out)
