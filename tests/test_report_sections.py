"""The report's sections: what they tell is the plan, and every project stands in them once."""

from __future__ import annotations

import re
from dataclasses import replace
from math import dist
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn_scenarios import drawn, overlaps_of
from egov_budget import (
    Allocation,
    allocate,
    conflict_index,
    exchange_network,
    find_overlaps,
    four_numbers,
    frontier,
    overstated,
    prices,
    settle,
    solve,
    withholding,
    worlds,
)
from egov_budget.certificate import certify
from egov_budget.language import language_of
from egov_budget.objectives import LeastCost
from egov_budget.overlaps.waterfall import waterfalls
from egov_budget.program import formulate
from egov_budget.reporting.html import studies
from egov_budget.reporting.html.axes import axes
from egov_budget.reporting.html.basis import basis
from egov_budget.reporting.html.clusters import clusters, doubtful
from egov_budget.reporting.html.layout import MARGIN, laid_out, packed
from egov_budget.reporting.html.overstatement import MOVES
from egov_budget.reporting.html.page import sections, write_page
from egov_budget.reporting.html.pools import pools, ticks
from egov_budget.rules import STANDARD, MeanTarget

pytestmark = pytest.mark.once

EN = language_of("en")


@pytest.fixture(scope="module")
def plan() -> Allocation:
    """Return the plan of a small national world."""
    return allocate(worlds.national_1400(services=300, projects=120))


@pytest.fixture(scope="module")
def told(plan: Allocation) -> dict[str, Any]:
    return sections(plan, studies(plan, full=False), EN)


def test_every_project_stands_in_the_table_once_with_its_reason(
    plan: Allocation, told: dict[str, Any]
) -> None:
    rows = told["projects"]
    assert [row["id"] for row in rows] == plan.scenario.projects["id"].tolist()
    assert all(row["words"] for row in rows)
    assert {row["kind"] for row in rows} <= {
        "lead", "adopter", "funded", "partly_funded", "not_funded", "retired",
    }  # fmt: skip


def test_the_rows_of_projects_and_of_agencies_add_up_to_the_plan(
    plan: Allocation, told: dict[str, Any]
) -> None:
    head = told["headline"]
    for name in ("projects", "agencies"):
        assert sum(row["credits"] for row in told[name]) == head["spent"] == plan.spent
        assert sum(row["gain"] for row in told[name]) == pytest.approx(plan.gain)
        assert sum(row["asked"] for row in told[name]) == plan.scenario.projects["cost"].sum()
    assert head["spent"] + head["left"] == head["pool"]
    assert sum(row["funded"] for row in told["agencies"]) == head["funded"]
    assert sum(row["kind"] != "not_funded" for row in told["projects"]) == head["funded"]


def test_the_first_lines_count_services_as_the_bands_do(plan: Allocation, told: dict[str, Any]) -> None:
    for at, side in enumerate(("before", "after")):
        bands = plan.bands[side]
        assert told["headline"]["high"][at] == bands["high"]
        assert told["headline"]["half"][at] == bands["high"] + bands["medium"]
        assert {row["band"]: row[side] for row in told["services"]["rows"]} == bands.iloc[:4].to_dict()


def test_every_rated_service_moves_once_and_ribbons_fill_the_bars(told: dict[str, Any]) -> None:
    services, flow = told["services"], told["services"]["flow"]
    for row in services["rows"]:
        for side, end in (("before", "start"), ("after", "end")):
            assert sum(m["count"] for m in services["moves"] if m[end] == row["band"]) == row[side]
    for bar in flow["bars"]:
        end = "start" if bar["side"] == "before" else "end"
        filled = sum(ribbon["height"] for ribbon in flow["ribbons"] if ribbon[end] == bar["band"])
        assert filled == pytest.approx(bar["height"])
        assert 0 <= bar["top"] <= bar["top"] + bar["height"] <= flow["height"] + 1e-9
    for side in ("before", "after"):
        labels = [bar["label"] for bar in flow["bars"] if bar["side"] == side]
        assert all(np.diff(labels) >= 39.9)


