"""Points that need data of other agencies: had where data flow, waiting where planned, else lost."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import (
    ConflictingRules,
    Infeasible,
    Scenario,
    allocate,
    certify,
    explain,
    find_overlaps,
    verify,
    worlds,
)
from egov_budget.reporting.document import document
from egov_budget.rules import DataExchange
from random_scenarios import EXACT, random_scenario, some_plan, with_exchanges

pytestmark = pytest.mark.once

GAINS = {"e-booking": 0.5, "e-filing": 0.375, "health-login": 0.875, "tax-login": 1.0}  # alone, in points


def four(status: str, project: str = "", pool: float = 180.0) -> Scenario:
    """Return the four projects; booking needs the register of insured people for its points."""
    scenario = worlds.four_projects()
    booking = scenario.effects["project"] == "e-booking"
    return scenario.replace(
        pool=pool,
        effects=scenario.effects.assign(registers=booking.map({True: "insured", False: ""})),
        exchanges=pd.DataFrame(
            {
                "service": ["appointment"],
                "provider": ["tax"],
                "register": ["insured"],
                "status": [status],
                "project": [project],
            }
        ),
    )


def test_an_open_exchange_changes_nothing() -> None:
    plain, flowing = allocate(worlds.four_projects()), allocate(four("open", pool=100.0))
    assert flowing.credits.equals(plain.credits)
    assert flowing.gain == plain.gain


def test_points_behind_a_withheld_exchange_cannot_be_had_for_any_money() -> None:
    withheld = allocate(four("withheld"))
    assert withheld.gain == pytest.approx(sum(GAINS.values()) - GAINS["e-booking"])
    assert withheld.credits["e-booking"] == 0


def test_a_planned_exchange_brings_points_as_far_as_the_project_that_opens_it() -> None:
    """Of 100 credits 78 go to sign-in, which booking waits for: tax-login opens its exchange."""
    planned = allocate(four("planned", "tax-login", pool=100.0))
    assert planned.share[["health-login", "tax-login"]].tolist() == [1.0, 1.0]
    assert planned.credits["e-booking"] == 22
    assert planned.gain == pytest.approx(1.875 + 0.5 * 22 / 30)


def test_the_smaller_of_two_shares_is_what_an_effect_brings() -> None:
    """Booking alone costs 30 and gains 0.5; e-filing, which opens its exchange, 40 for 0.375."""
    scenario = four("planned", "e-filing", pool=35.0)
    bare = scenario.replace(
        prerequisites=scenario.prerequisites.iloc[:0],
        projects=scenario.projects.assign(excluded=scenario.projects["id"].str.endswith("login")),
    )
    plan = allocate(bare)
    assert plan.share.round(6)[["e-booking", "e-filing"]].tolist() == [0.5, 0.5]
    assert plan.gain == pytest.approx(0.4375)


def test_a_project_that_opens_its_own_exchange_waits_for_nobody() -> None:
    own = allocate(four("planned", "e-booking", pool=100.0))
    assert own.gain == allocate(worlds.four_projects()).gain


def test_an_exchange_whose_project_is_excluded_never_opens() -> None:
    scenario = four("planned", "e-filing")
    shut = scenario.replace(projects=scenario.projects.assign(excluded=scenario.projects["id"] == "e-filing"))
    assert allocate(shut).gain == pytest.approx(GAINS["health-login"] + GAINS["tax-login"])


@settings(max_examples=5)
@given(st.integers(0, 10_000), st.data())
def test_opening_an_exchange_never_lowers_the_optimum(seed: int, data: st.DataObject) -> None:
    scenario = with_exchanges(random_scenario(seed, divisible=True, projects=6), seed)
    overlaps = find_overlaps(scenario)
    row = data.draw(st.integers(0, len(scenario.exchanges) - 1))
    rows = scenario.exchanges
    rows.loc[row, ["status", "project"]] = ["open", ""]
    with some_plan():
        before = allocate(scenario, overlaps, rules=EXACT, relative_gap=0)
    after = allocate(scenario.replace(exchanges=rows), overlaps, rules=EXACT, relative_gap=0)
    solved = [plan.outcome.reached[0].value for plan in (before, after) if plan.outcome is not None]
    assert solved[1] >= solved[0] - 1e-7


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_with_every_exchange_open_the_plan_is_the_one_without_exchanges(seed: int) -> None:
    scenario = random_scenario(seed, projects=6)
    drawn = with_exchanges(scenario, seed)
    opened = drawn.replace(exchanges=drawn.exchanges.assign(status="open", project=""))
    with some_plan():
        plain = allocate(scenario)
    flowing = allocate(opened)
    assert flowing.credits.equals(plain.credits)
    assert flowing.gain == plain.gain


@pytest.mark.parametrize("seed", range(3))
def test_a_document_with_exchanges_is_verified_and_its_bound_holds(seed: int) -> None:
    scenario = with_exchanges(random_scenario(seed, divisible=True), seed)
    try:
        plan = allocate(scenario)
    except (ConflictingRules, Infeasible):
        pytest.skip("this scenario has no plan")
    found = verify(document(plan))
    assert found, found.faults
    assert float(found.gain) == pytest.approx(plan.gain, abs=1e-9)
    proof = certify(plan)
    assert proof.bound >= proof.gain
    assert DataExchange().name in {rule.name for rule in plan.rules}


def test_a_project_whose_data_are_withheld_is_told_who_withholds_them() -> None:
    told = explain(allocate(four("withheld"))).set_index("project").loc["e-booking"]
    assert told["reason"] == "waits for data"
    assert (
        told["words"]
        == "Not funded: most of what it could raise waits for a withheld exchange of insured by tax"
    )


def test_a_project_that_waits_for_another_is_told_for_which() -> None:
    scenario = four("planned", "e-filing")
    shut = scenario.replace(projects=scenario.projects.assign(excluded=scenario.projects["id"] == "e-filing"))
    told = explain(allocate(shut), lang="fa").set_index("project").loc["e-booking"]
    assert told["reason"] == "waits for data"
    assert "Online filing of tax returns" in told["words"]


def test_a_funded_project_is_told_what_it_could_bring_beside() -> None:
    scenario = four("withheld")
    more = scenario.effects[scenario.effects["project"] == "e-booking"]
    more = more.assign(project="health-login")
    plan = allocate(scenario.replace(effects=pd.concat([scenario.effects, more])))
    told = explain(plan).set_index("project").loc["health-login"]
    assert told["words"].endswith("; some of its points wait for a withheld exchange of insured by tax")
