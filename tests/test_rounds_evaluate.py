"""A round looked back on: what was promised, what came of it, and every fault of what is told of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from egov_budget import Allocation, IntakeError, allocate, evaluate, worlds
from egov_budget.worlds import delivered
from random_scenarios import random_scenario

pytestmark = pytest.mark.once

AFTER = [0.5, 0.25, 0.5, 0.5, 1.0, 0.5, 1.0, 0.5]  # scores of the four services in the order of their table


@pytest.fixture(scope="module")
def plan() -> Allocation:
    return allocate(worlds.four_projects())


def observed(plan: Allocation, scores: list[float] | None = None) -> pd.DataFrame:
    return plan.scenario.scores.assign(score=AFTER if scores is None else scores)


def test_a_case_on_paper(plan: Allocation) -> None:
    """tax-login raised both sign-ins by half of what it promised, health-login did all, e-booking 0.5.

    Each indicator weighs 1/2, so a point is worth 1/2. e-booking got 22 of 30 credits and promised
    22/30 of a point.
    """
    found = evaluate(plan, observed(plan), plan.credits)
    table = found.projects.set_index("project")
    assert table["promised"].to_dict() == pytest.approx(
        {"e-booking": 22 / 60, "health-login": 0.875, "tax-login": 1.0}, abs=1e-9
    )
    assert table["realised"].to_dict() == pytest.approx(
        {"e-booking": 0.25, "health-login": 0.875, "tax-login": 0.5}
    )
    assert table["factor"].to_dict() == pytest.approx(
        {"e-booking": 30 / 44, "health-login": 1.0, "tax-login": 0.5}, abs=1e-8
    )
    assert found.without_money.empty
    assert found.total["realised"] == pytest.approx(1.625)
    assert "promised" in str(found) and "  other " not in str(found)
    assert "tax (own 0.50 in 1 project)" in str(found)
    assert repr(found).startswith("<Evaluation 'Four projects': promised 2.24")


def test_what_changed_without_money_is_told_apart(plan: Allocation) -> None:
    scores = [1.0, 0.25, 0.5, 0.5, 1.0, 0.9, 1.0, 0.3]  # appointment / apply beyond the promise; a fall
    found = evaluate(plan, observed(plan, scores), plan.credits)
    assert "  other " in str(found)
    table = found.without_money.set_index(["service", "indicator"])["other"]
    assert table.to_dict() == pytest.approx(
        {("appointment", "apply"): 0.9 - 22 / 30, ("prescription", "apply"): -0.2}, abs=1e-8
    )
    one = found.services.set_index("service").loc["prescription"]
    assert one["other"] == pytest.approx(-0.1)
    assert one["observed"] - one["before"] == pytest.approx(one["realised"] + one["other"])


@pytest.mark.parametrize("seed", range(4))
def test_observed_change_is_what_was_realised_and_what_was_not_and_no_more_than_was_promised(
    seed: int,
) -> None:
    scenario = random_scenario(seed, divisible=True)
    plan = allocate(scenario)
    rng = np.random.default_rng(seed)
    scores = scenario.scores
    found = evaluate(plan, scores.assign(score=rng.uniform(0, 1, len(scores)).round(3)), plan.credits)
    services, projects = found.services, found.projects
    importance = scenario.services.set_index("id")["importance"].reindex(services["service"]).to_numpy()
    change = ((services["observed"] - services["before"]) * importance).fillna(0)
    np.testing.assert_allclose(change, services["realised"] + services["other"], atol=1e-9)
    assert projects["realised"].sum() == pytest.approx(services["realised"].sum())
    assert (projects["factor"].dropna() <= 1 + 1e-9).all()
    assert projects["expected"].sum() <= projects["promised"].sum() + 1e-9
    assert projects["expected"].sum() == pytest.approx(plan.gain)


@pytest.mark.parametrize("seed", range(5))
def test_a_plan_delivered_as_expected_is_realised_as_expected(seed: int) -> None:
    scenario = random_scenario(seed, divisible=True)
    plan = allocate(scenario)
    agency = scenario.projects.set_index("id")["agency"]
    readiness = agency.map(scenario.agencies.set_index("id")["readiness"])
    found = evaluate(plan, delivered(plan, readiness), plan.credits)
    assert found.total["realised"] == pytest.approx(plan.gain)
    assert found.total["other"] == pytest.approx(0, abs=1e-9)


def test_factors_all_one_and_delivered_in_full_stay_one(plan: Allocation) -> None:
    found = evaluate(plan, delivered(plan, plan.share * 0 + 1), plan.credits)
    assert (found.factors == 1).all()


def test_a_plan_that_funds_nothing_teaches_nothing() -> None:
    scenario = worlds.four_projects().replace(pool=0)
    plan = allocate(scenario)
    found = evaluate(plan, scenario.scores.head(0), {})
    assert found.factors.to_dict() == {"tax": 1.0, "health": 1.0}
    assert found.projects.empty
    assert found.reliability.empty


def test_where_no_project_can_raise_anything_every_change_is_of_others() -> None:
    four = worlds.four_projects()
    plan = allocate(four.replace(effects=four.effects.assign(points=0.0)))
    found = evaluate(plan, observed(plan), plan.credits)
    assert found.projects["promised"].eq(0).all()
    assert found.attribution.others.sum() == pytest.approx(sum(AFTER) - four.scores["score"].sum())


def test_the_order_of_rows_changes_nothing(plan: Allocation) -> None:
    one = evaluate(plan, observed(plan), plan.credits)
    two = evaluate(plan, observed(plan).iloc[::-1], plan.credits.iloc[::-1])
    pd.testing.assert_frame_equal(one.projects, two.projects)
    pd.testing.assert_frame_equal(one.agencies, two.agencies)


def test_a_cell_left_out_counts_as_unchanged(plan: Allocation) -> None:
    found = evaluate(plan, observed(plan).drop(index=[1, 7]), plan.credits)
    assert found.total.equals(evaluate(plan, observed(plan), plan.credits).total)


def test_what_is_not_measured_is_promised_by_nobody_and_told_beside(plan: Allocation) -> None:
    """tax-login raises two sign-ins of tax: one measured it is judged by that, none measured by nothing."""
    whole = evaluate(plan, observed(plan), plan.credits)
    assert whole.unseen.empty
    seen = observed(plan)
    signed = (seen["indicator"] == "sign-in") & seen["service"].str.startswith("tax-")
    for left_out, factor in ((signed & (seen["service"] == "tax-refund"), 0.5), (signed, np.nan)):
        found = evaluate(plan, seen[~left_out], plan.credits)
        assert found.total["promised"] + found.total["unseen"] == pytest.approx(whole.total["promised"])
        assert len(found.unseen) == left_out.sum()
        table = found.projects.set_index("project")
        assert table["factor"]["tax-login"] == pytest.approx(factor, nan_ok=True)
        assert (
            table["realised"]
            .drop("tax-login")
            .equals(whole.projects.set_index("project")["realised"].drop("tax-login"))
        )
    assert "1.000 points promised in 2 cells" in str(found)


def test_an_overrun_is_told_and_counted_and_delivers_no_more(plan: Allocation) -> None:
    over = plan.credits.add(pd.Series({"tax-login": 7.0, "e-filing": 2.0}), fill_value=0.0)
    found, even = evaluate(plan, observed(plan), over), evaluate(plan, observed(plan), plan.credits)
    assert found.overruns.values.tolist() == [["tax-login", "tax", 7.0], ["e-filing", "tax", 2.0]]
    assert "9 credits in 2 projects" in str(found)
    assert found.total["spent"] == even.total["spent"] + 9
    assert found.factors.equals(even.factors)


def test_a_project_that_is_not_told_spent_nothing_and_its_cells_need_no_score(plan: Allocation) -> None:
    spent = plan.credits.drop("e-booking")
    seen = observed(plan)
    without = seen[(seen["service"] != "appointment") | (seen["indicator"] != "apply")]
    found = evaluate(plan, without, spent)
    assert found.total.equals(evaluate(plan, without, {**plan.credits, "e-booking": 0.0}).total)


def test_every_fault_is_told_at_once_with_its_place(plan: Allocation) -> None:
    scores = observed(plan).drop(index=[0])
    strange = pd.DataFrame(
        [("tax-retrun", "apply", 0.5), ("tax-refund", "applied", 0.5), ("tax-refund", "apply", 0.7),
         ("appointment", "apply", 7)],
        columns=["service", "indicator", "score"],
    )  # fmt: skip
    spent = {"tax-login": 1000.0, "health-login": 10.5, "nobody": 3.0, "e-filing": 1.0}
    earlier = pd.DataFrame(
        {"fiscal_year": ["1405"], "agency": ["tax"], "stated": [0.9], "project": ["x"], "expected": [0.9],
         "factor": [0.5]}
    )  # fmt: skip
    late = allocate(plan.scenario.replace(fiscal_year="1400"))
    with pytest.raises(IntakeError) as caught:
        evaluate(late, pd.concat([scores, strange]), spent, earlier=earlier)
    faults = caught.value.faults
    told = [f"{table} {row} {column}: {fault}" for table, row, column, fault in
            zip(faults["table"], faults["row"], faults["column"], faults["fault"], strict=True)]  # fmt: skip
    for part in (
        "observed scores 9 service: the plan has no service 'tax-retrun'",
        "observed scores 10 indicator: the plan has no indicator 'applied'",
        "observed scores 11 service: the row stands already in row 4",
        "observed scores 12 score",
        "spent 3 amount: 10.5 is no whole number of quanta of 1",
        "spent 4 project: the plan has no project 'nobody'",
        "experience 2 fiscal_year: the earlier round is of '1405', the plan of '1400'",
    ):
        assert any(part in line for line in told), part
    assert faults.loc[faults["value"] == "tax-retrun", "remedy"].tolist() == ["Did you mean 'tax-return'?"]


def test_experience_of_several_rounds_adds_up() -> None:
    plan = allocate(worlds.four_projects().replace(fiscal_year="1400"))
    first = evaluate(plan, observed(plan), plan.credits)
    later = allocate(plan.scenario.replace(
        fiscal_year="1401", agencies=plan.scenario.agencies.assign(readiness=[0.1, 0.2])
    ))  # fmt: skip
    second = evaluate(later, observed(later), later.credits, earlier=first.experience)
    assert second.experience["fiscal_year"].value_counts().to_dict() == {"1400": 3, "1401": 3}
    assert second.credibility.table["stated"].tolist() == [1.0, 1.0]  # not what was learned in between
    with pytest.raises(IntakeError, match="in the order of their years"):
        evaluate(plan, observed(plan), plan.credits, earlier=second.experience)


def test_what_was_stated_of_an_agency_without_projects_is_remembered() -> None:
    scenario = worlds.four_projects()
    mine = scenario.projects.assign(excluded=scenario.projects["agency"] == "tax")
    plan = allocate(scenario.replace(fiscal_year="1400", projects=mine))
    first = evaluate(plan, observed(plan), plan.credits)
    assert first.experience[first.experience["project"] == ""]["agency"].tolist() == ["tax"]
    assert first.factors["tax"] < 1  # from what health did