def test_what_is_saved_by_group_is_what_the_ledger_and_the_plan_say(
    plan: Allocation, told: dict[str, Any]
) -> None:
    found = told["groups"]["clusters"]
    assert sum(cluster["saved"] for cluster in found) == told["headline"]["saved"] == plan.saved.sum()
    kinds = [member["kind"] for cluster in found for member in cluster["members"]]
    assert kinds.count("lead") == told["headline"]["groups"]
    assert kinds.count("lead") + kinds.count("adopter") == told["headline"]["sharing"]


def test_a_project_stands_in_one_cluster_and_every_pair_inside_is_told_with_its_evidence(
    plan: Allocation, told: dict[str, Any]
) -> None:
    groups, overlaps = told["groups"], plan.overlaps
    assert overlaps is not None
    members = [member["id"] for cluster in groups["clusters"] for member in cluster["members"]]
    assert len(members) == len(set(members))
    tables = overlaps.members, overlaps.families, overlaps.related.query("relation != 'parallel'")
    assert set(members) == {*pd.concat(tables)["project"]} == set(groups["texts"])
    for cluster in groups["clusters"]:
        ids = [member["id"] for member in cluster["members"]]
        for pair in cluster["pairs"]:
            ends = {ids[pair["a"]], ids[pair["b"]]}
            row = overlaps.pairs[
                overlaps.pairs["project_a"].isin(ends) & overlaps.pairs["project_b"].isin(ends)
            ].iloc[0]
            assert (pair["degree"], pair["similarity"]) == (row["degree"], row["similarity"])
            steps = groups["evidence"][pair["key"]]
            assert steps[-1]["probability"] == pytest.approx(row["confidence"], abs=1e-4)
    keys = sorted(pair["key"] for cluster in groups["clusters"] for pair in cluster["pairs"])
    assert keys == list(range(len(groups["evidence"])))


def test_many_waterfalls_at_once_are_those_one_by_one(plan: Allocation) -> None:
    overlaps = plan.overlaps
    assert overlaps is not None
    pairs = list(zip(overlaps.pairs["project_a"], overlaps.pairs["project_b"], strict=True))[:4]
    degrees = ["duplication", "overlap", "fragmentation", "duplication"][: len(pairs)]
    together = waterfalls(overlaps.graph, overlaps.calibration, pairs, degrees)
    for (a, b), degree, steps in zip(pairs, degrees, together, strict=True):
        pd.testing.assert_frame_equal(pd.DataFrame(steps), overlaps.waterfall(a, b, degree))
    assert waterfalls(overlaps.graph, overlaps.calibration, [], []) == []


def test_a_chain_is_marked_as_likely_false_until_a_reviewer_accepts_it() -> None:
    pairs = pd.DataFrame(
        [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("x", "y")], columns=["project_a", "project_b"]
    ).assign(overlap=0.9, bridge=False, verdict="")
    assert doubtful(pairs).tolist() == [False, False, False, True, False]
    assert not doubtful(pairs.assign(verdict=["", "", "", "accept", ""])).any()
    assert not doubtful(pairs.assign(overlap=0.2)).any()


def test_clusters_join_what_groups_and_families_share() -> None:
    overlaps = find_overlaps(worlds.four_projects())
    assert clusters(overlaps) == [["health-login", "tax-login"]]


def test_the_bounds_told_are_those_with_a_price(plan: Allocation, told: dict[str, Any]) -> None:
    near = told["limits"]["near"]
    multipliers = certify(plan).multipliers
    assert near[0]["rule"] == "pool"
    for row in near:
        assert row["price"] > 0
        assert row["subject"] in multipliers[row["rule"]]
    assert told["limits"]["checks"] == len(plan.audit().checks)
    assert told["limits"]["breaches"] == []


