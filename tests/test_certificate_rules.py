"""Rules beyond the standard ones in a plan's document: checked where they are known, named where not."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from egov_budget import Scenario, allocate, find_overlaps, objectives, rules, verify, worlds
from egov_budget.certificate.canonical import digest
from egov_budget.certificate.sealed import seal
from egov_budget.errors import Conflict
from egov_budget.reporting import write_files
from egov_budget.reporting.document import document
from egov_budget.rules import Block, Columns, Rule
from own_rules import SharesWithin


def plan_with(rule: Rule, **options: Any) -> dict[str, Any]:
    return document(allocate(worlds.four_projects(), rules=[*rules.STANDARD, rule], **options))


def forged(plan: dict[str, Any], **parameters: Any) -> dict[str, Any]:
    """Return the document with its last rule changed, hashed and sealed anew."""
    changed = copy.deepcopy(plan)
    changed["inputs"]["rules"][-1] |= parameters
    changed["certificate"]["inputs"] = digest({**changed["inputs"], "settings": changed["settings"]})
    changed["certificate"]["seal"] = seal(changed)
    return changed


@dataclass(frozen=True)
class SomeService:
    """A rule of one's own about points: a service gains at least so much."""

    least: float
    name: str = "some service"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        yield from ()

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        zero, first = np.zeros(1, dtype=int), np.array([columns.starts["g"]])
        matrix = columns.rows(zero, first, np.ones(1), 1)
        yield Block(["first"], matrix, np.array([self.least]), np.array([np.inf]))

    def say(self, subject: str, price: str) -> str:
        return f"Gaining something costs {price}"


def test_a_rule_of_ones_own_on_shares_is_checked_in_billionths_from_the_document_alone() -> None:
    plan = plan_with(SharesWithin(2.0, "few projects"))
    found = verify(plan)
    assert found
    assert found.audit.unchecked == ()
    assert [check.need for check in found.audit.checks if check.rule == "few projects"] == [2 * 10**9]
    rows = [{**plan["inputs"]["rules"][-1]["rows"][0], "most": 10**9}]
    assert not verify(forged(plan, rows=rows))


def test_a_rule_of_ones_own_on_points_is_named_as_not_checked_wherever_the_audit_is_told(
    tmp_path: Path,
) -> None:
    plan = allocate(worlds.four_projects(), rules=[*rules.STANDARD, SomeService(0.1)])
    write_files(plan, tmp_path)
    plan.to_html(tmp_path / "plan.html", full=False)
    forms = [str(plan), *((tmp_path / name).read_text("utf-8") for name in ("plan.md", "plan.html"))]
    for form in forms:
        assert "ot checked: some service" in form
        assert "very rule holds" not in form
    assert '"every rule holds", "value": "as far as checked"' in (tmp_path / "plan.json").read_text("utf-8")


def test_a_rule_of_ones_own_on_points_is_named_as_not_checked_and_the_bound_holds_without_it() -> None:
    found = verify(plan_with(SomeService(0.1)))
    assert str(found).startswith("Verified as far as checked:")
    assert found
    assert found.audit.unchecked == ("some service",)
    assert "not checked: some service" in str(found)
    assert found.gap >= 0


@pytest.mark.parametrize(
    ("rule", "higher"),
    [
        (rules.ServicesTarget(1, 0.5), {"count": 4}),
        (rules.MeanTarget(0.3), {"level": 0.95}),
    ],
)
def test_a_known_rule_is_checked_from_the_document_alone(rule: Rule, higher: dict[str, Any]) -> None:
    plan = plan_with(rule, objective=objectives.LeastCost())
    assert verify(plan)
    assert verify(plan).audit.unchecked == ()
    assert not verify(forged(plan, **higher))


def test_frozen_credits_are_checked_to_the_quantum() -> None:
    scenario = worlds.four_projects()
    before = allocate(scenario)
    kept = rules.Frozen({"e-booking": 22.0}, {"e-booking": float(before.share["e-booking"])})
    plan = document(allocate(scenario, find_overlaps(scenario), rules=[*rules.STANDARD, kept]))
    assert verify(plan)
    assert not verify(forged(plan, credits={"e-booking": 21.0}))


def test_a_rule_that_cannot_be_made_again_is_named_as_not_checked() -> None:
    plan = plan_with(rules.MeanTarget(0.3), objective=objectives.LeastCost())
    assert verify(forged(plan, level="high")).audit.unchecked == ("mean target by agency",)
    for by in ("title", "nowhere"):  # texts are not in the document, and no service has the other
        name = f"mean target by {by}"
        assert verify(forged(plan, by=by, name=name)).audit.unchecked == (name,)
