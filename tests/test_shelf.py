"""The public shelf: what others embed, and nothing else."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest

import egov_budget

DOCS = Path(__file__).parents[1] / "docs"
SHELF = egov_budget.__all__
VERBS = (
    "allocate", "annex", "certify", "compare", "compare_new", "conflict_index", "conflicts", "core_index",
    "evaluate",
    "exchange_network", "explain", "find_overlaps", "formulate", "four_numbers", "frontier", "grade",
    "inspect",
    "near_best", "next_scenario", "opened", "overstated", "plan_years", "price_of_robustness", "prices",
    "read_canada", "read_cpsv_ap", "read_pabulib", "read_plan", "read_portfolio", "read_scenario",
    "read_schedule", "realise", "reallocate", "replacement_costs", "replan", "roll",
    "savings_ledger", "score", "settle", "similarity_graph", "smallest_pool", "solve", "tranches",
    "unreachable", "usual_growth", "verify", "withholding", "write_cpsv_ap", "write_index", "write_scenario",
)  # fmt: skip
NOUNS = (
    "Allocation", "Annex", "Certificate", "Conflicts", "Evaluation", "Inspection", "Outcome",
    "Overlaps", "Program", "Scenario", "Schedule", "Settings", "SimilarityGraph", "UsualGrowth",
    "Verification",
)  # fmt: skip
ERRORS = (
    "ConflictingRules", "EgovBudgetError", "Infeasible", "IntakeError", "RuleError", "SolveError",
    "SolverUnavailable", "Unbounded", "Unfinished",
)  # fmt: skip
ROOMS = ("objectives", "rules", "worlds")


def test_the_shelf_holds_the_verbs_the_nouns_the_errors_and_three_rooms() -> None:
    assert set(SHELF) == {*VERBS, *NOUNS, *ERRORS, *ROOMS}


def test_the_shelf_is_sorted_and_names_nothing_twice() -> None:
    assert sorted(set(SHELF)) == SHELF


@pytest.mark.parametrize("name", SHELF)
def test_what_is_on_the_shelf_is_there_and_documented(name: str) -> None:
    thing = getattr(egov_budget, name)
    assert inspect.getdoc(thing)
    if name not in ROOMS:
        assert thing.__module__.startswith("egov_budget.")
        assert thing.__name__ == name


def test_a_name_that_is_nearly_on_the_shelf_is_told() -> None:
    words = [sys.executable, "-c", "import egov_budget; egov_budget.alocate"]
    told = subprocess.run(words, capture_output=True, check=False, encoding="utf-8").stderr
    assert "Did you mean: 'allocate'?" in told


def test_the_help_begins_with_six_names_and_groups_the_rest_as_the_pages_of_the_reference_do() -> None:
    first, rest = (egov_budget.__doc__ or "").split("The rest,")
    six = re.findall(r"^    (\w+)  ", first, re.MULTILINE)
    groups = re.findall(r"^    (\w.*)\n((?:        .*\n)+)", rest, re.MULTILINE)
    told = {heading: re.findall(r"\w+", names) for heading, names in groups}
    assert len(six) == 6
    assert sorted([*six, *chain(*told.values())]) == SHELF
    pages = {}
    listing = (DOCS / "reference" / "index.md").read_text(encoding="utf-8")
    for path in re.findall(r"api/[\w-]+\.md", listing):
        text = (DOCS / "reference" / path).read_text(encoding="utf-8")
        pages[text.splitlines()[0].removeprefix("# ")] = re.findall(r"automodule:: egov_budget\.(.*)", text)
    assert [*told] == [heading for heading in pages if heading in told]
    for heading, names in told.items():
        assert {egov_budget._ROOM_OF.get(name, name) for name in names} <= set(pages[heading])


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_says_what_it_takes_returns_and_looks_like(name: str) -> None:
    verb = getattr(egov_budget, name)
    text = inspect.getdoc(verb) or ""
    returns = inspect.signature(verb).return_annotation not in ("None", None)
    headings = ("Parameters", *(["Returns"] if returns else []), "Examples")
    assert [heading for heading in headings if f"{heading}\n---" not in text] == []


@pytest.mark.parametrize("name", ERRORS)
def test_every_error_is_caught_by_the_root(name: str) -> None:
    assert issubclass(getattr(egov_budget, name), egov_budget.EgovBudgetError)


def test_nothing_else_is_public() -> None:
    names: dict[str, object] = {}
    exec("from egov_budget import *", names)  # noqa: S102  # a star import stands nowhere but in a new namespace
    assert sorted(names.keys() - {"__builtins__"}) == SHELF
    assert dir(egov_budget) == sorted([*SHELF, "__version__"])


def test_the_worlds_show_themselves_alone() -> None:
    assert dir(egov_budget.worlds) == sorted(egov_budget.worlds.__all__)


def test_type_checkers_see_the_same_shelf() -> None:
    tree = ast.parse(Path(egov_budget.__file__).read_text(encoding="utf-8"))
    seen = {
        alias.name: node.module
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    homes = {name: f"egov_budget.{room}" for name, room in egov_budget._ROOM_OF.items()}
    assert seen == homes | dict.fromkeys(ROOMS, "egov_budget")


def test_a_name_that_is_not_on_the_shelf_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'alocate'"):
        _ = egov_budget.alocate
