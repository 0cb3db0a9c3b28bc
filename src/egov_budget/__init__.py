"""Allocate one pool of e-government credits.

Duplicated and overlapping requests are found and their common work is funded once; the pool
goes to what raises services most. Begin with six names, in this order:

    worlds             example scenarios: worlds.four_projects()
    read_scenario      a folder of CSV, a workbook or a JSON document -> Scenario
    find_overlaps      Scenario -> Overlaps: which requests are the same work, to be reviewed
    allocate           Scenario -> Allocation: the plan; print it, or write it by its methods to_...
    explain            why each project gets what it gets
    frontier           what other pools would gain

The rest, a group for each page of the reference:

    What is asked for
        Scenario, Settings, conflict_index, exchange_network, opened, read_canada, read_cpsv_ap,
        read_pabulib, read_portfolio, realise, write_cpsv_ap, write_scenario
    Similarity and overlaps
        Overlaps, SimilarityGraph, compare_new, grade, similarity_graph, write_index
    Rules and objectives
        objectives, rules
    Program, outcome, allocation
        Allocation, Conflicts, Outcome, Program, conflicts, formulate, settle, smallest_pool, solve,
        unreachable
    Certificates and reasons
        Certificate, Verification, certify, prices, read_plan, replacement_costs, verify
    What if
        Schedule, compare, core_index, four_numbers, near_best, overstated, plan_years,
        price_of_robustness, read_schedule, reallocate, replan, roll, savings_ledger, score, tranches,
        withholding
    Rounds, inspection and bill
        Annex, Evaluation, Inspection, UsualGrowth, annex, evaluate, inspect, next_scenario, usual_growth
    Errors and money
        ConflictingRules, EgovBudgetError, Infeasible, IntakeError, RuleError, SolveError,
        SolverUnavailable, Unbounded, Unfinished

Each name is loaded when it is first used, so that importing the package costs next to nothing.
"""

from importlib import import_module
from sys import modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egov_budget import objectives, rules, worlds
    from egov_budget.allocation import (
        Allocation,
        Conflicts,
        allocate,
        conflicts,
        settle,
        smallest_pool,
        unreachable,
    )
    from egov_budget.bill import Annex, annex
    from egov_budget.catalogues import read_canada, read_cpsv_ap, read_pabulib, read_portfolio, write_cpsv_ap
    from egov_budget.certificate import Certificate, Verification, certify, read_plan, verify
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
    from egov_budget.horizon import Schedule, plan_years, read_schedule, roll
    from egov_budget.inspection import Inspection, inspect
    from egov_budget.intake import read_scenario, write_scenario
    from egov_budget.overlaps import Overlaps, compare_new, find_overlaps, grade, write_index
    from egov_budget.program import Program, formulate
    from egov_budget.reasons import explain, prices, replacement_costs
    from egov_budget.rounds import Evaluation, UsualGrowth, evaluate, next_scenario, usual_growth
    from egov_budget.scenario import Scenario, Settings, conflict_index, exchange_network, opened, realise
    from egov_budget.similarity import SimilarityGraph, similarity_graph
    from egov_budget.solving import Outcome, solve
    from egov_budget.whatif import (
        compare,
        core_index,
        four_numbers,
        frontier,
        near_best,
        overstated,
        price_of_robustness,
        reallocate,
        replan,
        savings_ledger,
        score,
        tranches,
        withholding,
    )

__version__ = "0.1.0"

__all__ = [
    "Allocation",
    "Annex",
    "Certificate",
    "ConflictingRules",
    "Conflicts",
    "EgovBudgetError",
    "Evaluation",
    "Infeasible",
    "Inspection",
    "IntakeError",
    "Outcome",
    "Overlaps",
    "Program",
    "RuleError",
    "Scenario",
    "Schedule",
    "Settings",
    "SimilarityGraph",
    "SolveError",
    "SolverUnavailable",
    "Unbounded",
    "Unfinished",
    "UsualGrowth",
    "Verification",
    "allocate",
    "annex",
    "certify",
    "compare",
    "compare_new",
    "conflict_index",
    "conflicts",
    "core_index",
    "evaluate",
    "exchange_network",
    "explain",
    "find_overlaps",
    "formulate",
    "four_numbers",
    "frontier",
    "grade",
    "inspect",
    "near_best",
    "next_scenario",
    "objectives",
    "opened",
    "overstated",
    "plan_years",
    "price_of_robustness",
    "prices",
    "read_canada",
    "read_cpsv_ap",
    "read_pabulib",
    "read_plan",
    "read_portfolio",
    "read_scenario",
    "read_schedule",
    "realise",
    "reallocate",
    "replacement_costs",
    "replan",
    "roll",
    "rules",
    "savings_ledger",
    "score",
    "settle",
    "similarity_graph",
    "smallest_pool",
    "solve",
    "tranches",
    "unreachable",
    "usual_growth",
    "verify",
    "withholding",
    "worlds",
    "write_cpsv_ap",
    "write_index",
    "write_scenario",
]

_ROOMS = ("objectives", "rules", "worlds")  # on the shelf as a whole
_NAMES = {  # by the room that they are loaded from
    "allocation": "Allocation Conflicts allocate conflicts settle smallest_pool unreachable",
    "bill": "Annex annex",
    "catalogues": "read_canada read_cpsv_ap read_pabulib read_portfolio write_cpsv_ap",
    "certificate": "Certificate Verification certify read_plan verify",
    "errors": (
        "ConflictingRules EgovBudgetError Infeasible IntakeError RuleError SolveError SolverUnavailable "
        "Unbounded Unfinished"
    ),
    "horizon": "Schedule plan_years read_schedule roll",
    "inspection": "Inspection inspect",
    "intake": "read_scenario write_scenario",
    "overlaps": "Overlaps compare_new find_overlaps grade write_index",
    "program": "Program formulate",
    "reasons": "explain prices replacement_costs",
    "rounds": "Evaluation UsualGrowth evaluate next_scenario usual_growth",
    "scenario": "Scenario Settings conflict_index exchange_network opened realise",
    "similarity": "SimilarityGraph similarity_graph",
    "solving": "Outcome solve",
    "whatif": (
        "compare core_index four_numbers frontier near_best overstated price_of_robustness reallocate replan "
        "savings_ledger score tranches withholding"
    ),
}
_ROOM_OF = {name: room for room, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Load a name of the shelf when it is first used (PEP 562)."""
    if name in _ROOMS:
        return import_module(f"{__name__}.{name}")
    if name in _ROOM_OF:
        return getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message, name=name, obj=modules[__name__])  # from both Python says what was meant


def __dir__() -> list[str]:
    """Show the shelf and nothing else."""
    return [*__all__, "__version__"]
