"""What shared work saves and who pays it: exact in whole quanta, whatever the key."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import Allocation, RuleError, allocate, savings_ledger, worlds
from egov_budget.errors import ConflictingRules, Infeasible
from egov_budget.whatif.apportion import apportion
from random_scenarios import random_scenario
from small_scenarios import apart, one_work

pytestmark = pytest.mark.once

SEEDS = st.integers(0, 2**20)
KEYS = ("equal", "by use", "by own saving")


def sharing(seed: int) -> Allocation | None:
    """Return a plan of a random scenario that shares work, if there is one."""
    scenario = random_scenario(seed, projects=7, divisible=True)
    if scenario.verdicts.empty:
        return None
    try:
        return allocate(scenario.replace(pool=scenario.projects["cost"].sum()))
    except (ConflictingRules, Infeasible):
        return None


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**9), min_size=1, max_size=9))
def test_parts_sum_to_the_whole_and_are_near_their_share(total: int, weights: list[int]) -> None:
    parts = apportion(total, weights)
    assert sum(parts) == total
    scale = sum(weights)
    if scale:
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part * scale - total * weight) < scale


@settings(max_examples=6)
@given(SEEDS, st.sampled_from(KEYS))
def test_the_ledger_sums_to_what_the_plan_saves_and_pays(seed: int, key: str) -> None:
    plan = sharing(seed)
    if plan is None:
        return
    ledger = savings_ledger(plan, key=key)
    groups, members = ledger.groups.set_index("group"), ledger.members
    assert (groups["gross"] - groups["connection"] == groups["certain"]).all()
    assert (plan.saved[groups.index] == groups["certain"].clip(lower=0)).all()
    by_group = members.groupby("group")
    assert (by_group["transfer"].sum() == 0).all()
    assert (by_group["pays"].sum() == by_group["granted"].sum()).all()
    assert (by_group["saves"].sum() == groups["certain"]).all()


@settings(max_examples=6)
@given(SEEDS)
def test_by_use_nobody_pays_more_than_alone_where_the_group_saves(seed: int) -> None:
    plan = sharing(seed)
    if plan is None:
        return
    ledger = savings_ledger(plan, key="by use")
    saving = ledger.groups.loc[ledger.groups["certain"] > 0, "group"]
    assert (ledger.members.loc[ledger.members["group"].isin(saving), "saves"] >= -1).all()


@settings(max_examples=6)
@given(SEEDS)
def test_at_the_break_even_rate_the_net_saving_is_nothing(seed: int) -> None:
    plan = sharing(seed)
    if plan is None:
        return
    for row in savings_ledger(plan).groups.itertuples():
        if 0 <= row.break_even <= 1:
            at = savings_ledger(plan, adoption=row.break_even).groups.set_index("group").loc[row.group]
            assert -len(plan.parts) <= at["net"] <= 1


def test_the_four_projects_by_hand() -> None:
    four = worlds.four_projects()
    plan = allocate(four.replace(agencies=four.agencies.assign(readiness=0.8)))
    row = savings_ledger(plan, adoption=0.5).groups.iloc[0]
    assert (row["gross"], row["connection"], row["certain"], row["net"]) == (40.0, 8.0, 32.0, 8.0)
    assert (row["realisation"], row["break_even"]) == (0.8, 0.25)


@pytest.mark.parametrize(
    ("key", "pays"), [("equal", [24, 24]), ("by use", [24, 24]), ("by own saving", [22, 26])]
)
def test_the_four_projects_are_paid_by_each_key(key: str, pays: list[int]) -> None:
    members = savings_ledger(allocate(worlds.four_projects()), key=key).members
    assert members["role"].tolist() == ["lead", "adopter"]
    assert members["pays"].tolist() == pays


def test_realisation_is_readiness() -> None:
    scenario = worlds.four_projects()
    scenario = scenario.replace(agencies=scenario.agencies.assign(readiness=[0.5, 1.0]))
    plan = allocate(scenario)
    lead = savings_ledger(plan).groups["lead"].iloc[0]
    expected = 0.5 if lead == "health-login" else 1.0
    assert savings_ledger(plan).groups["realisation"].iloc[0] == expected


def test_the_screen_calls_a_group_by_the_title_of_its_lead() -> None:
    line = str(savings_ledger(allocate(worlds.four_projects()))).splitlines()[1]
    assert line.endswith("  health-login: Single sign-in platform for patients")


def test_a_plan_without_shared_work_has_an_empty_ledger() -> None:
    scenario = worlds.four_projects()
    ledger = savings_ledger(allocate(scenario.replace(verdicts=scenario.verdicts.head(0), binding="none")))
    assert (len(ledger.groups), len(ledger.members), ledger.total["net"]) == (0, 0, 0)
    assert "0 groups" in repr(ledger)
    assert "all" in str(ledger).splitlines()[1]


def test_every_fault_of_a_ledger_is_told_at_once() -> None:
    with pytest.raises(RuleError) as caught:
        savings_ledger(allocate(worlds.four_projects()), key="by luck", adoption=1.5)
    assert caught.value.faults["column"].tolist() == ["adoption", "key"]


@pytest.mark.parametrize("readiness", [0.0, 0.1])
def test_common_work_that_pays_at_no_adoption_is_told_to(readiness: float, tmp_path: Path) -> None:
    asked = apart(
        [60, 50], 90, agency=["a", "b"], verdicts=one_work(("p0", "p1", 0.8), lead="p0"),
        agencies=pd.DataFrame({"id": ["a", "b"], "readiness": [1.0, readiness]}),
        projects={"mandatory": True},
    )  # fmt: skip
    plan = allocate(asked)
    assert plan.saved.sum() == 32
    assert "never" in str(savings_ledger(plan))
    plan.to_html(tmp_path / "report.html", full=False)
    assert "it pays from no adoption on" in (tmp_path / "report.html").read_text("utf-8")
