"""A plan is what it is called: within its pool, optimal where that is proved, the same in any unit."""

from __future__ import annotations

import gc
import itertools
import shutil
import time
import warnings
from contextlib import suppress

import pytest

import egov_budget as eb
import oracle
from drawn_scenarios import drawn, overlaps_of
from egov_budget import rules
from egov_budget.language import language_of
from egov_budget.reporting.certainty import certainty
from egov_budget.solving import options
from own_rules import CreditsWithin
from small_scenarios import apart


@pytest.mark.parametrize("dear", [10**7, 10**12])
@pytest.mark.parametrize("over", [1, 4])
def test_a_plan_never_pays_more_than_its_pool(dear: int, over: int) -> None:
    asked = apart([8, dear], dear + 8 - over, projects={"divisible": False})
    plan = eb.allocate(asked)
    assert plan.spent == 8  # either gains the same, and both together cost too much
    assert plan.audit()


@pytest.mark.parametrize(("solver", "program"), [("COIN_CMD", "cbc"), ("GLPK_CMD", "glpsol")])
def test_no_solver_makes_a_plan_that_pays_more_than_its_pool(
    solver: str, program: str, caplog: pytest.LogCaptureFixture
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    asked = apart([8, 10**8], 10**8 + 7, projects={"divisible": False})
    caplog.set_level("CRITICAL", "egov_budget")  # a record would hold what is to be let go
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # PuLP leaves a file open where a solver breaks off
        plan = eb.allocate(asked, solver=solver)
        gc.collect()
    assert plan.audit(), plan.audit().breaches


def test_a_request_of_a_quadrillion_beside_small_ones_makes_a_plan() -> None:
    plan = eb.allocate(apart([1, 1e15, 7], 1e15 + 4, projects={"divisible": False}))
    assert plan.audit()
    assert plan.credits["p1"] == 1e15


def test_where_no_time_limit_is_given_the_clock_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario, overlaps = drawn(41), overlaps_of(drawn(41))  # its leads are searched for
    plan = eb.allocate(scenario, overlaps)
    hours = itertools.count(0.0, 3600.0)  # as if hours passed between two looks at the clock
    monkeypatch.setattr(options.time, "perf_counter", lambda: next(hours))
    slow = eb.allocate(scenario, overlaps)
    assert (slow.quanta.tolist(), slow.roles.to_dict()) == (plan.quanta.tolist(), plan.roles.to_dict())


def test_no_plan_of_the_same_gain_costs_less_than_the_bound_that_is_stated() -> None:
    scenario = drawn(81)
    overlaps = overlaps_of(scenario)
    best, plan = oracle.searched(scenario, overlaps.members), eb.allocate(scenario, overlaps)
    assert best is not None
    assert plan.outcome is not None
    gain, cost = plan.outcome.reached
    assert gain.value == pytest.approx(best.gain)
    assert cost.bound is None or cost.bound <= best.cost + 1


def test_a_plan_is_called_optimal_only_within_the_gap_asked() -> None:
    plan = eb.allocate(drawn(117), overlaps_of(drawn(117)))
    proved = eb.certify(plan)
    assert float(proved.gap) <= 1e-4 * plan.gain or not certainty(plan, language_of("en")).startswith(
        "optimal"
    )


def test_rounding_to_whole_quanta_respects_an_own_ceiling_on_credits() -> None:
    own = CreditsWithin("own ceiling", ("p0", "p1"), most=10.5)
    plan = eb.allocate(apart([5, 10, 10], 16, points=[0.9, 0.6, 0.5]), rules=[*rules.STANDARD, own])
    assert plan.credits[["p0", "p1"]].sum() <= 10.5


@pytest.mark.once
def test_a_time_limit_is_that_of_the_whole_call() -> None:
    scenario = eb.worlds.national_1400(services=2000, projects=8000)
    overlaps, limit = eb.find_overlaps(scenario), 2.0
    began = time.perf_counter()
    with suppress(eb.Unfinished):
        eb.allocate(scenario, overlaps, time_limit=limit)
    assert time.perf_counter() - began <= 1.1 * limit + 1
