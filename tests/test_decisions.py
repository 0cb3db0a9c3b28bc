"""Decisions: each sets one cell, the last one wins, and a paper tells those that hold and what they cost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings

from decided_scenarios import SEEDS, any_cell, cell, decided
from drawn_scenarios import drawn
from egov_budget import (
    ConflictingRules,
    IntakeError,
    SolveError,
    allocate,
    compare,
    explain,
    prices,
    read_plan,
    verify,
    worlds,
)  # fmt: skip
from egov_budget.intake import read_scenario, write_scenario
from egov_budget.language import language_of
from egov_budget.reporting import write_files
from egov_budget.reporting.document import document
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.decided import in_force, undone
from egov_budget.scenario.decided_cells import keys_of
from egov_budget.scenario.decided_words import decided_words
from shell import run

pytestmark = pytest.mark.once

FOUR = worlds.four_projects()


@settings(max_examples=12)
@given(SEEDS)
def test_a_decision_sets_its_cell_and_no_other_and_undone_gives_it_back(seed: int) -> None:
    before, asked = drawn(seed), any_cell(drawn(seed), seed)
    try:
        after = decided(before, asked)
    except IntakeError:
        assume(False)
    schema, column = BY_NAME[asked["table"]], asked["column"]
    for name, frame in before.tables.items():
        differs = frame.compare(after.tables[name]) if name != "decisions" else pd.DataFrame()
        assert set(differs.columns.get_level_values(0)) <= ({column} if name == schema.name else set())
        keys = [keys_of(schema, frame)[at] for at in differs.index]
        assert keys in ([], [asked["key"]])
    assert in_force(after)["id"].tolist() == ["d0"]
    assert undone(after, "d0") == before
    assert decided(undone(after, "d0"), asked) == after


@settings(max_examples=5)
@given(SEEDS)
def test_of_several_decisions_on_a_cell_the_last_one_holds_in_whatever_order_they_stand(seed: int) -> None:
    rng = np.random.default_rng(seed)
    pools = rng.integers(50, 150, 4).tolist()
    rows = [cell("settings", "", "pool", pool, date=f"1404-03-{at + 1:02}") for at, pool in enumerate(pools)]
    mixed = [rows[at] for at in rng.permutation(4)]
    together, apart = decided(FOUR, *mixed), FOUR
    for row in mixed:
        apart = decided(apart, row)
    for after in (together, apart):
        assert after.settings.pool == pools[-1]
        chain = after.decisions.sort_values("date")
        assert chain["before"].tolist() == ["100", *map(str, pools[:-1])]


@pytest.mark.parametrize("suffix", ["", ".json", ".xlsx"])
def test_what_was_carried_out_is_a_record_wherever_it_is_written(tmp_path: Path, suffix: str) -> None:
    after = decided(FOUR, cell("settings", "", "pool", 118), cell("projects", "e-filing", "excluded", "yes"))
    changed = after.replace(pool=90)
    write_scenario(changed, tmp_path / f"requests{suffix}")
    again = read_scenario(tmp_path / f"requests{suffix}")
    assert again == changed
    assert in_force(again)["column"].tolist() == ["excluded"]  # the pool is another one by now


def test_every_fault_of_decisions_is_told_where_the_decision_stands() -> None:
    with pytest.raises(IntakeError) as found:
        decided(
            FOUR, cell("setings", "", "pool", 1), cell("projects", "e-filin", "cost", 1),
            cell("projects", "e-filing", "id", "x"), cell("projects", "e-filing", "cost", "abc"),
            cell("projects", "e-booking", "agency", "nobody"), cell("settings", "", "pool", 1),
            cell("settings", "", "pool", 2), cell("verdicts", "e-filing / e-bookin", "verdict", "reject"),
            cell("settings", "", "currency", "rial", date="soon"),
        )  # fmt: skip
    faults = found.value.faults
    assert set(faults["table"]) == {"decisions"}
    places = [*zip(faults["row"], faults["column"], strict=True)]
    wanted = {(2, "table"), (3, "key"), (4, "column"), (5, "value"), (6, "value"), (8, "value"), (9, "value")}
    assert {*places} == wanted | {(10, "date")}
    assert (faults["remedy"] != "").all()


def test_a_verdict_may_be_a_decision_whichever_way_its_pair_is_named() -> None:
    turned = decided(FOUR, cell("verdicts", "tax-login / health-login", "verdict", "reject"))
    assert turned.verdicts["verdict"].tolist() == ["reject"]
    added = decided(FOUR, cell("verdicts", "e-booking / e-filing", "verdict", "reject"))
    assert len(added.verdicts) == len(FOUR.verdicts) + 1
    assert undone(added, "d0") == FOUR


def test_what_compare_lists_can_be_decided() -> None:
    other = FOUR.replace(pool=118, projects=FOUR.projects.assign(cost=FOUR.projects["cost"] + 1))
    inputs = compare(allocate(FOUR), allocate(other)).inputs
    rows = inputs[inputs["table"].isin([*BY_NAME, "settings"])].rename(columns={"after": "value"})
    after = decided(FOUR, *rows.drop(columns="before").to_dict("records"))
    assert (after.settings, after.projects.equals(other.projects)) == (other.settings, True)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_screen_memo_report_and_reason_tell_each_decision_with_its_author_and_ground(
    tmp_path: Path, lang: str
) -> None:
    asked = cell("projects", "e-filing", "excluded", "yes", ground="letter 12 <b>")
    plan = allocate(decided(FOUR, asked, cell("settings", "", "pool", 118)))
    words = [*decided_words(plan.scenario, language_of(lang)).values()]
    memo, page = plan.to_text(lang=lang), tmp_path / "report.html"
    plan.to_html(page, lang=lang)
    assert all(line in str(memo) for line in words)
    assert lang == "fa" or all(line in str(plan) for line in words)
    assert "letter 12 &lt;b&gt;" in page.read_text("utf-8")
    [why] = explain(plan, lang=lang).set_index("project").loc[["e-filing"], "words"]
    assert "letter 12 <b>" in why
    write_files(plan, tmp_path / "plan")
    assert read_plan(tmp_path / "plan").scenario == plan.scenario


def test_an_amount_that_is_decided_is_told_in_its_unit_once_and_in_none_where_that_was_decided_too() -> None:
    told = [
        cell("projects", "e-filing", "ceiling", "12"),
        cell("projects", "e-filing", "floor", "1"),
        cell("agencies", "tax", "ceiling_unit", "percent of pool"),
        cell("agencies", "tax", "ceiling", "60"),
        cell("agencies", "health", "floor", ""),
    ]
    of_bounds = FOUR.agencies.assign(floor=2.0, floor_unit="percent of pool")
    sentences = decided_words(decided(FOUR.replace(agencies=of_bounds), *told), language_of("en")).values()
    values = [said.split(" is ")[1].split(", as ")[0] for said in sentences]
    assert values == [
        "12 credits instead of empty",
        "1 credit instead of empty",
        "percent of pool instead of credits",
        "60 instead of empty",
        "empty instead of 2 percent of pool",
    ]


@settings(max_examples=6)
@given(SEEDS)
def test_what_a_decision_costs_is_what_the_plan_without_it_gains_more(seed: int) -> None:
    before = drawn(seed)
    name = str(before.projects["id"].iloc[seed % len(before.projects)])
    try:
        plan = allocate(decided(before, cell("projects", name, "excluded", "yes")))
        free = allocate(before, relative_gap=0)
    except (IntakeError, ValueError, RuntimeError):
        assume(False)
    [line] = prices(plan, rules=["decision"]).to_dict("records")
    more = max(free.gain - plan.gain, 0.0)
    assert line["lifted"] <= more + 1e-9 <= line["lifted"] + line["gap"] + 2e-9


def test_decide_adds_one_row_and_leaves_what_was_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "requests"
    write_scenario(FOUR, folder)
    asked = (folder / "projects.csv").read_bytes()
    told = ["decide", folder, "projects", "excluded", "yes", "--key", "e-filing", "--by", "=1+1"]
    assert run(*told).exit_code == 0
    assert run(*told[:2], "settings", "pool", 118, "--by", "مجلس").exit_code == 0
    assert run(*told[:2], "settings", "pol", 118, "--by", "x").exit_code != 0
    assert (folder / "projects.csv").read_bytes() == asked
    scenario = read_scenario(folder)
    assert scenario.decisions["by"].tolist() == ["=1+1", "مجلس"]
    assert (scenario.settings.pool, bool(scenario.projects.set_index("id").at["e-filing", "excluded"])) == (
        118,
        True,
    )


@settings(max_examples=8)
@given(SEEDS)
def test_a_project_whose_floor_is_its_ceiling_is_given_exactly_that(seed: int) -> None:
    asked = drawn(seed)
    rng = np.random.default_rng(seed)
    free = asked.projects[asked.projects["divisible"] & ~asked.projects["excluded"]]
    assume(len(free) > 0)
    name, cost = free.iloc[int(rng.integers(len(free)))][["id", "cost"]]
    exactly = str(int(rng.integers(0, int(cost) + 1)))
    sides = [cell("projects", name, side, exactly) for side in ("floor", "ceiling")]
    try:
        plan = allocate(decided(asked, *sides))
    except (ConflictingRules, SolveError):
        assume(False)
    assert plan.credits[name] == float(exactly)
    assert plan.audit()


def test_a_ceiling_of_a_mandatory_project_goes_before_and_its_reason_says_so() -> None:
    must = FOUR.replace(projects=FOUR.projects.assign(mandatory=[True, False, False, False]))
    name = str(must.projects["id"].iloc[0])
    held = decided(must, *(cell("projects", name, side, "15") for side in ("floor", "ceiling")))
    plan = allocate(held)
    assert plan.credits[name] == 15.0
    assert verify(document(plan))
    words = explain(plan).set_index("project").at[name, "words"]
    assert "it is mandatory, but its own ceiling of 15 credits goes before that" in words
    assert "goes before" not in " ".join(explain(allocate(must))["words"])


def test_a_floor_of_a_project_above_its_request_is_told_with_both_numbers() -> None:
    with pytest.raises(ConflictingRules, match="60") as told:
        allocate(
            decided(
                FOUR,
                cell("projects", "tax-login", "floor", "70"),
                cell("projects", "tax-login", "excluded", "no"),
            )
        )
    assert "70" in str(told.value)
