"""A price is what is paid or gained by it, and a remedy that is told ends what it is told for."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import egov_budget as eb
from drawn_scenarios import drawn, overlaps_of
from egov_budget import rules
from egov_budget.objectives import LeastCost, ServicesAt
from egov_budget.overlaps import Overlaps
from random_scenarios import EXACT
from small_scenarios import apart


def led_as(plan: eb.Allocation) -> Overlaps:
    """Return the shared work of a plan with the leads it has."""
    assert plan.overlaps is not None
    members = plan.overlaps.members
    leading = plan.columns.projects[plan.leads[plan.leads >= 0]]
    lead = members["lead"] | members["project"].isin(leading)
    return replace(plan.overlaps, members=members.assign(lead=lead))


def test_the_price_of_the_pool_moves_limits_that_are_parts_of_it() -> None:
    limits = {"ceiling": [50.0, np.nan], "ceiling_unit": ["percent of pool", "credits"]}
    agencies = pd.DataFrame({"id": ["a", "b"], **limits})
    asked = apart([10000, 10000], 10000, points=[0.9, 0.3], agency=["a", "b"], agencies=agencies)
    plan = eb.allocate(asked)
    told = eb.prices(plan, step=100).set_index("rule").loc["pool"]
    more = eb.allocate(asked.replace(pool=10100)).gain - plan.gain
    assert told[["looser", "price", "tighter"]].tolist() == pytest.approx([more] * 3)


@pytest.mark.parametrize("seed", [0, 24, 45])
def test_with_the_leads_of_the_plan_an_unlisted_set_of_alternatives_costs_nothing(seed: int) -> None:
    asked = drawn(seed)
    overlaps = overlaps_of(asked)
    plan = eb.allocate(asked, overlaps, relative_gap=0)
    freed = eb.allocate(asked.replace(alternatives=asked.alternatives.head(0)), led_as(plan), relative_gap=0)
    listed = "alternatives" in set(eb.prices(plan, rules=["alternatives"])["rule"])
    led_alike = (freed.leads == plan.leads).all()  # a group with a named lead may still work apart
    assert listed or not led_alike or freed.gain <= plan.gain + 1e-3


@pytest.mark.parametrize(("seed", "project"), [(51, "p0"), (56, "p4")])
def test_with_the_leads_of_the_plan_an_obligation_that_is_not_listed_costs_nothing(
    seed: int, project: str
) -> None:
    asked = drawn(seed)
    overlaps = overlaps_of(asked)
    plan = eb.allocate(asked, overlaps, relative_gap=0)
    optional = asked.projects["mandatory"] & (asked.projects["id"] != project)
    freed = asked.replace(projects=asked.projects.assign(mandatory=optional))
    told = eb.prices(plan, rules=["mandatory"])
    listed = ((told["rule"] == "mandatory") & (told["subject"] == project)).any()
    assert listed or eb.allocate(freed, led_as(plan), relative_gap=0).gain <= plan.gain + 1e-3


def test_what_refusing_a_project_costs_is_what_the_best_plan_without_it_gains_less() -> None:
    asked = drawn(93)
    overlaps = overlaps_of(asked)
    plan = eb.allocate(asked, overlaps, relative_gap=0)
    refused = asked.replace(
        projects=asked.projects.assign(excluded=asked.projects["excluded"] | (asked.projects["id"] == "p0"))
    )
    lost = plan.gain - eb.allocate(refused, overlaps, rules=EXACT, relative_gap=0).gain
    told = eb.explain(plan, "p0").iloc[0]
    assert "these leads" in told["words"] or told["lost_without"] == pytest.approx(lost, abs=0.01)


def test_a_pool_told_for_one_conflict_ends_it_and_the_smallest_pool_of_all_leaves_a_plan() -> None:
    asked = drawn(28)
    overlaps = overlaps_of(asked)
    with pytest.raises(eb.ConflictingRules) as raised:
        eb.allocate(asked, overlaps)
    remedies = " ".join(raised.value.faults["remedy"])
    (enough,) = re.findall(r"For this alone, either raise the pool to ([\d,.]*\d)", remedies)
    raised_to = asked.replace(pool=float(enough.replace(",", "")))
    assert not eb.conflicts(raised_to, overlaps).arithmetic
    found = eb.conflicts(asked, overlaps)
    assert found.pool is not None
    assert eb.allocate(asked.replace(pool=found.pool), overlaps).audit()


@pytest.mark.parametrize("objective", [LeastCost(), ServicesAt(0.5)])
def test_scores_overstated_by_nothing_put_nothing_at_risk(objective: object) -> None:
    four = eb.worlds.four_projects()
    declared = four.replace(scores=four.scores.assign(evidence="self-declared"))
    found = eb.overstated(eb.allocate(declared, objective=objective), 0.0)
    assert found.at_risk == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("seed", [0, 4, 8, 41, 97])
def test_a_plan_scored_by_its_own_credits_delivers_what_whole_quanta_pay_for_beside_it(seed: int) -> None:
    asked = drawn(seed)
    overlaps = overlaps_of(asked)
    plan = eb.allocate(asked, overlaps)
    scored = eb.score(asked, plan.credits, overlaps)
    quantum = np.ceil(1e9 / plan.columns.as_adopter)
    assert (scored.parts >= plan.parts).all()
    assert (scored.parts - plan.parts <= quantum).all()
    assert scored.breaches.empty


@pytest.mark.parametrize("seed", [0, 2, 6])
def test_what_is_frozen_delivers_no_less(seed: int) -> None:
    asked = drawn(seed)
    plan = eb.allocate(asked, overlaps_of(asked))
    frozen = list(plan.share.index[plan.share > 0][:2])
    assert (eb.reallocate(plan, frozen).share[frozen] >= plan.share[frozen]).all()


def test_comparing_tells_that_a_rule_was_made_with_another_number() -> None:
    asked = apart([50, 60], 60)
    before, after = (
        eb.allocate(asked, rules=[*rules.STANDARD, rules.MeanTarget(level)]) for level in (0.1, 0.2)
    )
    assert not eb.compare(before, after).inputs.empty


def test_comparing_tells_that_another_objective_was_pursued() -> None:
    asked = apart([50, 60], 60)
    before, after = eb.allocate(asked), eb.allocate(asked, objective=LeastCost())
    assert not eb.compare(before, after).inputs.empty


def test_a_tranche_is_the_part_that_is_written() -> None:
    order = eb.tranches(eb.allocate(apart([50, 60], 100)), parts=(0.29, 0.57, 1.0))
    assert order.table["pool"].tolist() == [29, 57, 100]


def test_no_bend_is_told_that_moves_with_the_range_drawn() -> None:
    asked = eb.worlds.national_1400(services=60, projects=30)
    pool = asked.settings.pool
    knees = {
        getattr(eb.frontier(asked, pools=[round(pool * part) for part in parts]), "knee", None)
        for parts in (np.linspace(0.5, 1.5, 9), np.linspace(0.8, 3.0, 9))
    }
    assert knees == {None}


@pytest.mark.parametrize("seed", [24, 30])
def test_no_plan_gains_more_by_what_is_withheld_than_is_told(seed: int) -> None:
    asked = drawn(seed, whole=True)
    overlaps = overlaps_of(asked)
    plan, opened = (
        eb.allocate(scenario, overlaps, rules=EXACT, relative_gap=0) for scenario in (asked, eb.opened(asked))
    )
    assert opened.gain - plan.gain <= eb.withholding(plan).most + 1e-3
