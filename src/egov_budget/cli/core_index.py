"""egov-budget core-index: which projects are funded whatever the numbers are."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from egov_budget.cli.plan import asked
from egov_budget.cli.requests import Requests
from egov_budget.cli.tables import Out, tell
from egov_budget.language import counted, on_screen

if TYPE_CHECKING:
    from concurrent.futures import Executor


def core_index(
    requests: Requests,
    samples: int = 200,
    workers: Annotated[int, typer.Option(min=1)] = 1,
    dask: Annotated[str | None, typer.Option(metavar="ADDRESS")] = None,
    out: Out = None,
) -> None:
    """Say which projects are funded whatever the numbers are.

    Other weights, effects and costs are drawn; projects are core, borderline or rejected.
    """
    from egov_budget.whatif import core_index as drawn

    scenario = asked(requests, f"allocating {samples:,} samples")
    with _executor(workers, dask) as executor:
        found = drawn(scenario, samples=samples, executor=executor)
    counts = found.table["verdict"].value_counts()
    lines = [f"{counted(samples, 'sample')}, {found.without_plan:,} of them without a plan"]
    lines += [f"  {name:<12}{counts.get(name, 0):>8,}" for name in ("core", "borderline", "reject")]
    tell(on_screen(lines), found.table, out)


def _executor(workers: int, dask: str | None) -> AbstractContextManager[Executor | None]:
    """Return where samples are solved: on a cluster, in so many processes, or here."""
    if dask is not None:
        from egov_budget.similarity.cluster import Cluster

        return Cluster(dask)
    if workers == 1:
        return nullcontext()
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