def test_a_plan_without_a_solver_or_overlaps_or_last_year_is_told_too() -> None:
    scenario = worlds.four_projects()
    bare = settle(solve(formulate(scenario)))
    found = sections(bare, studies(bare), EN)
    assert found["groups"]["looked"] is False
    assert found["pools"]["points"] == found["ladder"]["steps"] == []
    new = scenario.replace(
        agencies=scenario.agencies.assign(last_year=0.0), projects=scenario.projects.assign(last_year=0.0)
    )
    plan = allocate(new)
    asked = studies(plan)
    assert "last year" in str(asked.missing["four numbers"])
    assert sections(plan, asked, EN)["ladder"] == {"steps": [], "another": False, "missing": "not_given"}


def test_studies_that_are_given_are_the_ones_told() -> None:
    scenario = worlds.four_projects()
    plan = allocate(scenario)
    given = {
        "frontier": frontier(scenario, pools=[50, 100]),
        "four_numbers": four_numbers(scenario),
        "prices": prices(plan),
    }
    begun: list[str] = []
    asked = studies(plan, **given, begin=begun.append)
    assert begun == []
    assert (asked.frontier, asked.four_numbers) == (given["frontier"], given["four_numbers"])
    found = sections(plan, asked, EN)
    assert [point["pool"] for point in found["pools"]["points"]] == [50, 100]
    assert [step["gain"] for step in found["ladder"]["steps"]] == given["four_numbers"].table["gain"].tolist()
    assert found["ladder"]["another"] is False
    least = allocate(scenario, objective=LeastCost(), rules=[*STANDARD, MeanTarget(0.6)])
    assert sections(least, studies(least, **given), EN)["ladder"]["another"] is True
    assert found["limits"]["exact"][0]["rule"] == "pool"
    studies(plan, begin=begun.append)
    assert begun == ["four numbers", "frontier", "prices"]


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(2, 8))
def test_ticks_are_round_and_enclose_the_range(low: float, wide: float, count: int) -> None:
    found = ticks(low, low + wide, count)
    slack = 1e-6 * max(abs(low), wide, 1e-9)
    assert found[0] <= low + slack
    assert found[-1] >= low + wide - slack
    assert 2 <= len(found) <= 3 * count + 2
    digits = 4 * np.spacing(np.abs(found).max())  # as far as numbers of this size tell steps apart
    assert np.allclose(np.diff(found), (found[-1] - found[0]) / (len(found) - 1), rtol=1e-6, atol=digits)


@given(st.integers(2, 12), st.data())
def test_a_drawing_is_the_same_each_time_and_stays_in_its_circle(count: int, data: st.DataObject) -> None:
    edges = [
        (one, other, data.draw(st.floats(0.1, 1.0)))
        for one in range(count)
        for other in range(one + 1, count)
        if data.draw(st.booleans())
    ]
    places = laid_out(count, edges, seed=3)
    assert places == laid_out(count, edges, seed=3)
    assert all(x * x + y * y <= 1.01 for x, y in places)
    assert len(set(places)) == count


@given(st.lists(st.floats(5, 60), min_size=1, max_size=80))
def test_no_two_circles_of_the_map_touch(sizes: list[float]) -> None:
    places, height = packed(sizes)
    for at, (place, size) in enumerate(zip(places, sizes, strict=True)):
        assert place[1] - size >= 0
        assert place[1] + size <= height + 0.02
        for other, far in zip(places[at + 1 :], sizes[at + 1 :], strict=True):
            assert dist(place, other) >= size + far + MARGIN - 0.05


@pytest.fixture(scope="module")
def binding(plan: Allocation) -> dict[str, Any]:
    asked = studies(plan, withholding=withholding(plan), overstated=overstated(plan), full=False)
    found: dict[str, Any] = sections(plan, asked, EN)["binds"]
    return found


