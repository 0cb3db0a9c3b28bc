"""Plans over years: the laws, trying everything, and cases solved on paper."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import (
    ConflictingRules,
    Infeasible,
    RuleError,
    Scenario,
    Schedule,
    Unfinished,
    allocate,
    certify,
    find_overlaps,
    plan_years,
    roll,
    worlds,
)
from egov_budget.allocation.by_year import by_profile
from egov_budget.columns import Block, Columns
from egov_budget.columns.calendar import Calendar
from egov_budget.counting import Check, Plan
from egov_budget.horizon.formulate_years import formulate_years
from egov_budget.rules import STANDARD, Pool, RobustPool
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.solving import SolveOptions
from egov_budget.solving.sweep import sweep
from random_scenarios import EXACT, random_scenario
from small_scenarios import apart, one_work
from years_drawn import (
    coarse,
    every_start,
    is_proved_by_its_linear_bound,
    planned,
    several,
    under_floors,
    years,
)

pytestmark = pytest.mark.once

SEEDS = st.integers(0, 10_000)


def best(schedule: Schedule) -> float:
    """Return the best value before rounding to whole quanta."""
    return schedule.outcome.reached[0].value


@pytest.mark.parametrize("divisible", [True, False])
def test_one_year_is_the_plan_of_a_single_year(divisible: bool) -> None:
    same = 0
    for seed in range(3):
        scenario = random_scenario(seed, divisible=divisible)
        try:
            single = allocate(scenario)
        except (ConflictingRules, Infeasible):
            continue
        pool = int(scenario.settings.pool)
        for asked in (scenario, scenario.replace(years=years(pool), discount_rate=0.3)):
            schedule = plan_years(asked, relative_gap=1e-4)
            assert schedule.quanta[:, 0].tolist() == single.quanta.tolist(), seed
            assert schedule.parts[:, 0].tolist() == single.parts.tolist(), seed
            assert schedule.gain == pytest.approx(single.gain, rel=1e-12), seed
            same += 1
    assert same > 3


@given(seed=SEEDS, divisible=st.booleans(), count=st.integers(2, 3))
@settings(max_examples=6)
def test_every_year_keeps_its_pool_in_whole_quanta_and_the_audit_passes(
    seed: int, divisible: bool, count: int
) -> None:
    schedule = planned(several(seed, divisible=divisible, count=count))
    assert schedule.audit().breaches.empty
    pools = schedule.pools
    assert (pools["spent"] <= pools["pool"] + pools["carried in"]).all()
    assert (schedule.quanta >= 0).all()
    carry = pools["pool"] * schedule.scenario.years["carry_over"]
    assert (pools["carried out"] <= carry).all()
    assert pools["carried in"].tolist() == [0, *pools["carried out"][:-1]]
    assert schedule.gains["discounted"].sum() == pytest.approx(schedule.gain)
    assert (np.diff(schedule.parts, axis=1) >= 0).all()


@pytest.mark.parametrize("seed", [2, 40, 108, 212])  # each breaks a rule when first rounded down or up
def test_a_plan_over_years_keeps_every_rule_and_gains_no_more_than_its_bound(seed: int) -> None:
    schedule = plan_years(coarse(seed))
    assert schedule.audit().breaches.empty
    program = formulate_years(schedule.scenario, schedule.overlaps, STANDARD)
    freed = next(sweep(program, [(program.row_lower, program.row_upper)], SolveOptions(relative_gap=1e-3)))
    assert schedule.outcome.reached[0].bound == pytest.approx(freed.reached[0].bound)


@dataclass(frozen=True)
class Never(FundingRule):
    """A rule whose demand no plan meets, though its rows ask for nothing."""

    name: str = "never"

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        yield from ()

    def demands(self, plan: Plan) -> Iterator[Check]:
        yield Check(self.name, "all", 1, 0, holds=False)


def test_where_no_plan_keeps_every_rule_the_broken_one_is_told_with_both_numbers() -> None:
    asked = single(years=years(15, 15), profiles=halves())
    with pytest.raises(Unfinished, match=r"never \(all\) has 1, needs 0; ask for a smaller quantum"):
        plan_years(asked, rules=[*STANDARD, Never()])


def dearer(seed: int) -> Scenario:
    """Return a scenario over years whose costs may rise; profiles split them into whole quanta."""
    scenario = several(seed, count=2 + seed % 2)
    projects, agencies = scenario.projects, scenario.agencies.assign(ceiling=np.nan)
    more = 5 * np.random.default_rng(seed).integers(0, projects["cost"].astype(int))
    projects = projects.assign(cost=5 * projects["cost"], cost_more=more, minimum_share=0.0)
    table = scenario.years.assign(pool=5 * scenario.years["pool"])
    return scenario.replace(projects=projects, years=table, agencies=agencies, verdicts=pd.DataFrame())


@pytest.mark.parametrize("gamma", [1, 2])
@pytest.mark.parametrize("seed", range(4))
def test_no_projects_that_cost_all_they_may_at_once_break_the_pool_of_a_year(seed: int, gamma: int) -> None:
    schedule = plan_years(dearer(seed), rules=[*STANDARD, RobustPool(gamma)])
    assert schedule.audit().breaches.empty
    started, carried, later = np.diff(schedule.parts / 1e9, axis=1, prepend=0), 0.0, 0.0
    projects = schedule.scenario.projects.set_index("id").loc[schedule.columns.projects]
    slow = projects.index.isin(schedule.scenario.profiles["project"])
    for year, row in enumerate(schedule.scenario.years.itertuples()):
        due = projects["cost_more"].to_numpy() * (np.where(slow, 0.4, 1) * started[:, year] + later)
        later = np.where(slow, 0.6, 0) * started[:, year]
        dearest = max(sum(some) for some in combinations(due, min(gamma, len(due))))
        left = row.pool + carried - schedule.quanta[:, year].sum() - dearest
        assert left >= -1e-6
        carried = min(left, int(row.pool * row.carry_over))


@pytest.mark.parametrize("seed", range(4))
def test_a_robust_pool_of_all_is_that_of_the_dearest_costs_in_each_year_and_of_none_the_pool(
    seed: int,
) -> None:
    asked = dearer(seed)
    nominal, projects = planned(asked, rules=EXACT), asked.projects
    dearest = asked.replace(projects=projects.assign(cost=projects["cost"] + projects["cost_more"]))
    for gamma, same in ((0, nominal), (100, planned(dearest, rules=EXACT))):
        robust = planned(asked, rules=[*EXACT, RobustPool(gamma)])
        assert best(robust) == pytest.approx(best(same), abs=1e-5)


@given(seed=SEEDS, more=st.floats(0.0, 1.0))
@settings(max_examples=4)
def test_more_carry_over_never_lowers_the_optimum(seed: int, more: float) -> None:
    scenario = several(seed)
    table = scenario.years
    looser = table.assign(carry_over=np.maximum(table["carry_over"], more))
    few, many = planned(scenario, rules=EXACT), planned(scenario.replace(years=looser), rules=EXACT)
    assert best(many) >= best(few) - 1e-6


@given(seed=SEEDS, rates=st.tuples(st.floats(0, 1), st.floats(0, 1)))
@settings(max_examples=4)
def test_a_higher_discount_never_favours_later_gains(seed: int, rates: tuple[float, float]) -> None:
    low, high = sorted(rates)
    scenario = several(seed, divisible=False, projects=5)
    patient = planned(scenario.replace(discount_rate=low), rules=EXACT)
    hasty = planned(scenario.replace(discount_rate=high), rules=EXACT)
    assert hasty.gains["added"][1] <= patient.gains["added"][1] + 1e-5
    assert hasty.gains["added"][0] >= patient.gains["added"][0] - 1e-5
    shares = [plan.gains["discounted"][1] / plan.gain if plan.gain else 0.0 for plan in (patient, hasty)]
    assert shares[1] <= shares[0] + 1e-5


@given(seed=SEEDS, released=st.booleans())
@settings(max_examples=4)
def test_planning_again_after_a_year_is_as_good_as_the_plan_and_releasing_never_lowers_it(
    seed: int, released: bool
) -> None:
    asked = several(seed, divisible=False, count=3)
    least = [float(asked.settings.pool // 8), 0.0, 0.0]  # of the years together, also after one of them
    scenario = asked.replace(verdicts=pd.DataFrame(), agencies=asked.agencies.assign(floor=least))
    overlaps = find_overlaps(scenario)
    schedule = planned(scenario, overlaps=overlaps)
    promised = sorted(set(roll(schedule).commitments["project"])) if released else []
    after = plan_years(roll(schedule, released=promised), overlaps, relative_gap=0)
    assert after.audit().breaches.empty
    rest = schedule.gain - schedule.gains["discounted"][0]
    assert best(after) * schedule.calendar.discount >= rest - 1e-6
    if not released:
        kept = schedule.parts[:, 0]
        assert (after.parts[:, -1] >= kept).all()


@pytest.mark.parametrize(("projects", "count"), [(5, 2), (4, 3)])
def test_the_plan_equals_trying_every_start(projects: int, count: int) -> None:
    for seed in range(4):
        scenario = several(seed, divisible=False, projects=projects, count=count)
        scenario = scenario.replace(verdicts=pd.DataFrame())
        overlaps = find_overlaps(scenario)
        assert overlaps.members.empty
        schedule = plan_years(scenario, overlaps, relative_gap=0)
        assert schedule.audit().breaches.empty
        assert schedule.gain == pytest.approx(max(every_start(scenario)), abs=1e-6), seed


def test_of_two_equal_projects_the_cheaper_waits_for_nobody() -> None:
    """Pools of 60 and 40: sign-in first, since booking fits the second year; worth 1/1.1 there."""
    four = worlds.four_projects().replace(years=years(60, 40), discount_rate=0.1)
    schedule = plan_years(four)
    assert schedule.credits.sum().tolist() == [60, 40]
    assert schedule.start[["tax-login", "e-booking"]].tolist() == [1401, 1402]
    assert schedule.gain == pytest.approx(
        schedule.gains["added"][0] + schedule.gains["added"][1] / 1.1, abs=1e-12
    )


def single(**changes: Any) -> Scenario:
    """Return one project of 30 that adds a point of worth 1/2, over years."""
    four = worlds.four_projects()
    alone = {
        "projects": four.projects[four.projects["id"] == "e-booking"],
        "effects": four.effects[four.effects["project"] == "e-booking"],
        "prerequisites": four.prerequisites[:0],
        "verdicts": four.verdicts[:0],
    }
    return four.replace(**{**alone, **changes})


def halves(**more: Any) -> pd.DataFrame:
    return pd.DataFrame({"project": "e-booking", "year": [1, 2], "part": [0.5, 0.5], **more})


def test_a_project_is_paid_by_its_profile_and_gains_after_its_last_paid_year() -> None:
    schedule = plan_years(single(years=years(15, 15), profiles=halves(), discount_rate=0.25))
    assert schedule.credits.loc["e-booking"].tolist() == [15, 15]
    assert schedule.gains["gain"].tolist() == pytest.approx([0, 0.5])
    assert schedule.gain == pytest.approx(0.5 / 1.25)


def test_a_stated_delivery_comes_before_the_last_payment_or_after_it() -> None:
    asked = single(years=years(15, 15, 9), profiles=halves())
    for delivery, gains in ((1, [0.5, 0.5, 0.5]), (3, [0.0, 0.0, 0.5])):
        schedule = plan_years(
            asked.replace(projects=asked.projects.assign(delivery=delivery), discount_rate=0.1)
        )
        assert schedule.gains["gain"].tolist() == pytest.approx(gains)


def test_what_is_not_spent_moves_on_up_to_the_carry_over() -> None:
    whole = single().projects.assign(divisible=False)
    for part, funded in ((0.0, 0), (0.4, 0), (0.5, 1)):  # 20 + 0.5 x 20 pay for 30
        schedule = plan_years(single(years=years(20, 20, carry_over=part), projects=whole))
        assert schedule.parts[0, -1] == funded * 10**9
        assert schedule.pools["carried in"][1] == (part * 20 if part else 0)


def test_readiness_that_grows_makes_waiting_worth_while() -> None:
    agencies = worlds.four_projects().agencies.assign(readiness=0.5, readiness_growth=[0.0, 0.5])
    asked = single(years=years(30, 30), agencies=agencies)
    assert plan_years(asked).gain == pytest.approx(0.5)  # the whole point in the second year
    hasty = plan_years(asked.replace(discount_rate=1.5))  # 0.25 now beats 0.5 / 2.5 then
    assert hasty.gain == pytest.approx(0.25)
    assert hasty.start["e-booking"] == 1401


def test_an_adopter_waits_for_its_lead_and_a_project_for_what_it_needs() -> None:
    schedule = plan_years(worlds.four_projects().replace(years=years(55, 40, 40), discount_rate=0.1))
    share = schedule.share
    assert (share.loc["e-filing"] <= share.loc["tax-login"] + 1e-9).all()
    assert schedule.audit()
    lead = str(schedule.columns.projects[schedule.leads[0]])
    other = {"tax-login": "health-login", "health-login": "tax-login"}[lead]
    assert (share.loc[other] <= share.loc[lead] + 1e-9).all()


@pytest.mark.parametrize("seed", [2, 4, 5, 35])
def test_no_more_is_promised_in_a_year_than_the_plan_pays_in_it(seed: int) -> None:
    plan = plan_years(several(seed, count=4))
    promised = roll(plan).commitments.set_index(["project", "year"])["credits"]
    assert (promised <= plan.credits.stack().reindex(promised.index)).all()
    assert plan_years(roll(plan), plan.overlaps).audit().holds


def waits(*, divisible: bool, opener: float) -> Scenario:
    """Return p0, which waits for an exchange that p1 opens in a year that has no money for p0."""
    asked = apart(
        [10, 20], 30, years=years(20, 10), discount_rate=0.1,
        projects={"divisible": [divisible, True], "ceiling": [np.nan, opener]},
        profiles=pd.DataFrame({"project": "p1", "year": [1, 2], "part": [0.5, 0.5]}),
    )  # fmt: skip
    row = {"service": "s0", "provider": "a", "register": "r", "status": "planned", "project": "p1"}
    return asked.replace(effects=asked.effects.assign(registers=["r", ""]), exchanges=pd.DataFrame([row]))


@pytest.mark.parametrize("divisible", [False, True])
@pytest.mark.parametrize("opener", [20.0, 10.0])
def test_points_that_waited_for_an_exchange_come_in_the_years_after_once_it_is_open(
    divisible: bool, opener: float
) -> None:
    plan = plan_years(waits(divisible=divisible, opener=opener))
    after = plan_years(roll(plan), plan.overlaps)
    assert plan.gains["added"].tolist() == pytest.approx([0.0, opener / 20])
    assert after.gain == pytest.approx(opener / 20)
    assert float(after.counted.gain) == pytest.approx(after.gain)
    assert float(certify(after).bound) == pytest.approx(after.gain)


@pytest.mark.parametrize("seed", [7006, 7010])
def test_what_waits_is_planned_again_as_well_as_it_was(seed: int) -> None:
    plan = plan_years(under_floors(seed))
    while len(plan.years) > 1:
        rest = (plan.gain - plan.gains["discounted"][0]) / plan.calendar.discount
        plan = plan_years(roll(plan), plan.overlaps)
        assert plan.outcome is not None
        assert best(plan) >= rest - 1e-6
        assert float(plan.counted.gain) == pytest.approx(plan.gain)


def test_a_share_that_was_rounded_up_by_a_part_of_a_billionth_stands_in_the_years_after() -> None:
    plan = plan_years(several(5162, count=4))
    while len(plan.years) > 1:
        before, plan = plan, plan_years(roll(plan), plan.overlaps)
        assert (plan.begun == before.parts[:, 0]).all()


@pytest.mark.parametrize("must", [False, True])
def test_what_is_paid_for_in_full_is_paid_no_quantum_more_in_the_years_after(must: bool) -> None:
    four = worlds.four_projects()
    mandatory = must & (four.projects["id"] == "tax-login")
    whole = four.replace(
        years=years(100, 40),
        projects=four.projects.assign(divisible=False, mandatory=mandatory),
        agencies=four.agencies.assign(ceiling=[60.0, 40.0]),
    )
    first = plan_years(whole)
    assert first.credits.loc["tax-login"].tolist() == [60, 0]  # all that its agency may have
    after = plan_years(roll(first), first.overlaps)
    assert after.credits.loc["tax-login"].tolist() == [0]
    assert after.audit()


@pytest.mark.parametrize(("seed", "part"), [(0, 0.0), (10, 0.5), (16, 0.0)])
def test_what_is_left_of_a_plan_can_be_planned_again_to_the_last_year(seed: int, part: float) -> None:
    """In the second, work is given up that others use; in the last, whole quanta alone meet a floor."""
    plan, rng = plan_years(under_floors(seed)), np.random.default_rng([seed, 78])
    while len(plan.years) > 1:
        promised = sorted(set(roll(plan).commitments["project"]))
        given_up = [name for name in promised if rng.random() < part]
        plan = plan_years(roll(plan, released=given_up), plan.overlaps)
        assert plan.audit().breaches.empty
        assert float(certify(plan).bound) >= best(plan) - 1e-6
        if seed != 16:
            is_proved_by_its_linear_bound(plan)


def test_a_group_that_worked_apart_does_so_in_the_years_after() -> None:
    works = one_work(("p0", "p1", 0.5))
    asked = apart([40, 40], 80, agency=["a", "b"], verdicts=works, projects={"divisible": False})
    plan = plan_years(asked.replace(years=years(40, 40), agencies=asked.agencies.assign(floor=40.0)))
    assert plan.credits.sum(axis=1).tolist() == [40, 40]
    assert roll(plan).projects["built"].dropna().tolist() == [0]
    assert plan_years(roll(plan), plan.overlaps).credits.sum().tolist() == [40]


@pytest.mark.parametrize(("started", "lead"), [([0.2, 0.6], "p1"), ([0.6, 0.2], "p0")])
def test_where_nobody_says_what_was_built_who_was_begun_farthest_goes_on_to_lead(
    started: list[float], lead: str
) -> None:
    asked = apart([40, 40], 40, agency=["a", "b"], projects={"started": started})
    promised = pd.DataFrame({"project": ["p0", "p1"], "year": 1401, "credits": 5.0})
    works = one_work(("p0", "p1", 0.5))
    plan = plan_years(asked.replace(verdicts=works, years=years(60, 60), commitments=promised))
    assert plan.roles[lead] == "lead of G:p0"


def test_a_commitment_is_paid_first_and_gains_after_its_last_year() -> None:
    promised = pd.DataFrame({"project": ["e-booking"], "year": [1402], "credits": [12.0]})
    schedule = plan_years(single(years=years(20, 20), commitments=promised))
    assert schedule.credits.loc["e-booking"].tolist() == [0, 12]
    assert schedule.gains["gain"].tolist() == pytest.approx([0, 0.5])
    assert pd.isna(schedule.start["e-booking"])


def test_a_released_commitment_is_given_up_for_what_gains_more() -> None:
    four = worlds.four_projects()
    promised = pd.DataFrame({"project": ["e-filing"], "year": [1401], "credits": [30.0]})
    asked = four.replace(years=years(30), commitments=promised, prerequisites=four.prerequisites[:0])
    assert plan_years(asked).credits.loc["e-filing"].tolist() == [30]
    freed = plan_years(asked.replace(commitments=promised.assign(released=True)))
    assert freed.credits[1401]["e-filing"] == 0
    assert freed.gain == pytest.approx(0.38 * 1.875)  # 30 of the 78 for both sign-ins, against 0.375


def test_one_year_reads_no_profile_and_plans_as_allocate_does() -> None:
    asked = single(years=years(30), profiles=halves(), pool=30.0)
    asked = asked.replace(projects=asked.projects.assign(mandatory=True))
    assert plan_years(asked).credits[asked.years["year"][0]].equals(allocate(asked).credits.rename(None))


def test_a_mandatory_project_longer_than_the_plan_is_refused_with_both_numbers() -> None:
    profile = pd.DataFrame({"project": "e-booking", "year": [1, 2, 3], "part": [0.5, 0.25, 0.25]})
    asked = single(years=years(20, 10), profiles=profile)
    with pytest.raises(ConflictingRules) as told:
        plan_years(asked.replace(projects=asked.projects.assign(mandatory=True)))
    assert "takes longer than the years of the plan: have 2, need 3" in str(told.value)
    assert "add years up to 1403" in str(told.value)


def test_an_audit_finds_a_year_spent_beyond_its_pool() -> None:
    schedule = plan_years(single(years=years(15, 15), profiles=halves()))
    worse = dataclasses.replace(schedule, quanta=schedule.quanta + np.array([[1, -1]]))
    assert worse.audit().breaches["rule"].tolist() == ["pool"]
    early = dataclasses.replace(schedule, parts=np.array([[10**9, 5 * 10**8]]))
    assert "start" in early.audit().breaches["rule"].tolist()


def test_observed_scores_replace_those_that_were_planned() -> None:
    schedule = plan_years(single(years=years(30, 15)))
    planned_score = roll(schedule).scores.set_index(["service", "indicator"])["score"]
    assert planned_score["appointment", "apply"] == pytest.approx(1.0)
    seen = pd.DataFrame({"service": ["appointment"], "indicator": ["apply"], "score": [0.25]})
    after = roll(schedule, seen)
    assert after.scores.set_index(["service", "indicator"])["score"]["appointment", "apply"] == 0.25
    assert (after.settings.pool, after.settings.fiscal_year) == (15, "1402")


def test_a_year_after_the_last_and_a_release_of_nothing_are_refused() -> None:
    with pytest.raises(RuleError, match="1401 is the last year"):
        roll(plan_years(single(years=years(30))))
    with pytest.raises(RuleError, match="no commitment after 1401"):
        roll(plan_years(single(years=years(30, 5))), released=["e-booking"])


def test_points_wait_for_the_exchange_that_another_project_opens() -> None:
    """Booking can be done in the first year; its points come with sign-in, which takes two."""
    four = worlds.four_projects()
    exchanges = pd.DataFrame(
        {
            "service": ["appointment"], "provider": ["tax"], "register": ["identity"], "status": ["planned"],
            "project": ["tax-login"],
        }
    )  # fmt: skip
    effects = four.effects.assign(registers=np.where(four.effects["project"] == "e-booking", "identity", ""))
    slow = pd.DataFrame({"project": "tax-login", "year": [1, 2], "part": [0.5, 0.5]})
    asked = four.replace(
        years=years(60, 60), exchanges=exchanges, effects=effects, profiles=slow, verdicts=pd.DataFrame(),
        projects=four.projects.assign(mandatory=four.projects["id"].isin(["tax-login", "e-booking"])),
        discount_rate=0.1,
    )  # fmt: skip
    schedule = plan_years(asked)
    assert schedule.audit()
    assert (schedule.start["tax-login"], schedule.share.loc["e-booking"].iloc[-1]) == (1401, 1.0)
    assert schedule.gains["added"][0] == pytest.approx(0, abs=1e-9) or schedule.start["e-booking"] == 1402
    booked = schedule.attainment.loc["appointment"]
    assert booked[1401] - booked["before"] <= 0.5  # sign-in of its own at most
    assert best(schedule) == pytest.approx(schedule.gain, rel=1e-6)


def test_a_percentage_of_the_pool_is_one_of_all_pools_together() -> None:
    years = pd.DataFrame({"year": [1, 2], "pool": [30.0, 70.0]})
    limits = {"id": ["tax", "health"], "ceiling": [20.0, np.nan], "ceiling_unit": "percent of pool"}
    four = worlds.four_projects().replace(agencies=pd.DataFrame(limits), years=years)
    given = plan_years(four).credits.sum(axis=1).groupby(four.projects.set_index("id")["agency"]).sum()
    assert given["tax"] == 20


def test_a_sum_that_is_whole_is_due_in_whole_quanta_of_each_year_and_another_as_it_is() -> None:
    slow = pd.DataFrame([("p0", 1, 0.4), ("p0", 2, 0.6)], columns=["project", "year", "part"])
    asked = apart([10], 10, years=years(10, 10), profiles=slow)
    calendar = Calendar.of(asked, Columns.of(asked, None))
    assert by_profile(np.array([[3.0], [0.0]]), calendar).tolist() == [[1, 2]]
    assert by_profile(np.array([[3.5], [0.0]]), calendar)[0] == pytest.approx([1.4, 2.1])


@pytest.mark.parametrize(
    ("first", "second", "pool"), [(10, 20, 30), (20, 10, 20), (20, 25, 20), (12, 29, 28), (8, 31, 30)]
)
def test_a_year_spends_its_pool_and_what_the_year_before_left_at_most(
    first: int, second: int, pool: int
) -> None:
    course = plan_years(single(years=years(20, 20, carry_over=0.5))).counted
    paid = dict.fromkeys(course.paid, (first, second))
    *_, last = Pool().demands_over(dataclasses.replace(course, paid=paid))
    assert last == Check("pool", "1402", second, pool, second <= pool)
