"""What is proved of plans over years: no plan gains more, and the solver's prices prove its linear bound."""

from __future__ import annotations

import copy
import dataclasses
import json
from functools import cache

import numpy as np
import pytest

from egov_budget import Schedule, certify, find_overlaps, plan_years, roll, verify
from egov_budget.certificate.bound import bound
from egov_budget.certificate.sealed import seal
from egov_budget.counting.promises import due_over
from egov_budget.counting.tree import Branch
from egov_budget.money import exact
from egov_budget.solving.relaxed import Linear, Relaxed
from random_scenarios import with_exchanges
from years_drawn import every_start, several

pytestmark = pytest.mark.once


@cache
def plans(seed: int) -> tuple[Schedule, Schedule]:
    """Return a plan of two to four years, and the next one with half of the promises released."""
    asked = several(seed, divisible=seed % 2 == 0, count=2 + seed % 3)
    first = plan_years(with_exchanges(asked, seed) if seed % 4 == 0 else asked)
    freed = sorted(set(roll(first).commitments["project"]))[::2]
    return first, plan_years(roll(first, released=freed), first.overlaps)


@pytest.mark.parametrize("seed", [5, 8, 14, 16])
def test_no_plan_over_years_gains_more_than_is_proved_and_the_gain_is_that_of_the_plan(seed: int) -> None:
    for plan in plans(seed):
        proof = certify(plan)
        assert float(proof.gain) == pytest.approx(plan.gain, abs=1e-9)
        assert float(proof.bound) >= plan.outcome.reached[0].value - 1e-6
        assert proof.bound >= proof.gain


@pytest.mark.parametrize("seed", [8, 14, 16, 36])  # the last has money carried on at a price
def test_prices_of_the_program_over_years_prove_its_linear_bound(seed: int) -> None:
    for plan in plans(seed):
        nothing = dataclasses.replace(
            plan, quanta=0 * plan.quanta, parts=0 * plan.parts
        )  # nothing is rounded
        proved = bound(nothing.counted, plan.rules, Branch(certify(plan).multipliers))
        linear = Relaxed(Linear.of(plan.under([rule for rule in plan.rules if rule.proves]))).base.value
        assert float(proved) == pytest.approx(linear, abs=1e-6)


@pytest.mark.parametrize("seed", range(2))
def test_no_multipliers_at_all_prove_less_than_the_best_way_to_start_projects(seed: int) -> None:
    asked = several(seed, divisible=False, projects=4, count=3)
    plan = plan_years(asked.replace(verdicts=asked.verdicts[:0]), find_overlaps(asked), relative_gap=1.0)
    rng, best = np.random.default_rng(seed), max(every_start(plan.scenario))
    for _ in range(5):
        drawn = {
            rule.name: {
                subject: round(float(rng.exponential(0.1)), 4)
                for rows in plan.counted.inequalities(rule)
                for subject in rows.subjects
                if rng.random() < 0.5
            }
            for rule in plan.rules
        }
        assert float(bound(plan.counted, plan.rules, Branch(drawn))) >= best - 1e-9


def test_a_document_of_years_verifies_alone_and_beside_its_requests_until_a_year_is_changed() -> None:
    for plan in plans(8):
        written = json.loads(plan.to_json() or "")
        found = verify(written)
        assert found.faults.empty
        assert (found.gain, found.bound) == (certify(plan).gain, certify(plan).bound)
        work = sum(sum(due) for due in due_over(plan.counted).values())
        assert found.beyond == exact(plan.spent) - exact(plan.scenario.settings.quantum) * work
        assert verify(written, plan.scenario)
        paid = max(written["plan"]["quanta"], key=lambda name: sum(written["plan"]["quanta"][name]))
        for year, when in enumerate(plan.years):
            for part, more in (("quanta", 10**6), ("billionths", 10**9)):
                planted = copy.deepcopy(written)
                planted["plan"][part][paid][year] += more
                planted["certificate"]["seal"] = seal(planted)
                broken = verify(planted)
                assert not broken.audit.holds, (part, when)
                if part == "quanta":
                    assert str(when) in set(broken.audit.breaches["subject"])
