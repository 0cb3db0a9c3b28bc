"""Unreachable services: the best any plan can do whatever the pool, and why it is no more."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from egov_budget import RuleError, Scenario, find_overlaps, worlds
from egov_budget.allocation.unreachable import unreachable
from oracle_exact import attained
from random_scenarios import random_scenario
from small_scenarios import apart, one_work

pytestmark = pytest.mark.once

FOUR = worlds.four_projects()
LEVEL = 0.75


def free(seed: int) -> Scenario:
    """Return a random scenario in which money is no matter, with alternatives and exclusions."""
    scenario = random_scenario(seed, projects=6)
    rng = np.random.default_rng(seed)
    ids = scenario.projects["id"]
    return scenario.replace(
        pool=100_000,
        agencies=scenario.agencies.assign(floor=0.0, ceiling=np.nan),
        projects=scenario.projects.assign(mandatory=False, excluded=rng.random(6) < 0.2),
        alternatives=pd.DataFrame({"set": "one", "project": rng.choice(ids, 3, replace=False)}),
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_best_is_the_best_of_all_plans_for_each_service(seed: int) -> None:
    scenario = free(seed)
    best: dict[str, float] = {}
    for after, _ in attained(scenario, find_overlaps(scenario).members):
        for service, reached in after.items():
            best[service] = max(best.get(service, 0.0), reached)
    listed = unreachable(scenario, level=LEVEL).set_index("service")["best"]
    short = {service: reached for service, reached in best.items() if reached < LEVEL - 1e-6}
    assert set(listed.index) == set(short)
    assert listed.to_dict() == pytest.approx(short, abs=1e-6)


def test_every_reason_is_told_in_words() -> None:
    scenario = FOUR.replace(
        services=pd.concat([FOUR.services, FOUR.services[:1].assign(id="passport", title="Passport")]),
        scores=pd.concat(
            [FOUR.scores, pd.DataFrame({"service": ["passport"], "indicator": ["apply"], "score": 0.4})]
        ),
        projects=FOUR.projects.assign(excluded=[False, False, False, True]),
        alternatives=pd.DataFrame({"set": ["online"] * 2, "project": ["e-filing", "health-login"]}),
        effects=pd.concat(
            [
                FOUR.effects,
                pd.DataFrame(
                    {
                        "project": ["health-login", "e-filing"],
                        "service": "tax-refund",
                        "indicator": ["apply"] * 2,
                        "points": [0.25, 0.25],
                    }
                ),
            ]
        ),
    )
    why = unreachable(scenario).set_index("service")["why"].to_dict()
    assert why == {
        "tax-refund": "one of its requests 'e-filing' and 'health-login' rules out the other",
        "appointment": "only with 'e-booking', which may not be funded",
        "prescription": "its only request leaves 'apply' at 50 %",
        "passport": "no request can raise it",
    }


def test_common_work_raises_a_service_once_and_apart_each_raises_it() -> None:
    effects = pd.DataFrame({"project": ["p0", "p1"], "service": "s0", "indicator": "i", "points": [0.5, 0.3]})
    works = one_work(("p0", "p1", 0.5))
    asked = apart([10, 10], 20, agency=["a", "b"], effects=effects, verdicts=works)
    apart_each = find_overlaps(asked.replace(verdicts=works[:0]))
    for found, best in ((None, 0.5), (apart_each, 0.8)):
        assert unreachable(asked, found).set_index("service")["best"]["s0"] == pytest.approx(best)


def test_obligations_that_exclude_each_other_are_left_out_of_account() -> None:
    needs = pd.DataFrame({"project": ["p0", "p1"], "requires": ["p2", "p3"]})
    chosen = pd.DataFrame({"set": "one", "project": ["p2", "p3"]})
    effects = pd.DataFrame({"project": ["p0", "p1"], "service": "s0", "indicator": "i", "points": [0.5, 0.4]})
    asked = apart([10] * 4, 10, effects=effects, prerequisites=needs, alternatives=chosen)
    must = asked.replace(projects=asked.projects.assign(mandatory=[True, True, False, False]))
    for each in (asked, must):
        assert unreachable(each).set_index("service").loc["s0", "best"] == pytest.approx(0.5)


def test_a_service_without_scores_is_not_listed_and_one_that_is_there_neither() -> None:
    scenario = FOUR.replace(
        scores=FOUR.scores[FOUR.scores["service"] != "tax-refund"].assign(score=1.0),
        effects=FOUR.effects[FOUR.effects["service"] != "tax-refund"],
    )
    assert unreachable(scenario).empty
    assert list(unreachable(scenario).columns) == ["service", "agency", "before", "best", "why"]


def test_more_money_changes_nothing() -> None:
    listed = [unreachable(FOUR.replace(pool=pool)) for pool in (1, 100, 10_000)]
    for other in listed[1:]:
        pd.testing.assert_frame_equal(listed[0], other)


@pytest.mark.parametrize("level", [0.0, 1.2, float("nan")])
def test_a_level_off_the_scale_is_refused(level: float) -> None:
    with pytest.raises(RuleError, match="off the scale"):
        unreachable(FOUR, level=level)


def test_the_national_example_lists_what_cannot_be_reached() -> None:
    scenario = worlds.national_1400(services=200, projects=80)
    listed = unreachable(scenario, level=0.5)
    assert 0 < len(listed) < 200
    assert (listed["best"] < 0.5).all()
    assert (listed["best"] >= listed["before"] - 1e-9).all()
    assert listed["why"].str.len().gt(0).all()
