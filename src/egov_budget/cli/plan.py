"""Requests to their plan, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.cli.steps import begin

if TYPE_CHECKING:
    from pathlib import Path

    from egov_budget.allocation import Allocation
    from egov_budget.overlaps import Overlaps
    from egov_budget.scenario import Scenario


def asked(place: Path, then: str) -> Scenario:
    """Read requests; tell that step as it begins, and then the next one."""
    from egov_budget.intake import read_scenario

    begin("reading")
    scenario = read_scenario(place)
    begin(then)
    return scenario


def planned(place: Path, then: str) -> Allocation:
    """Read a plan, or requests and allocate; tell each step as it begins, and then the next one."""
    from egov_budget.certificate import read_plan
    from egov_budget.certificate.read_plan import is_plan
    from egov_budget.intake import read_scenario

    begin("reading")
    found = read_plan(place) if is_plan(place) else plan(read_scenario(place))
    begin(then)
    return found


def decided(place: Path, then: str) -> Allocation:
    """Read a plan; tell that step as it begins, and then the next one."""
    from egov_budget.certificate import read_plan

    begin("reading the plan")
    found = read_plan(place)
    begin(then)
    return found


def plan(scenario: Scenario, **options: Any) -> Allocation:
    """Allocate as ``egov_budget.allocate`` does with these options, telling each step as it begins."""
    from egov_budget.allocation import allocate

    begin("comparing projects")
    overlaps = common_work(scenario)
    begin("allocating")
    return allocate(scenario, overlaps, **options)


def common_work(scenario: Scenario) -> Overlaps:
    """Compare projects and group their common work; tell the latter step as it begins."""
    from egov_budget.overlaps import find_overlaps
    from egov_budget.similarity import similarity_graph

    graph = similarity_graph(scenario)
    begin("grouping common work")
    return find_overlaps(scenario, graph)
