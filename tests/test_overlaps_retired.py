"""A project given up in favour of another shares nothing, gets nothing, and says so everywhere."""

from __future__ import annotations

import pandas as pd
import pytest

from egov_budget import allocate, find_overlaps, plan_years, worlds
from egov_budget.errors import IntakeError
from egov_budget.overlaps import decide
from egov_budget.reporting import overlaps_screen
from egov_budget.scenario import retired
from years_drawn import years

WHO = "budget office"
PAIR = {"project_a": "tax-login", "project_b": "health-login", "reviewer": WHO, "date": "1401-02-03"}


def verdicts(**more: str) -> pd.DataFrame:
    return pd.DataFrame(
        [{**PAIR, "verdict": "retired", "lead": "tax-login", "reason": "one is enough", **more}]
    )


def test_a_retired_project_shares_nothing_gets_nothing_and_says_for_whom_it_went() -> None:
    scenario = decide(worlds.four_projects(), verdicts())
    assert scenario.projects.set_index("id")["excluded"].to_dict()["health-login"]
    found = find_overlaps(scenario)
    assert found.members.empty
    assert found.retired.iloc[0].to_dict() == {
        "project": "health-login", "in_favour_of": "tax-login", "reviewer": WHO, "date": "1401-02-03",
        "reason": "one is enough",
    }  # fmt: skip
    allocation = allocate(scenario, found)
    assert allocation.roles["health-login"] == "retired in favour of tax-login"
    assert allocation.credits["health-login"] == 0
    assert allocation.table().set_index("id")["role"]["health-login"] == "retired in favour of tax-login"
    assert plan_years(scenario.replace(years=years(50, 50))).roles.equals(allocation.roles)


def test_a_later_verdict_replaces_an_earlier_one_whichever_way_round_the_pair_is_named() -> None:
    scenario = worlds.four_projects()
    assert scenario.verdicts["verdict"].tolist() == ["accept"]
    turned = verdicts(project_a="health-login", project_b="tax-login")
    assert decide(scenario, turned).verdicts["verdict"].tolist() == ["retired"]
    assert decide(decide(scenario, turned), verdicts(verdict="reject")).verdicts["verdict"].tolist() == [
        "reject"
    ]


def test_without_retirements_nothing_is_retired() -> None:
    assert retired(worlds.four_projects().verdicts).empty
    assert find_overlaps(worlds.four_projects()).retired.empty


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (verdicts(lead=""), "the one that stays is not named"),
        (verdicts(), "still asks for credits"),
        (
            pd.concat([verdicts(), verdicts(project_b="e-filing", lead="e-filing"),
                       verdicts(project_a="health-login", project_b="e-filing", lead="health-login")]),
            "retired in a circle",
        ),
        (
            pd.concat([verdicts(), verdicts(project_a="health-login", project_b="e-booking", verdict="accept",
                                            lead="")]),
            "retired and cannot share work",
        ),
    ],
)  # fmt: skip
def test_a_retirement_that_cannot_hold_is_refused(rows: pd.DataFrame, told: str) -> None:
    scenario = worlds.four_projects().replace(verdicts=rows.reset_index(drop=True))
    with pytest.raises(IntakeError, match=told):
        find_overlaps(scenario)


def test_the_screen_of_overlaps_names_who_went_and_for_whom() -> None:
    scenario = decide(worlds.four_projects(), verdicts())
    told = overlaps_screen(scenario, find_overlaps(scenario))
    assert "Retired in favour of tax-login: Single sign-in platform for patients (health)" in told
    assert "Retired" not in overlaps_screen(worlds.four_projects(), find_overlaps(worlds.four_projects()))