def test_what_is_promised_and_expected_adds_up_and_what_is_lost_is_between(
    plan: Allocation, binding: dict[str, Any]
) -> None:
    part = binding["promises"]
    assert (part["promised"], part["expected"]) == (plan.promised, plan.gain)
    for name in ("promised", "expected", "lost"):
        assert sum(row[name] for row in part["rows"]) == pytest.approx(part[name])
    lost = [row["lost"] for row in part["rows"]]
    assert lost == sorted(lost, reverse=True)
    assert part["part"] == pytest.approx(1 - part["lost"] / part["promised"])


def test_every_conflict_is_told_once_the_strongest_first_and_its_parts_make_the_index(
    plan: Allocation, binding: dict[str, Any]
) -> None:
    part, index = binding["interests"], conflict_index(plan.scenario)
    assert part["above"] == index.above.sum() == sum(row["above"] for row in part["rows"])
    assert [row["index"] for row in part["rows"]] == sorted(index.index[index.index > 0], reverse=True)
    for row in part["rows"]:
        left = np.prod([1 - one["strength"] for one in row["parts"]])
        assert 1 - left == pytest.approx(row["index"])
    told = sum(len(row["parts"]) + row["more"] for row in part["rows"])
    assert told == (index.parts["strength"] > 0).sum()


def test_exchanges_are_counted_as_the_network_and_cost_what_withholding_says(
    plan: Allocation, binding: dict[str, Any]
) -> None:
    part, network, cost = binding["exchanges"], exchange_network(plan.scenario), withholding(plan)
    assert part["open"] + part["planned"] + part["withheld"] == part["all"] == len(plan.scenario.exchanges)
    assert (part["withheld"], part["obliged"]) == tuple(cost.everything[["exchanges", "obliged"]])
    for side in ("registers", "providers"):
        rows, known = part[side], getattr(network, side)
        assert len(rows) == len(known)
        for name, total in (("exchanges", "all"), ("withheld", "withheld"), ("obliged", "obliged")):
            assert sum(row[name] for row in rows) == part[total]
        assert sum(row["points"] for row in rows) == pytest.approx(known["points"].sum())
        gains = [row["gain"] for row in rows if row["gain"] is not None]
        assert gains == getattr(cost, side)["gain"].tolist()
        quanta = [row["credits"] / plan.columns.quantum for row in rows if row["credits"] is not None]
        assert all(quantum == round(quantum) for quantum in quanta)
    assert (
        part["cost"]["gain"] == cost.everything["gain"] >= max(row["gain"] or 0 for row in part["registers"])
    )


def test_the_gain_at_risk_is_that_of_the_plan_made_again_and_adds_up_by_agency(
    plan: Allocation, binding: dict[str, Any]
) -> None:
    part, found = binding["overstatement"], overstated(plan)
    for name in ("declared", "overstated", "kept", "best", "at_risk"):
        assert sum(row[name] for row in part["rows"]) == pytest.approx(part[name])
    assert part["at_risk"] == found.at_risk
    assert part["aims"]
    assert sum(part["moves"].values()) == len(found.projects())
    assert len(part["projects"]) == part["moves"]["enters"] + part["moves"]["leaves"]


@pytest.mark.parametrize("code", ["en", "fa"])
def test_a_project_that_would_enter_or_leave_is_told_in_every_language(code: str) -> None:
    assert all(language_of(code).say(f"report.risk.{move}") for move in MOVES[:2])


def test_without_solving_again_what_binds_is_told_without_its_costs(told: dict[str, Any]) -> None:
    part = told["binds"]
    assert part["any"]
    assert part["exchanges"]["cost"] is None
    assert all(row["gain"] is None for row in part["exchanges"]["registers"])
    held = [row["held_back"] for row in part["exchanges"]["registers"]]
    assert held == sorted(held, reverse=True)
    assert part["overstatement"]["found"] is False


def test_a_scenario_that_says_nothing_of_it_has_no_section_of_what_binds() -> None:
    plan = allocate(worlds.four_projects())
    assert sections(plan, studies(plan), EN)["binds"] == {
        "promises": None, "interests": None, "exchanges": None, "overstatement": None, "any": False,
    }  # fmt: skip


