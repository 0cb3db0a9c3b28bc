"""Requests to their plan, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from egov_budget.allocation import Allocation
    from egov_budget.scenario import Scenario


def asked(place: Path, begin: Callable[[str], None], then: str) -> Scenario:
    """Read requests; tell that step as it begins, and then the next one."""
    from egov_budget.intake import read_scenario

    begin("reading")
    scenario = read_scenario(place)
    begin(then)
    return scenario


def planned(place: Path, begin: Callable[[str], None], then: str) -> Allocation:
    """Read a plan, or requests and allocate; tell each step as it begins, and then the next one."""
    from egov_budget.certificate import read_plan
    from egov_budget.certificate.read_plan import is_plan
    from egov_budget.intake import read_scenario

    begin("reading")
    found = read_plan(place) if is_plan(place) else plan(read_scenario(place), begin)
    begin(then)
    return found


def plan(scenario: Scenario, begin: Callable[[str], None], **options: Any) -> Allocation:
    """Allocate as ``egov_budget.allocate`` does with these options, telling each step as it begins."""
    from egov_budget.allocation import allocate
    from egov_budget.overlaps import find_overlaps
    from egov_budget.similarity import similarity_graph

    begin("comparing projects")
    graph = similarity_graph(scenario)
    begin("grouping common work")
    overlaps = find_overlaps(scenario, graph)
    begin("allocating")
    return allocate(scenario, overlaps, **options)
