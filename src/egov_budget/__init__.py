"""Allocate one pool of e-government credits.

Duplicated and overlapping requests are found and their common work is funded once; the pool
goes to what raises services most. The public shelf is below; each name is loaded when it is
first used, so that importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egov_budget import objectives, rules, worlds
    from egov_budget.allocation.allocate import allocate
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.allocation.settle import settle
    from egov_budget.catalogues.canada import read_canada
    from egov_budget.catalogues.pabulib import read_pabulib
    from egov_budget.errors import (
        ConflictingRules,
        EgovBudgetError,
        Infeasible,
        IntakeError,
        RuleError,
        SolveError,
        SolverUnavailable,
        Unbounded,
        Unfinished,
    )
    from egov_budget.intake.read import read_scenario
    from egov_budget.intake.write import write_scenario
    from egov_budget.overlaps.find import find_overlaps
    from egov_budget.overlaps.overlaps import Overlaps
    from egov_budget.program.formulate import formulate
    from egov_budget.program.program import Program
    from egov_budget.scenario.scenario import Scenario
    from egov_budget.scenario.settings import Settings
    from egov_budget.similarity.graph import SimilarityGraph, similarity_graph
    from egov_budget.solving.outcome import Outcome
    from egov_budget.solving.solve import solve

__version__ = "0.1.0"

__all__ = [
    "Allocation",
    "ConflictingRules",
    "EgovBudgetError",
    "Infeasible",
    "IntakeError",
    "Outcome",
    "Overlaps",
    "Program",
    "RuleError",
    "Scenario",
    "Settings",
    "SimilarityGraph",
    "SolveError",
    "SolverUnavailable",
    "Unbounded",
    "Unfinished",
    "allocate",
    "find_overlaps",
    "formulate",
    "objectives",
    "read_canada",
    "read_pabulib",
    "read_scenario",
    "rules",
    "settle",
    "similarity_graph",
    "solve",
    "worlds",
    "write_scenario",
]

_ROOMS = {"objectives", "rules", "worlds"}
_MODULES = {
    "Allocation": "allocation.allocation",
    "ConflictingRules": "errors",
    "EgovBudgetError": "errors",
    "Infeasible": "errors",
    "IntakeError": "errors",
    "Outcome": "solving.outcome",
    "Overlaps": "overlaps.overlaps",
    "Program": "program.program",
    "RuleError": "errors",
    "Scenario": "scenario.scenario",
    "Settings": "scenario.settings",
    "SimilarityGraph": "similarity.graph",
    "SolveError": "errors",
    "SolverUnavailable": "errors",
    "Unbounded": "errors",
    "Unfinished": "errors",
    "allocate": "allocation.allocate",
    "find_overlaps": "overlaps.find",
    "formulate": "program.formulate",
    "read_canada": "catalogues.canada",
    "read_pabulib": "catalogues.pabulib",
    "read_scenario": "intake.read",
    "settle": "allocation.settle",
    "similarity_graph": "similarity.graph",
    "solve": "solving.solve",
    "write_scenario": "intake.write",
}


def __getattr__(name: str) -> object:
    """Load a name of the shelf when it is first used (PEP 562)."""
    if name in _ROOMS:
        return import_module(f"{__name__}.{name}")
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Show the shelf and nothing else."""
    return [*__all__, "__version__"]