def test_a_split_made_by_hand_says_that_its_risk_is_no_matter_of_scores_alone() -> None:
    four = worlds.four_projects()
    scenario = four.replace(scores=four.scores.assign(evidence="self-declared"))
    bare = settle(solve(formulate(scenario)))
    by_hand = replace(allocate(scenario), outcome=None)
    for plan, found in ((bare, False), (by_hand, True)):  # the first knows of no overlaps
        part = sections(plan, studies(plan), EN)["binds"]["overstatement"]
        assert (part["declared"], part["found"]) == (8, found)
    assert part["aims"] is False


def test_what_is_asked_about_binding_is_found_only_where_there_is_something_to_ask() -> None:
    four = worlds.four_projects()
    row = {"service": "appointment", "provider": "tax", "register": "insured", "status": "withheld"}
    scenario = four.replace(
        exchanges=pd.DataFrame([row]), scores=four.scores.assign(evidence="self-declared")
    )
    plan, begun = allocate(scenario), list[str]()
    asked = studies(plan, begin=begun.append)
    assert begun[3:] == ["withholding", "overstated"]
    given = studies(plan, withholding=asked.withholding, overstated=overstated(plan, by=0.1), full=False)
    assert given.withholding is asked.withholding
    assert sections(plan, given, EN)["binds"]["overstatement"]["by"] == 0.1


def test_the_pool_of_the_plan_has_one_gain_in_the_report() -> None:
    asked = drawn(0)
    plan = allocate(asked, overlaps_of(asked))
    curve = frontier(asked, plan.overlaps, pools=[asked.settings.pool])
    (point,) = pools(plan, studies(plan, full=False, frontier=curve), language_of("en"))["points"]
    assert curve.points["gain"].iloc[0] != plan.gain  # before it is settled in whole quanta
    assert point["gain"] == plan.gain
    goals = basis(plan, certify(plan), EN)["goals"]
    assert [goal["value"] for goal in goals] == [plan.gain, plan.spent]
    assert plan.gain * (1 + point["gap"]) >= curve.points["bound"].iloc[0] - 1e-9


@pytest.mark.parametrize("objective", [None, "worst-off"])
def test_under_a_hurdle_the_pool_of_the_plan_lies_on_the_curve_of_the_others(objective: str | None) -> None:
    asked = worlds.four_projects().replace(hurdle=0.013)
    plan = allocate(asked, objective=objective)
    curve = frontier(asked, plan.overlaps, pools=[90, 100, 110])
    found = pools(plan, studies(plan, full=False, frontier=curve), EN)
    gains = [point["gain"] for point in found["points"]]
    assert gains == sorted(gains)
    assert found["own"]["gain"] == pytest.approx(plan.gain - 0.013 * plan.spent, abs=0.013)
    assert found["own"]["gain"] <= gains[1] + 1e-9
    assert found["unit"] == "points above the hurdle"
    assert "Gain is meant as gain above the hurdle here." in found["words"]


