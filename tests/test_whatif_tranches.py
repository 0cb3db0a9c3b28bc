"""Money that arrives in parts: no credit is ever taken back, and what that costs is told."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import RuleError, allocate, reallocate, tranches, worlds
from egov_budget.errors import ConflictingRules, Infeasible
from egov_budget.rules import STANDARD, MeanTarget, ServicesTarget
from random_scenarios import random_scenario

pytestmark = pytest.mark.once

SEEDS = st.integers(0, 2**20)
FOUR = worlds.four_projects()


@settings(max_examples=5)
@given(SEEDS, st.booleans())
def test_each_tranche_is_inside_the_next_and_keeps_every_rule(seed: int, divisible: bool) -> None:
    try:
        plan = allocate(random_scenario(seed, divisible=divisible), relative_gap=0)
    except (ConflictingRules, Infeasible):
        return
    order = tranches(plan, [0.3, 0.7, 1.0], relative_gap=0)
    for earlier, later in pairwise(order.plans):
        assert (earlier.quanta <= later.quanta).all()
        assert (earlier.parts <= later.parts).all()
        assert earlier.gain <= later.gain + 1e-9
        assert all(lead in (-1, after) for lead, after in zip(earlier.leads, later.leads, strict=True))
    assert all(each.audit().holds for each in order.plans)
    assert order.plans[-1] is plan
    assert (order.table["cost"] >= 0).all()
    assert order.table["cost"].iloc[-1] == 0
    assert (order.table["spent"] <= order.table["pool"]).all()
    assert (order.credits.diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)


def test_the_best_for_a_quarter_alone_may_fund_what_the_year_does_not() -> None:
    projects = FOUR.projects.assign(divisible=False, cost=[60, 50, 40, 30])
    scenario = FOUR.replace(pool=78.0, projects=projects, prerequisites=FOUR.prerequisites.head(0))
    order = tranches(allocate(scenario), [0.5, 1.0])
    assert order.plans[1].credits["e-booking"] == 0
    assert order.plans[0].gain == 0  # neither sign-in platform is built for 39
    assert order.table["cost"][0] == pytest.approx(0.5)  # the booking alone would have been
    assert "100.00%" in repr(order)
    assert "50%" in str(order)


def test_what_is_due_in_the_year_is_not_due_in_a_quarter() -> None:
    scenario = FOUR.replace(
        projects=FOUR.projects.assign(mandatory=FOUR.projects["id"] == "tax-login"),
        agencies=FOUR.agencies.assign(floor=[60, 30], floor_unit=["credits", "percent of pool"]),
    )
    targets = [MeanTarget(0.7), ServicesTarget(4, level=0.5)]
    order = tranches(allocate(scenario, rules=[*STANDARD, *targets]))
    assert order.plans[0].spent <= 25
    assert order.plans[-1].share["tax-login"] == 1


def test_what_is_frozen_for_the_year_may_be_paid_in_parts() -> None:
    plan = reallocate(allocate(FOUR), ["health-login"])
    order = tranches(plan, [0.4, 1.0])
    assert order.plans[0].spent <= 40
    assert order.plans[1].credits["health-login"] == plan.credits["health-login"]


@pytest.mark.parametrize("parts", [[], [0.5], [0.5, 0.4, 1], [0, 1], [0.5, 0.5, 1]])
def test_parts_that_do_not_ascend_to_one_are_refused(parts: list[float]) -> None:
    with pytest.raises(RuleError, match="does not ascend"):
        tranches(allocate(FOUR), parts)
