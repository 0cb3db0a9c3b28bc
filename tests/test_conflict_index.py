"""How strongly interests pull: the index on paper, its laws, and what it bars an agency from."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from egov_budget import ConflictingRules, Infeasible, Scenario, allocate, verify, worlds
from egov_budget.reporting.document import document
from egov_budget.scenario import conflict_index
from egov_budget.scenario.columns import BY_NAME
from random_scenarios import random_scenario

pytestmark = pytest.mark.once

STRENGTHS = st.integers(0, 20).map(lambda twentieth: twentieth / 20)
KINDS = st.sampled_from(BY_NAME["interests"]["kind"].choices)
WHOM = st.sampled_from(
    [("tax", ""), ("health", ""), ("", "tax-login"), ("", "health-login"), ("health", "e-filing")]
)
LISTS = st.dictionaries(st.tuples(WHOM, KINDS), STRENGTHS, max_size=8)


def with_interests(known: dict[tuple[tuple[str, str], str], float], direct: float = 0.0) -> Scenario:
    rows = [(*whom, kind, strength) for (whom, kind), strength in known.items()]
    four = worlds.four_projects()
    return four.replace(
        agencies=four.agencies.assign(conflict=direct),
        interests=pd.DataFrame(rows, columns=["agency", "project", "kind", "strength"]),
    )


def test_kinds_add_up_as_independent_causes_and_one_kind_counts_once() -> None:
    """1 - (1 - 0.2)(1 - 0.5)(1 - 0.5) = 0.8: of two vendor ties the stronger counts."""
    known = {
        (("tax", ""), "vendor tie"): 0.5,
        (("", "e-filing"), "vendor tie"): 0.25,
        (("", "tax-login"), "fee income lost"): 0.5,
    }
    found = conflict_index(with_interests(known, direct=0.2))
    assert found.index.to_dict() == {"tax": 0.8, "health": 0.2}
    assert found.parts.loc[~found.parts["counts"], "project"].tolist() == ["e-filing"]


def test_without_interests_the_index_is_the_direct_score() -> None:
    assert conflict_index(with_interests({}, direct=0.35)).index.tolist() == [0.35, 0.35]


def test_an_index_at_the_threshold_is_not_above_it() -> None:
    """1 - 0.6 x 0.5 is 0.7 on paper and a little more in floating point."""
    at = with_interests({(("tax", ""), "vendor tie"): 0.4, (("tax", ""), "other"): 0.5})
    assert at.settings.conflict_threshold == 0.7
    assert conflict_index(at).may_lead["tax"]
    assert not conflict_index(at.replace(conflict_threshold=0.69)).may_lead["tax"]


@settings(max_examples=12)
@given(LISTS, STRENGTHS)
def test_the_index_is_a_part(known: dict[tuple[tuple[str, str], str], float], direct: float) -> None:
    assert conflict_index(with_interests(known, direct)).index.between(0, 1).all()


@settings(max_examples=12)
@given(LISTS.filter(bool), STRENGTHS, st.data())
def test_a_stronger_interest_never_lowers_the_index(
    known: dict[tuple[tuple[str, str], str], float], direct: float, data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from(sorted(known)))
    more = {**known, key: data.draw(st.floats(known[key], 1))}
    before, after = (conflict_index(with_interests(one, direct)).exact for one in (known, more))
    assert all(after[agency] >= before[agency] for agency in before)


@settings(max_examples=12)
@given(LISTS, STRENGTHS)
def test_the_order_of_interests_has_no_say(
    known: dict[tuple[tuple[str, str], str], float], direct: float
) -> None:
    scenario = with_interests(known, direct)
    turned = scenario.replace(interests=scenario.interests[::-1])
    assert conflict_index(turned).exact == conflict_index(scenario).exact
    pd.testing.assert_frame_equal(conflict_index(turned).table(), conflict_index(scenario).table())


def test_an_agency_that_interests_put_above_the_threshold_leads_nothing() -> None:
    scenario = worlds.four_projects()
    assert allocate(scenario).roles["health-login"].startswith("lead of")
    bound = scenario.replace(
        interests=pd.DataFrame({"agency": ["health"], "kind": ["vendor tie"], "strength": [0.75]})
    )
    plan = allocate(bound)
    assert plan.roles["tax-login"].startswith("lead of")
    assert verify(document(plan))


@settings(max_examples=5)
@given(st.integers(0, 10_000), st.floats(0, 1))
def test_every_plan_keeps_its_leads_independent(seed: int, strength: float) -> None:
    scenario = random_scenario(seed, divisible=True)
    rows = pd.DataFrame({"project": scenario.projects["id"], "kind": "other", "strength": round(strength, 2)})
    try:
        plan = allocate(scenario.replace(interests=rows))
    except (ConflictingRules, Infeasible):
        return
    assert plan.audit()
    assert verify(document(plan))


def test_promised_and_expected_gains_stand_apart() -> None:
    """Tax delivers 0.8 x 0.5 of what it promises, health all of it."""
    four = worlds.four_projects()
    rated = four.agencies.assign(willingness=[0.8, 1.0], ability=[0.5, 1.0])
    plan = allocate(four.replace(agencies=rated, pool=180.0))
    by_agency = plan.by_agency().set_index("agency")
    assert plan.promised == pytest.approx(2.75)
    assert by_agency["promised"].tolist() == pytest.approx([1.375, 1.375])
    assert by_agency["gain"].tolist() == pytest.approx([0.4 * 1.375, 1.375])
    assert plan.gain == pytest.approx(1.925)


@settings(max_examples=15)
@example(0, [0.0, 2.0**-8, *[0.0] * 7])  # a gain so small is scaled before it is solved
@given(st.integers(0, 10_000), st.lists(st.floats(0, 1), min_size=9, max_size=9))
def test_no_plan_is_expected_to_gain_more_than_is_promised(seed: int, ready: list[float]) -> None:
    scenario = random_scenario(seed, divisible=True)
    agencies = scenario.agencies.assign(readiness=ready[: len(scenario.agencies)])
    try:
        plan = allocate(scenario.replace(agencies=agencies))
    except (ConflictingRules, Infeasible):
        return
    assert plan.promised >= plan.gain - 1e-12
    assert (plan.promised_by_project >= plan.gain_by_project - 1e-12).all()
    assert plan.promised_by_project.sum() == pytest.approx(plan.promised)


def test_readiness_that_is_given_wins_over_the_formula() -> None:
    four = worlds.four_projects()
    rated = four.agencies.assign(readiness=[0.9, None], willingness=0.5, ability=0.5)
    assert four.replace(agencies=rated).realisation.tolist() == [0.9, 0.25]


def test_factors_of_one_change_no_plan() -> None:
    four = worlds.four_projects()
    rated = four.replace(agencies=four.agencies.assign(willingness=1.0, ability=1.0))
    plan, plain = allocate(rated), allocate(four)
    assert plan.credits.equals(plain.credits)
    assert plan.gain == plan.promised == plain.gain