@pytest.mark.parametrize("page", ["to_html", "to_brief"])
@pytest.mark.parametrize("lang", ["en", "fa"])
def test_curve_and_prices_are_told_in_the_unit_of_what_the_plan_aims_at(
    tmp_path: Path, lang: str, page: str
) -> None:
    words = language_of(lang)
    for asked in (worlds.four_projects(), worlds.four_projects().replace(hurdle=0.013)):
        plan, unit = (
            allocate(asked),
            words.unit("points above the hurdle" if asked.settings.hurdle else "points"),
        )
        known = {"frontier": frontier(asked, plan.overlaps, pools=[90, 100, 110]), "prices": prices(plan)}
        getattr(plan, page)(tmp_path / "page.html", lang=lang, full=False, **known)
        told = (tmp_path / "page.html").read_text(encoding="utf-8")
        axes_told = re.findall(r'class="side"[^>]*>([^<]*)<', told)
        assert (
            sum(
                axis.strip("\u2066\u2067\u2069").endswith(f", {unit}" if lang == "en" else f"، {unit}")
                for axis in axes_told
            )
            >= 2
        )
        if page == "to_html":
            assert f"{words.say('report.limits.lifted', unit=unit)}</th>" in told


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_a_number_that_no_plan_reaches_is_told_in_the_language_of_the_page(tmp_path: Path, lang: str) -> None:
    four = worlds.four_projects()
    short = float(four.projects["cost"].sum()) - 10  # enough where common work is done once, and not apart
    asked = four.replace(pool=short, projects=four.projects.assign(mandatory=True))
    plan, numbers = allocate(asked), four_numbers(asked)
    assert len(numbers.reasons) == 2
    write_page(plan, tmp_path / "report.html", studies(plan, full=False, four_numbers=numbers), lang)
    page = (tmp_path / "report.html").read_text("utf-8")
    assert language_of(lang).say("report.ladder.none") in page
    assert "between the rules" not in page


@pytest.mark.parametrize("named", [["", "openness"], ["openness"], ["use", "openness", ""]])
@pytest.mark.parametrize("seed", [0, 1, 2, 4, 5, 6])
def test_axes_stand_where_their_scores_do_and_gain_what_the_plan_gains(seed: int, named: list[str]) -> None:
    scenario = drawn(seed)
    indicators = scenario.indicators
    axis = (named * len(indicators))[: len(indicators)]
    scenario = scenario.replace(indicators=indicators.assign(axis=axis))
    plan = allocate(scenario, overlaps_of(scenario))
    rows = axes(plan)["rows"]
    weights = indicators.set_index("id")["weight"]
    shared = scenario.scores.assign(weight=scenario.scores["indicator"].map(weights))
    shared["weight"] /= shared.groupby("service")["weight"].transform("sum")
    shared["weight"] *= shared["service"].map(scenario.services.set_index("id")["importance"])
    shared["axis"] = shared["indicator"].map(scenario.indicators.set_index("id")["axis"])
    assert [row["axis"] for row in rows] == [*dict.fromkeys(scenario.indicators["axis"])]
    for row in rows:
        part = shared[shared["axis"] == row["axis"]]
        whole = part["weight"].sum()
        if not whole > 0:
            assert row["before"] is None is row["after"]
            continue
        assert row["before"] == pytest.approx((part["weight"] * part["score"]).sum() / whole, abs=1e-9)
        assert (row["after"] - row["before"]) * whole == pytest.approx(row["gain"], abs=1e-9)
        assert sum(one["gain"] for one in row["indicators"]) == pytest.approx(row["gain"], abs=1e-9)
    assert sum(row["gain"] for row in rows) == pytest.approx(plan.gain, abs=1e-9)


@pytest.mark.parametrize("side", ["before", "after"])
def test_all_axes_together_stand_where_services_do(plan: Allocation, told: dict[str, Any], side: str) -> None:
    services = plan.by_service().dropna(subset=["before"])
    mean = np.average(services[side], weights=services["importance"])
    assert told["axes"]["together"][side] == pytest.approx(mean)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_a_report_names_axes_where_any_is_stated_and_else_indicators_alone(lang: str, tmp_path: Path) -> None:
    words, four = language_of(lang), worlds.four_projects()
    stated = four.replace(indicators=four.indicators.assign(axis="Reach & <b>use</b>"))
    pages = []
    for at, asked in enumerate((stated, four)):
        allocate(asked).to_html(tmp_path / f"{at}.html", lang=lang, full=False)
        pages.append((tmp_path / f"{at}.html").read_text(encoding="utf-8"))
    for page, told in zip(pages, (True, False), strict=True):
        assert (words.say("report.axes.title") in page) == ("Reach &amp; &lt;b&gt;" in page) == told
        assert (words.say("report.axes.indicators_note") in page) != told
        assert all(title in page for title in four.indicators["title"])
