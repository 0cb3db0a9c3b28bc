"""A scenario to its plan, step by step, and the plan to its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from egov_budget.allocation import Allocation
    from egov_budget.scenario import Scenario

STEPS = 5  # that ``plan`` begins


def plan(
    scenario: Scenario,
    begin: Callable[[str], None],
    *,
    solver: str = "HiGHS",
    time_limit: float | None = None,
    relative_gap: float = 1e-4,
    threads: int | None = None,
) -> Allocation:
    """Allocate as ``egov_budget.allocate`` does, telling each step as it begins."""
    from egov_budget.allocation import settle
    from egov_budget.overlaps import find_overlaps
    from egov_budget.program import formulate
    from egov_budget.similarity import similarity_graph
    from egov_budget.solving import solve

    begin("comparing projects")
    graph = similarity_graph(scenario)
    begin("grouping common work")
    overlaps = find_overlaps(scenario, graph)
    begin("formulating")
    program = formulate(scenario, overlaps)
    begin("solving")
    outcome = solve(program, solver=solver, time_limit=time_limit, relative_gap=relative_gap, threads=threads)
    begin("settling")
    return settle(outcome)
