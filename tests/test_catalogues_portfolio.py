"""Any list of projects as a scenario: nothing is lost, money is exact, and what is assumed is told."""

from __future__ import annotations

import contextlib
import csv
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import IntakeError, Scenario, allocate, read_portfolio, read_scenario, write_scenario
from egov_budget.catalogues.portfolio.table import published_table
from egov_budget.errors import ConflictingRules, Infeasible
from egov_budget.language import language_of
from egov_budget.money import exact
from egov_budget.reporting import said
from random_scenarios import random_scenario
from shell import run
from test_catalogues_faults import EDITS, damaged

TEN = Path(__file__).parents[1] / "examples" / "ten_projects.csv"
AMERICAN = {
    "id": "Unique Investment Identifier",
    "agency": "Agency Name",
    "title": "Investment Title (IT Portfolio)",
    "description": "Brief Summary",
    "cost": "Funding BY ($ M)",
    "service": "Bureau Name",
}
ASKED = pd.DataFrame(
    {
        "Project": ["Portal", "Payroll"],
        "Ministry": ["Health", "Tax"],
        "Cost": [10.5, 20],
        "Service": ["Card", ""],
    }
)
CENTS = st.integers(0, 10**9)
ROWS = st.lists(st.none() | st.tuples(st.sampled_from(["Health", "health ", "Tax"]), CENTS), min_size=1)


def faults(asked: pd.DataFrame, **columns: str) -> list[list[object]]:
    with pytest.raises(IntakeError) as caught:
        read_portfolio(asked, columns, pool=30)
    frame = caught.value.faults
    assert (frame["remedy"] != "").all()
    return frame.astype(object)[["table", "row", "column", "fault"]].values.tolist()


@settings(max_examples=15)
@given(ROWS)
def test_each_row_that_is_not_empty_is_a_project_to_the_cent(rows: list[tuple[str, int] | None]) -> None:
    asked = pd.DataFrame(
        [
            (None,) * 3 if row is None else ("Portal", row[0], f"{row[1] // 100}.{row[1] % 100:02}")
            for row in rows
        ],
        columns=["project", "owner", "amount"],
    )
    if not any(rows):
        return
    scenario = read_portfolio(asked, pool=1)
    nothing = set(scenario.notes.loc[scenario.notes["note"].str.startswith("No cost"), "subject"])
    projects = scenario.projects.set_index("id")
    for number, row in enumerate(rows, start=2):
        id_ = f"row-{number:0{len(str(max(n for n, r in enumerate(rows, start=2) if r)))}}"
        if row is None:
            assert id_ not in projects.index
        elif row[1]:
            assert exact(projects.loc[id_, "cost"]) == Fraction(row[1], 100)
        else:
            assert projects.loc[id_, "excluded"] and id_ in nothing
    assert len(projects) == len(rows) - rows.count(None)
    assert len(scenario.agencies) == len({row[0].strip().casefold() for row in rows if row})


def test_a_list_is_the_same_as_a_frame_a_csv_file_and_a_workbook(tmp_path: Path) -> None:
    ASKED.to_csv(tmp_path / "list.csv", index=False)
    ASKED.to_excel(tmp_path / "list.xlsx", index=False)
    frame = read_portfolio(ASKED, pool=30)
    for name in ("list.csv", "list.xlsx"):
        other = read_portfolio(tmp_path / name, pool=30)
        assert other.notes["note"].tolist() == frame.notes["note"].tolist()
        assert other.replace(notes=frame.notes) == frame


def test_a_project_with_a_stated_effect_has_no_assumed_one() -> None:
    stated = pd.DataFrame([{"project": "row-2", "service": "Card", "indicator": "speed", "points": 0.7}])
    scenario = read_portfolio(ASKED, pool=30, effects=stated)
    evidence = scenario.effects.set_index("project")["evidence"]
    assert evidence["row-2"] == "not stated"
    assert evidence["row-3"] == "assumed"
    assert {"speed", "online"} <= set(scenario.scores["indicator"])


def test_what_is_told_to_rest_on_assumed_effects_is_what_the_credits_would_lose_without_them() -> None:
    asked = pd.DataFrame({"project": ["Portal", "Shop"], "owner": "Health", "cost": 1, "divisible": "no"})
    stated = pd.DataFrame([{"project": "row-3", "service": "Health", "indicator": "online", "points": 0.8}])
    plan = allocate(read_portfolio(asked, pool=2, effects=stated))
    # a quarter of a service: online 1 with the portal and 0.8 without; easy 0.2 and 0
    assert plan.gain == pytest.approx((1 + 0.2) / 4)
    assert plan.brief.ground.assumed == pytest.approx((0.2 + 0.2) / 4)
    assert "0.10 points of the gain (33.3%) rest on effects that are assumed" in said(plan)
    assert "۰٫۱۰ امتیاز از ارتقای شاخص (۳۳٫۳٪)" in said(plan, "fa")


