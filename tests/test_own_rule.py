"""A rule written in one file goes through every verb, without a base class and whatever it speaks of."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import egov_budget as eb
from egov_budget import Allocation, rules
from forged import resealed, written
from small_scenarios import apart

FILE = '''
"""Rules of an office: a reserve on credits, and no more than so many projects at once."""

import numpy as np
from scipy import sparse

from egov_budget.rules import Block


class Reserve:
    """So much of the pool stays in the office."""

    def __init__(self, kept):
        self.kept = kept
        self.name = "reserve"

    def check(self, scenario, columns):
        return iter(())

    def rows(self, scenario, columns):
        total = sparse.csr_array(columns.credits.sum(axis=0)[None, :])
        most = (scenario.settings.pool - self.kept) / scenario.settings.quantum / columns.unit
        yield Block(["all"], total, np.array([-np.inf]), np.array([most]))

    def say(self, subject, price):
        return f"Keeping a reserve costs {price}"


class AtMostProjects:
    """So many projects are delivered at most, shares added up."""

    name = "at most projects"

    def __init__(self, count):
        self.count = count

    def check(self, scenario, columns):
        return iter(())

    def rows(self, scenario, columns):
        shares = np.zeros((1, columns.size))
        shares[0, : columns.n_projects] = 1
        yield Block(["all"], sparse.csr_array(shares), np.array([-np.inf]), np.array([float(self.count)]))

    def say(self, subject, price):
        return f"Running no more than {self.count} projects costs {price}"
'''
ASKED = apart([50, 60, 40], 120, points=[0.9, 0.6, 0.5])
KEPT = 20.5  # no whole quanta: 99 of 99.5 may be paid


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Write the file under a temporary folder and import it."""
    path = tmp_path_factory.mktemp("office") / "office_rules.py"
    path.write_text(FILE, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("office_rules", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["office_rules"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["office_rules"]


@pytest.fixture
def under(office: Any) -> tuple[Any, ...]:
    return (*rules.STANDARD, office.Reserve(KEPT), office.AtMostProjects(2))


@pytest.fixture
def plan(under: tuple[Any, ...]) -> Allocation:
    return eb.allocate(ASKED, rules=under)


def test_allocate_keeps_an_own_rule_on_shares(plan: Allocation) -> None:
    assert plan.share.sum() <= 2


def test_allocate_keeps_an_own_rule_on_credits_to_the_quantum(plan: Allocation) -> None:
    assert plan.spent == 99


def test_the_audit_checks_an_own_rule(plan: Allocation) -> None:
    audit = plan.audit()
    assert audit
    assert {"reserve", "at most projects"} <= {check.rule for check in audit.checks}


def test_the_audit_checks_an_own_rule_in_whole_numbers(plan: Allocation) -> None:
    own = [check for check in plan.audit().checks if check.rule in ("reserve", "at most projects")]
    assert not any(isinstance(side, float) for check in own for side in (check.have, check.need))


def test_the_certificate_proves_with_own_rules_what_they_prove(plan: Allocation) -> None:
    proved = eb.certify(plan)
    assert "reserve" in proved.multipliers
    assert float(proved.gap) < 0.02


def test_the_certificate_of_a_plan_under_an_own_rule_is_true(plan: Allocation) -> None:
    assert float(eb.certify(plan).bound) >= plan.gain


def test_verify_finds_a_breach_of_an_own_rule_or_refuses_to_call_it_verified(plan: Allocation) -> None:
    found = written(plan)
    paid = found["plan"]["quanta"]
    paid["p1"] = 120 - sum(paid.values()) + paid["p1"]
    for row in found["projects"]:
        row["credits"] = float(paid[row["id"]])
    assert not resealed(found)


def test_verify_says_which_rules_it_did_not_check(plan: Allocation) -> None:
    assert set(eb.verify(written(plan)).audit.unchecked) <= {"reserve", "at most projects"}


def test_years_keep_an_own_rule(under: tuple[Any, ...]) -> None:
    years = pd.DataFrame({"year": [1401, 1402], "pool": [60, 60]})
    schedule = eb.plan_years(ASKED.replace(years=years), rules=under)
    assert schedule.credits.to_numpy().sum() <= 120 - KEPT
    assert schedule.audit()


def test_an_own_rule_holds_of_the_years_together_and_not_of_each() -> None:
    class AllWork:
        name = "all work"

        def check(self, scenario: Any, columns: Any) -> Iterator[Any]:
            return iter(())

        def rows(self, scenario: Any, columns: Any) -> Iterator[Any]:
            yield rules.Block.of_shares(dict.fromkeys(columns.projects, 1.0), least=2.0)

        def say(self, subject: str, price: str) -> str:
            return f"Doing all work costs {price}"

    asked = apart([10, 10], 20, years=pd.DataFrame({"year": [1401, 1402], "pool": [10, 10]}))
    made = eb.plan_years(asked, rules=[*rules.STANDARD, AllWork()])
    assert made.parts[:, -1].tolist() == [10**9] * 2
    assert made.audit()


def test_a_conflict_with_an_own_rule_names_it(office: Any) -> None:
    must = ASKED.replace(projects=ASKED.projects.assign(mandatory=[True, True, False]))
    found = eb.conflicts(must, rules=[*rules.STANDARD, office.Reserve(30)])
    assert found
    assert "reserve" in str(found)


def test_an_own_rule_is_priced_in_its_own_words(plan: Allocation) -> None:
    told = eb.prices(plan).set_index("rule")
    assert told.at["reserve", "words"].startswith("Keeping a reserve costs")
    assert told.at["reserve", "price"] > 0


def test_an_own_rule_on_credits_is_priced_in_currency(plan: Allocation) -> None:
    assert eb.prices(plan).set_index("rule").at["reserve", "unit"] == "credits"


def test_an_own_rule_that_keeps_a_project_out_is_named_in_its_reason(office: Any) -> None:
    alone = eb.allocate(ASKED, rules=[*rules.STANDARD, office.AtMostProjects(1)])
    told = eb.explain(alone).set_index("project")
    assert "at most projects" in told.at["p1", "words"]


def test_the_report_and_the_document_name_an_own_rule(plan: Allocation, tmp_path: Path) -> None:
    plan.to_html(tmp_path / "plan.html")
    plan.to_json(tmp_path / "plan.json")
    assert "at most projects" in (tmp_path / "plan.html").read_text(encoding="utf-8")
    listed = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))["inputs"]["rules"]
    assert {"reserve", "at most projects"} <= {rule["name"] for rule in listed}
