"""What withholding costs: on paper, against formulating anew, and its laws."""

from __future__ import annotations

import dataclasses

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import (
    Allocation,
    ConflictingRules,
    Infeasible,
    RuleError,
    Scenario,
    allocate,
    exchange_network,
    formulate,
    opened,
    overstated,
    withholding,
    worlds,
)
from egov_budget.reasons.standing import standing
from egov_budget.solving import SolveOptions
from egov_budget.solving.resolve import Resolve
from random_scenarios import random_scenario, some_plan, with_exchanges

pytestmark = pytest.mark.once

WITHHELD = {"service": "appointment", "provider": "tax", "register": "insured", "status": "withheld"}


def held(pool: float = 100.0, **more: object) -> Scenario:
    four = worlds.four_projects()
    return four.replace(
        pool=pool,
        effects=four.effects.assign(registers=["", "", "", "", "", "insured"]),
        exchanges=pd.DataFrame([{**WITHHELD, **more}]),
    )


def test_the_cost_of_a_register_on_paper() -> None:
    """Open, 22 credits gain 22/30 x 0.5 by booking, not 22/40 x 0.375 by e-filing, or 12.375 are enough."""
    found = withholding(allocate(held()))
    register = found.registers.iloc[0]
    assert register["gain"] == pytest.approx(22 / 30 * 0.5 - 22 / 40 * 0.375, abs=1e-6)
    assert register["credits"] == pytest.approx(22 - 22 / 40 * 0.375 / 0.5 * 30, abs=1e-5)
    assert found.providers["name"].tolist() == ["tax"]
    assert found.everything["exchanges"] == 1


def test_one_exchange_is_told_in_the_singular() -> None:
    plan = allocate(held())
    found = withholding(plan)
    assert repr(found).startswith("<Withholding: 1 exchange withheld, 0.16")
    assert str(found).startswith("1 exchange is withheld, ")
    assert str(exchange_network(plan.scenario)).startswith("1 exchange: 0 open, 0 planned, 1 withheld")
    more = pd.DataFrame([WITHHELD, {**WITHHELD, "register": "citizens"}])
    assert str(withholding(allocate(plan.scenario.replace(exchanges=more)))).startswith("2 exchanges are")


def test_a_register_that_nothing_draws_on_costs_nothing() -> None:
    four = worlds.four_projects()
    found = withholding(allocate(four.replace(exchanges=pd.DataFrame([WITHHELD]))))
    assert found.table[["gain", "credits"]].to_numpy().max() == 0


def test_where_nothing_is_withheld_nothing_is_lost() -> None:
    found = withholding(allocate(held(status="open")))
    assert found.registers.empty
    assert found.everything["gain"] == 0


def gained(plan: Allocation, scenario: Scenario) -> float:
    """Return what the relaxation of a scenario gains with the leads of a plan, formulated anew."""
    program = formulate(scenario, plan.overlaps, rules=plan.rules, check=False)
    _, shut = standing(plan)  # columns before b are projects, which are the same
    columns = plan.columns
    assert program.columns.starts["b"] == columns.starts["b"]
    relaxed = dataclasses.replace(program, whole=np.zeros_like(program.whole))
    return Resolve(relaxed, shut, SolveOptions()).base.value


@pytest.mark.parametrize("seed", range(5))
def test_opening_a_lock_is_formulating_the_opened_scenario(seed: int) -> None:
    scenario = with_exchanges(random_scenario(seed, divisible=True), seed)
    try:
        plan = allocate(scenario)
    except (ConflictingRules, Infeasible):
        pytest.skip("this scenario has no plan")
    found, base = withholding(plan), gained(plan, scenario)
    for row in found.registers.to_dict("records"):
        more = gained(plan, opened(scenario, register=row["name"])) - base
        assert row["gain"] == pytest.approx(max(more, 0.0), abs=1e-7)
    for row in found.providers.to_dict("records"):
        more = gained(plan, opened(scenario, provider=row["name"])) - base
        assert row["gain"] == pytest.approx(max(more, 0.0), abs=1e-7)
    assert found.everything["gain"] >= max([0.0, *found.registers["gain"]]) - 1e-9


def test_the_network_leads_from_keepers_through_registers_to_consumers() -> None:
    network = exchange_network(held())
    graph = network.graph()
    assert nx.shortest_path(graph, ("agency", "tax"), ("agency", "health"))[1] == ("register", "insured")
    assert network.registers.loc[0, ["points", "held_back", "betweenness"]].tolist() == [0.5, 0.5, 0.5]
    graph.clear()
    assert len(network.graph()) == 3  # what is handed out is a copy


def test_a_network_without_exchanges_is_empty() -> None:
    network = exchange_network(worlds.four_projects())
    assert len(network.graph()) == 0
    assert network.registers.empty


def declared(scenario: Scenario, evidence: str = "self-declared") -> Scenario:
    return scenario.replace(scores=scenario.scores.assign(evidence=evidence))


def test_what_is_not_declared_by_oneself_is_not_overstated() -> None:
    plan = allocate(declared(worlds.four_projects(), "inspected"))
    found = overstated(plan, by=0.5)
    assert found.at_risk == 0
    assert found.projects().empty
    assert found.by_agency()[["declared", "overstated"]].to_numpy().sum() == 0


def test_a_plan_made_on_overstated_scores_leaves_gain_behind_on_paper() -> None:
    """Full marks in sign-in were claimed: with 0.5 off, half of a sign-in project's worth is back."""
    four = worlds.four_projects()
    claimed = four.scores["score"].where(four.scores["indicator"] != "sign-in", 1.0)
    evidence = four.scores["indicator"].map({"sign-in": "self-declared", "apply": "inspected"})
    plan = allocate(four.replace(pool=70.0, scores=four.scores.assign(score=claimed, evidence=evidence)))
    assert plan.credits[["e-booking", "health-login"]].tolist() == [30, 0]
    found = overstated(plan, by=0.5)
    assert found.best.gain > found.kept.gain
    assert found.at_risk == pytest.approx(found.by_agency()["at_risk"].sum())
    assert "enters" in set(found.projects()["move"])
    assert found.by_agency()["overstated"].tolist() == [0.5, 0.5]


@settings(max_examples=8)
@given(st.integers(0, 10_000), st.sampled_from([0.1, 0.3, 1.0]))
def test_the_plan_made_again_is_never_worse_than_the_one_kept(seed: int, by: float) -> None:
    scenario = declared(random_scenario(seed, divisible=True, projects=5))
    with some_plan():
        plan = allocate(scenario)
        found = overstated(plan, by=by)
    assert found.kept.credits.equals(plan.credits)
    assert found.kept.audit()
    rounding = 1e-3 * max(1.0, found.best.gain) + 5 / scenario.projects["cost"].min()
    assert found.at_risk >= -rounding


def test_a_plan_is_not_overstated_by_more_than_a_score() -> None:
    with pytest.raises(RuleError, match=r"cannot be overstated by 1\.5"):
        overstated(allocate(worlds.four_projects()), by=1.5)
