"""The usual range of growth: ranks of what was seen, in whole quanta, and what it may be told of."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from benchmarks.costs import LISTS, listed
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import RuleError, Scenario, allocate, read_portfolio, usual_growth, write_scenario
from egov_budget.money import is_whole
from egov_budget.rules import STANDARD, RobustPool
from shell import run

PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "hedge-a-plan.md"
ODD = [97 * at + 10 for at in range(30)]


def asking(costs: dict[int, int], year: str = "1402", currency: str = "rials") -> Scenario:
    """A list of projects by number, each with its cost."""
    rows = {
        "id": [f"p{at}" for at in costs],
        "Project": "Sign-in",
        "Ministry": "Tax",
        "Budget": costs.values(),
    }
    return read_portfolio(pd.DataFrame(rows), pool=20_000, fiscal_year=year, currency=currency)


BEFORE = asking(dict(enumerate(ODD)), "1401")
NOW = asking({at: cost * (20 + at % 10) // 20 for at, cost in enumerate(ODD)})


@settings(max_examples=3)
@given(st.lists(st.integers(1, 40), min_size=10, max_size=12), st.sampled_from([0.5, 0.8]))
def test_each_of_some_projects_lies_in_the_range_of_the_others_as_often_as_is_told(
    times: list[int], part: float
) -> None:
    costs = {at: ODD[at] * more for at, more in enumerate(times)}
    held = 0
    for out in costs:
        others = asking({at: cost for at, cost in costs.items() if at != out})
        growth = usual_growth(BEFORE, others, part=part)
        held += growth.low <= times[out] <= growth.high
    assert held >= part * len(costs)
    every = asking(costs)
    inside, of = usual_growth(BEFORE, every, part=part).held(BEFORE, every)
    assert inside >= part * of == part * len(costs)


def test_amounts_are_whole_quanta_and_no_range_is_narrower_than_what_was_seen() -> None:
    growth = usual_growth(BEFORE, NOW)
    beside = growth.beside(NOW)
    assert beside["asked"].equals(NOW.projects["cost"])
    for name in ("low", "median", "high"):
        true = beside["asked"] * float(getattr(growth, name))
        assert is_whole(beside[name], NOW.settings.quantum).all()
        assert ((beside[name] - true).abs() < NOW.settings.quantum).all()
    assert (beside["low"] <= beside["asked"] * float(growth.low) + 1e-6).all()
    assert (beside["high"] >= beside["asked"] * float(growth.high) - 1e-6).all()


def test_a_range_goes_to_who_states_none_and_a_robust_plan_keeps_it_ready(tmp_path: Path) -> None:
    first, second = NOW.projects["id"][:2]
    stated = NOW.projects.assign(
        cost_more=NOW.projects["id"].map({first: 7.0}).fillna(0.0), excluded=NOW.projects["id"] == second
    )
    growth = usual_growth(BEFORE, NOW)
    ranged = growth.onto(NOW.replace(projects=stated))
    more = ranged.projects["cost_more"]
    assert more[:2].tolist() == [7.0, 0.0]
    assert more[2:].equals((growth.beside(NOW)["high"] - NOW.projects["cost"])[2:])
    note = ranged.notes["note"].iloc[0]
    assert note.startswith("28 requests without a range may cost the most of the usual one")
    plan = allocate(ranged, rules=[*STANDARD, RobustPool(3)])
    assert plan.audit()
    worst = (more.set_axis(ranged.projects["id"]) * plan.share).nlargest(3).sum()
    assert plan.spent + worst <= ranged.settings.pool + 1e-6
    plan.to_html(tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text("utf-8")
    most = ranged.projects["cost"] + more
    assert all(f"may cost up to {amount:,.0f}<" in page for amount in most[2:])
    assert page.count("may cost up to") == 29
    assert note in page
    everybody = NOW.replace(projects=NOW.projects.assign(cost_more=3.0))
    assert growth.onto(everybody).notes.equals(everybody.notes)  # nobody is silent: there is nothing to note


def test_the_shell_learns_from_earlier_requests_and_leaves_the_range_beside_each_cost(tmp_path: Path) -> None:
    for name, scenario in (("last", BEFORE), ("now", NOW)):
        write_scenario(scenario, tmp_path / name)
    words = (
        "robust",
        tmp_path / "now",
        "--earlier",
        tmp_path / "last",
        "--gamma",
        3,
        "--out",
        tmp_path / "out",
    )
    told = run(*words)
    assert (told.exit_code, told.stderr) == (0, "")
    growth = usual_growth(BEFORE, NOW)
    assert told.stdout.startswith(f"{growth}\n30 projects may cost more\n")
    beside = pd.read_csv(tmp_path / "out" / "usual.csv", encoding="utf-8-sig")
    assert beside["high"].tolist() == growth.beside(NOW)["high"].tolist()
    assert "برابر مبلغ درخواستی" in run(*words[:-2], "--lang", "fa").stdout


def test_lists_from_which_no_range_follows_are_refused_with_all_that_is_wrong() -> None:
    few = asking(dict(enumerate(ODD[:4])), "1403", "dollars")
    with pytest.raises(RuleError) as caught:
        usual_growth(few, NOW, part=0.9)
    told = str(caught.value)
    assert "4 projects of both lists are too few: 19 are needed" in told
    assert "amounts are in 2 currencies" in told
    assert "the years are not in their order" in told
    with pytest.raises(RuleError, match="1 is no part of the projects"):
        usual_growth(BEFORE, NOW, part=1)


def test_the_page_tells_what_the_real_lists_show(real_data: Path) -> None:
    lists = [listed(real_data / "canada", year) for year in LISTS]
    first, second, every = usual_growth(*lists[:2]), usual_growth(*lists[1:]), usual_growth(*lists)
    page = " ".join(PAGE.read_text("utf-8").split()).replace(" %", "%")
    (held, of), (back, seen) = first.held(*lists[1:]), second.held(*lists[:2])
    times = [f"{float(one.low):.2f} to {float(one.high):.2f} times" for one in (first, second, every)]
    assert f"{times[0]} as much in the later one" in page
    assert f"Tried on the {of} of 2019 and 2022 it held for {held} ({held / of:.0%})" in page
    assert f"{times[1]}, holds for {back} of those {seen} ({back / seen:.0%})" in page
    assert f"the three together give {times[2]}" in page