@settings(max_examples=4)
@given(st.integers(0, 2**20), st.sets(st.integers(0, 23)), st.sets(st.integers(0, 23)))
def test_marking_effects_changes_no_credit_and_marking_more_of_them_lowers_no_part_of_the_gain(
    seed: int, some: set[int], others: set[int]
) -> None:
    def marked(places: set[int]) -> Scenario:
        effects = scenario.effects
        evidence = ["assumed" if place in places else "not stated" for place in range(len(effects))]
        return scenario.replace(effects=effects.assign(evidence=evidence))

    scenario = random_scenario(seed)
    try:
        plain, few, many = (allocate(marked(places)) for places in (set(), some, some | others))
    except (ConflictingRules, Infeasible):
        return
    assert plain.credits.equals(few.credits)
    assert plain.credits.equals(many.credits)
    assert 0 == plain.brief.ground.assumed <= few.brief.ground.assumed <= many.brief.ground.assumed + 1e-9
    assert many.brief.ground.assumed <= plain.gain + 1e-9


@settings(max_examples=12)
@given(EDITS)
def test_a_damaged_list_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, edits: list) -> None:
    path = tmp_path_factory.mktemp("list") / "list.csv"
    path.write_bytes(damaged(TEN.read_text(encoding="utf-8"), edits))
    with contextlib.suppress(IntakeError):
        assert len(read_portfolio(path, pool=700).projects) > 0


def test_what_is_assumed_is_still_told_when_the_scenario_is_read_back(tmp_path: Path) -> None:
    write_scenario(read_portfolio(ASKED, pool=30), tmp_path / "requests")
    assert "(100.0%) rest on effects that are assumed" in said(allocate(read_scenario(tmp_path / "requests")))


@pytest.mark.parametrize(
    ("columns", "told", "row", "column", "fault"),
    [
        ({"Ministry": "Whose"}, {}, 1, "agency", "no column is known by its heading as the agency"),
        ({"Service": "Budget"}, {}, 1, "cost", "'Cost' and 'Budget' may both be the cost"),
        ({}, {"cost": "Costs"}, 1, "", "the list has no heading 'Costs'"),
        ({}, {"amount": "Cost"}, 1, "", "a project has no column 'amount'"),
    ],
)
def test_a_column_that_is_not_known_is_one_fault_with_its_remedy(
    columns: dict[str, str], told: dict[str, str], row: int, column: str, fault: str
) -> None:
    [found] = faults(ASKED.rename(columns=columns), **told)
    assert found[:3] == ["list", row, column]
    assert fault in str(found[3])


def test_every_fault_of_the_cells_is_told_at_once_at_its_place() -> None:
    asked = ASKED.assign(id=["a", "a"], Ministry=["", "Tax"], Cost=["12,5", "-3"])
    assert [fault[:3] for fault in faults(asked)] == [
        ["list", 2, "Ministry"], ["list", 2, "Cost"], ["list", 3, "Cost"], ["list", 3, "id"],
    ]  # fmt: skip


def test_the_table_of_types_holds_together() -> None:
    indicators, types, headings = published_table()
    assert all(set(type_.points) <= set(indicators) for type_ in types)
    assert all(0 < points <= 1 for type_ in types for points in type_.points.values())
    words = [word for names in headings.values() for word in names]
    assert len(words) == len(set(words))  # no heading may stand for two columns
    assert [type_.words for type_ in types[-1:]] == [()]
    messages = language_of("fa").messages
    assert {f"listed_indicator.{name}" for name in indicators} <= messages.keys()
    assert {f"listed_type.{type_.name}" for type_ in types} <= messages.keys()
    assert {f"listed_column.{name}" for name in headings} <= messages.keys()


def test_the_american_list_is_read_to_the_dollar(real_data: Path) -> None:
    path = real_data / "us" / "business_cases_by2017.csv"
    scenario = read_portfolio(path, AMERICAN, pool=10_000, currency="million dollars")
    with path.open(encoding="utf-8-sig", newline="") as file:
        published = {row[AMERICAN["id"]]: Fraction(row[AMERICAN["cost"]]) for row in csv.DictReader(file)}
    asked = scenario.projects[~scenario.projects["excluded"]].set_index("id")["cost"]
    assert {id_: exact(cost) for id_, cost in asked.items()} == {id_: c for id_, c in published.items() if c}
    assert len(scenario.projects) == len(published) == 747
    assert "(100.0%) rest on effects that are assumed" in said(allocate(scenario))


def test_the_shell_reads_a_list_and_says_what_it_took_for_what(tmp_path: Path) -> None:
    done = run("from", "list", TEN, tmp_path / "requests", "--pool", 700, "--column", "cost=Budget (million)")
    assert done.exit_code == 0
    assert "requests: 6 services, 10 projects" in done.output
    assert "It names no service" in done.output
    assert run("check", tmp_path / "requests").exit_code == 0
