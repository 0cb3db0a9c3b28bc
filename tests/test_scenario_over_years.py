"""Years, profiles, commitments and ranges: every fault at once, with its place and what would mend it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from egov_budget import IntakeError, Scenario, allocate, worlds


def over_years(**changes: Any) -> Scenario:
    """Return the four projects over two years, with some tables changed."""
    tables: dict[str, Any] = {
        "years": pd.DataFrame({"year": [1401, 1402], "pool": [60, 50], "carry_over": [0.1, 0.0]}),
        "profiles": pd.DataFrame({"project": "e-booking", "year": [1, 2], "part": [0.4, 0.6]}),
    }
    return worlds.four_projects().replace(**{**tables, **changes})


def faults(**changes: Any) -> pd.DataFrame:
    with pytest.raises(IntakeError) as told:
        over_years(**changes)
    return told.value.faults


def profile(parts: list[float], years: list[int] | None = None) -> pd.DataFrame:
    return pd.DataFrame({"project": "e-booking", "year": years or range(1, len(parts) + 1), "part": parts})


def promised(year: int, credits: float, **more: Any) -> pd.DataFrame:
    return pd.DataFrame({"project": ["tax-login"], "year": [year], "credits": [credits], **more})


@pytest.mark.parametrize(
    ("table", "given", "row", "column", "says", "mends"),
    [
        ("profiles", profile([0.4, 0.5]), 2, "part", "sum to 0.9, not to 1", "Raise them by 0.1"),
        ("profiles", profile([0.4, 0.7]), 2, "part", "sum to 1.1, not to 1", "Lower them by 0.1"),
        ("profiles", profile([0.4, 0.6], [1, 3]), 2, "year", "has no year 2, but a year 3", "Add the year 2"),
        ("profiles", profile([0.4, 0.6], [2, 3]), 2, "year", "has no year 1", "number its years from 1"),
        ("profiles", profile([0.4, 0.6], [0, 1]), 2, "year", "0 is no year of a project", "Write 1"),
        ("profiles", profile([0.4, 0.6], [1, 1]), 3, "project", "'e-booking / 1' stands already", "Remove"),
        ("years", pd.DataFrame({"year": [1401, 1401], "pool": 9}), 3, "year", "'1401' stands already", ""),
        ("years", pd.DataFrame({"year": [1404, 1401], "pool": 9}), 2, "year", "1404 does not follow 1401",
         "Add the year 1402"),
        ("years", pd.DataFrame({"year": [1401], "pool": [-9]}), 2, "pool", "-9 is not 0 or more", ""),
        ("commitments", promised(1401, 61), 2, "credits", "sum to 61, its pool to 60", "by 1, or release"),
        ("commitments", promised(1402, 57), 2, "credits", "may be carried into it to 56", "by 1, or release"),
        ("commitments", promised(1400, 5), 2, "year", "1400 is not among the years (1401 to 1402)", "Add it"),
    ],
)  # fmt: skip
def test_a_fault_over_years_has_its_place_and_its_remedy(  # noqa: PLR0917  # a case is a line of six
    table: str, given: pd.DataFrame, row: int, column: str, says: str, mends: str
) -> None:
    found = faults(**{table: given})
    assert len(found) == 1
    told = found.iloc[0]
    assert (told["table"], told["row"], told["column"]) == (table, row, column)
    assert says in told["fault"]
    assert mends in told["remedy"]


def test_all_faults_over_years_come_at_once() -> None:
    four = worlds.four_projects()
    found = faults(
        years=pd.DataFrame({"year": [1401, 1403], "pool": [60, 50]}),
        profiles=profile([0.4, 0.5]),
        commitments=promised(1401, 70),
        projects=four.projects.assign(cost_more=[-1, 0, 0, 0], delivery=[0, None, None, None]),
        effects=four.effects.assign(points_less=[-0.1, *[0.0] * 4, 1.1]),
    )
    places = {(told["table"], told["column"]) for told in found.to_dict("records")}
    assert places == {
        ("years", "year"), ("profiles", "part"), ("commitments", "credits"), ("projects", "cost_more"),
        ("projects", "delivery"), ("effects", "points_less"),
    }  # fmt: skip
    assert len(found) == 7


def test_points_cannot_fall_short_by_more_than_they_are() -> None:
    four = worlds.four_projects()
    told = faults(effects=four.effects.assign(points_less=[0.0, 0.0, 0.0, 0.8, 0.0, 0.0])).iloc[0]
    assert (told["row"], told["fault"]) == (5, "an effect of 0.75 points cannot fall short by 0.8")


def test_a_commitment_of_what_is_not_begun_or_half_released_is_refused() -> None:
    four = worlds.four_projects()
    told = faults(commitments=promised(1401, 5), projects=four.projects.assign(started=0.0)).iloc[0]
    assert "nothing of it is started" in told["fault"]
    both = pd.concat([promised(1401, 5, released=True), promised(1402, 5, released=False)])
    assert "released in one year and committed in another" in faults(commitments=both).iloc[0]["fault"]


def test_a_released_commitment_asks_no_pool_to_pay_it() -> None:
    assert len(over_years(commitments=promised(1401, 61, released=True)).commitments) == 1


def test_parts_that_miss_one_by_less_than_half_a_quantum_make_up_the_cost() -> None:
    assert len(over_years(profiles=profile([0.333, 0.333, 0.333])).profiles) == 3  # 29.97 of 30
    assert len(faults(profiles=profile([0.333, 0.333, 0.333]), quantum=0.01)) == 1


def test_the_order_of_rows_has_no_say() -> None:
    years = pd.DataFrame({"year": [1402, 1401], "pool": [50, 60]})
    assert len(over_years(years=years, profiles=profile([0.6, 0.4], [2, 1])).years) == 2


def test_the_plan_of_one_year_looks_at_none_of_it() -> None:
    four = worlds.four_projects()
    ranged = over_years(
        projects=four.projects.assign(cost_more=10.0, delivery=2),
        effects=four.effects.assign(points_less=0.5),
        agencies=four.agencies.assign(readiness_growth=0.5),
        commitments=promised(1401, 10),
        discount_rate=0.5,
    )
    assert allocate(ranged).credits.to_dict() == allocate(four).credits.to_dict()
