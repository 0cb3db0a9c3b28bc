"""The what-if page: what it is told is the program at any pool and lock, and in a browser it solves it."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from browser import FIREFOX, FIREFOX_DRIVER, NEEDS_BROWSER, opened, opened_firefox
from egov_budget import Scenario, allocate, find_overlaps, read_scenario, worlds
from egov_budget.language import language_of
from egov_budget.program import formulate
from egov_budget.program.movable import WIDE, movable
from egov_budget.reporting.html import what_if
from egov_budget.reporting.html.render import ROOM
from egov_budget.solving import solve
from random_scenarios import random_scenario
from small_scenarios import folder_of

HERE = all(files(ROOM).joinpath("solver", name).is_file() for name in what_if.SOLVER)
TITLE = "</script><img src=x onerror=\"document.title='run'\">"
pytestmark = pytest.mark.once


def relaxed(scenario: Scenario, overlaps: Any) -> float | None:
    """Return what the linear relaxation of a scenario gains; ``None`` where it has no plan."""
    made = formulate(scenario, overlaps, check=False)
    free = dataclasses.replace(made, whole=np.zeros_like(made.whole), sos1=(), goals=made.goals[:1])
    found = solve(free, relative_gap=0)
    return found.reached[0].value if found.reached else None


def locked(scenario: Scenario, locks: dict[str, int]) -> Scenario:
    """Return a scenario with projects locked in (1), out (-1) or free."""
    lock = scenario.projects["id"].map(locks)
    return scenario.replace(projects=scenario.projects.assign(mandatory=lock == 1, excluded=lock == -1))


def solved(
    told: dict[str, Any], pool: int, locks: Sequence[int], amounts: dict[int, int], gains: Sequence[float]
) -> float | None:
    """Solve what the page is told as the page does, by another way to HiGHS."""
    rows, width = told["rows"], len(told["upper"])
    low, high = (np.array(rows[side], dtype=float) for side in ("lower", "upper"))
    low, high = np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)
    for row, side, part in told["moves"]:
        quanta = part * pool // WIDE if side else -(-part * pool // WIDE)
        (high if side else low)[row] = quanta / told["unit"]
    for project, amount in amounts.items():
        low[told["own_rows"][1] + project] = high[told["own_rows"][1] + project] = amount / told["unit"]
    lower, upper, cost = np.zeros(width), np.array(told["upper"], dtype=float), np.zeros(width)
    lower[: len(locks)][np.array(locks) == 1] = 1
    upper[: len(locks)][np.array(locks) == -1] = 0
    cost[told["gain"]["start"] :][: len(gains)] = gains
    matrix = csr_array((rows["values"], rows["indices"], rows["starts"]), shape=(len(low), width))
    found = milp(-cost, constraints=LinearConstraint(matrix, low, high), bounds=Bounds(lower, upper))
    return None if found.fun is None else -found.fun


@settings(max_examples=8)
@given(st.integers(0, 400), st.integers(2, 20), st.data())
def test_what_the_page_is_told_is_the_program_at_any_pool_and_locks(
    seed: int, tenths: int, data: st.DataObject
) -> None:
    scenario = random_scenario(seed)
    overlaps, program = find_overlaps(scenario), formulate(scenario, find_overlaps(scenario), check=False)
    told, columns = movable(program), program.columns
    pool = columns.pool * tenths // 10
    names = columns.projects.tolist()
    locks = {name: data.draw(st.sampled_from([0, 0, 1, -1])) for name in names}
    other = locked(scenario.replace(pool=pool * columns.quantum), locks)
    held = data.draw(st.sampled_from(names))
    amounts = {names.index(held): int(columns.cost[names.index(held)]) // 2} if not locks[held] else {}
    if amounts:
        own = other.projects["id"] == held
        amount = own.map({True: amounts[names.index(held)] * columns.quantum, False: np.nan})
        other = other.replace(projects=other.projects.assign(floor=amount, ceiling=amount))
    here = solved(told, pool, [locks[name] for name in names], amounts, columns.value.tolist())
    there = relaxed(other, overlaps)
    assert (here is None) == (there is None)
    assert here is None or there is None or here == pytest.approx(there, rel=1e-7, abs=1e-7)


def test_without_its_solver_the_page_says_how_it_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(what_if, "SOLVER", ("nowhere.js",))
    with pytest.raises(ImportError, match="make what-if"):
        allocate(worlds.four_projects()).to_what_if(tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()


browsing = pytest.mark.skipif(not HERE, reason="make what-if brings the solver")
in_firefox = pytest.mark.skipif(not (FIREFOX and FIREFOX_DRIVER), reason="no Firefox with its driver here")


@pytest.fixture(scope="module")
def four() -> Scenario:
    """Return the four projects with a hostile title, a ceiling in percent of the pool and a floor."""
    found = worlds.four_projects()
    agencies = found.agencies.assign(ceiling=[90.0, np.nan], ceiling_unit="percent of pool", floor=[0.0, 5.0])
    titled = found.projects.assign(title=[TITLE, *found.projects["title"][1:]])
    return found.replace(agencies=agencies, projects=titled)


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(opened, id="chromium", marks=NEEDS_BROWSER),
        pytest.param(opened_firefox, id="firefox", marks=in_firefox),
    ],
)
def page(
    request: pytest.FixtureRequest, four: Scenario, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """Return a browser that has the page of the four projects open."""
    folder = tmp_path_factory.mktemp("what-if")
    allocate(four).to_what_if(folder / "page.html")
    found: Any = request.param(folder)
    found.folder = folder
    found.get((folder / "page.html").as_uri())
    answered(found)  # else what a test hears first is the answer to what stood there before
    yield found
    found.quit()


def answers(page: Any, script: str, *given: Any, rest: bool = True) -> tuple[dict[str, Any], dict[str, Any]]:
    """Do something in the page; return what it answers in fractions, and in whole numbers at rest."""
    watch = """
        const done = arguments[arguments.length - 1], main = document.getElementById("page"), seen = [];
        const look = () => {
          if (main.dataset.answer) seen.push(JSON.parse(main.dataset.answer));
          const [part, whole] = [false, true].map((kind) => seen.find((one) => one.whole === kind));
          if (part && (whole || !REST)) done([part, whole]);
        };
        new MutationObserver(look).observe(main, { attributes: true, attributeFilter: ["data-answer"] });
    """
    page.set_script_timeout(60)
    part, whole = page.execute_async_script(watch.replace("REST", str(rest).lower()) + script, *given)
    return part, whole


def answered(page: Any) -> dict[str, Any]:
    """Return what a page that was opened answers in whole numbers."""
    for _ in range(600):
        told = page.execute_script("return document.getElementById('page').dataset.answer || '{}'")
        if json.loads(told).get("whole"):
            return dict(json.loads(told))
        time.sleep(0.05)
    raise AssertionError("no answer in whole numbers")


LOCK = """
    const [name, lock] = arguments, search = document.getElementById("search");
    search.value = name;
    search.dispatchEvent(new Event("input"));
    const choice = document.querySelector(`[data-project="${name}"]`);
    choice.value = lock;
    choice.dispatchEvent(new Event("change"));
"""
PUT = """
    const [what, value] = arguments, field = document.querySelector(what);
    field.value = value;
    field.dispatchEvent(new Event(field.id === "pool" ? "input" : "change"));
"""
UNDO = 'document.getElementById("undo").click();'


@browsing
def test_in_a_browser_the_page_gains_what_the_program_does_and_saves_its_decisions(
    page: Any, four: Scenario
) -> None:
    overlaps = find_overlaps(four)
    for pool in (50, 80, 93, 117, 180):
        part, whole = answers(page, PUT, "#pool", pool)
        best = relaxed(four.replace(pool=pool), overlaps)
        assert best is not None
        assert part["gain"] == pytest.approx(best, rel=1e-9)
        assert best <= whole["bound"] * (1 + 1e-12) <= best * (1 + 1e-9)
        plan = allocate(four.replace(pool=pool), overlaps)
        assert abs(whole["gain"] - plan.gain) <= 2e-3 * plan.gain + 1 / pool
    asking = four.replace(pool=180, hurdle=0.018)
    part, whole = answers(page, PUT, "#hurdle", 0.018)
    assert part["value"] == pytest.approx(relaxed(asking, overlaps), rel=1e-9)
    assert relaxed(asking, overlaps) <= whole["bound"] * (1 + 1e-12) <= part["value"] * (1 + 1e-9)
    assert abs(whole["gain"] - allocate(asking, overlaps).gain) <= 2e-3 * whole["gain"]
    answers(page, PUT, "#hurdle", 0)
    page.find_element("id", "hold").click()
    assert "180" in page.find_element("id", "told").text
    assert page.find_element("id", "change").text == page.find_element("id", "came").text == ""
    answers(page, LOCK, "tax-login", 1)
    answers(page, PUT, '[data-ceiling="health"]', 60)
    answers(page, PUT, "#weights tr:nth-child(2) input", 0.4)
    answers(page, LOCK, "e-booking", -1)
    answers(page, LOCK, "health-login", "amount")
    part, whole = answers(page, PUT, '[data-amount="health-login"]', 20)
    page.execute_script('document.getElementById("save").click()')
    saved = page.folder / "decisions.csv"
    for _ in range(100):
        if saved.exists() and saved.stat().st_size:
            break
        time.sleep(0.1)
    folder = folder_of(four, page.folder / "requests")
    shutil.copy(saved, folder / "decisions.csv")
    decided = read_scenario(folder)
    assert decided.settings.pool == 180
    assert len(decided.decisions) == 8  # the ceiling has a unit, too, and an amount is a floor and a ceiling
    best = relaxed(decided, overlaps)
    assert part["gain"] == pytest.approx(best, rel=1e-9)
    assert abs(whole["gain"] - allocate(decided, overlaps).gain) <= 2e-3 * whole["gain"] + 1 / 180


@browsing
def test_at_fifty_settings_the_page_gains_what_the_program_does(page: Any, four: Scenario) -> None:
    overlaps, drawn, names = find_overlaps(four), np.random.default_rng(7), four.projects["id"].tolist()
    pool, locks, seen = 100, dict.fromkeys(names, 0), 0
    page.refresh()
    answered(page)
    while seen < 50:
        name, lock = names[drawn.integers(len(names))], int(drawn.integers(-1, 2))
        moved = pool % 200 + int(drawn.integers(40, 60)) if lock == locks[name] else pool
        best = relaxed(locked(four.replace(pool=moved), locks | {name: lock}), overlaps)
        if best is None:  # what is locked in costs more than the pool
            continue
        done = (LOCK, name, str(lock)) if moved == pool else (PUT, "#pool", moved)
        part, _ = answers(page, *done, rest=False)
        assert part["gain"] == pytest.approx(best, rel=1e-9), (moved, locks, name, lock)
        pool, locks[name], seen = moved, lock, seen + 1


@browsing
def test_whole_numbers_are_some_plan_and_within_a_thousandth_of_the_bound(page: Any) -> None:
    scenario = worlds.national_1400(50, 100)
    scenario = scenario.replace(pool=scenario.settings.pool * 7 // 10)  # some whole columns are in fractions
    program = formulate(scenario, find_overlaps(scenario), check=False)
    (best,) = solve(dataclasses.replace(program, goals=program.goals[:1]), relative_gap=0).reached
    allocate(scenario).to_what_if(page.folder / "rounded.html")
    page.get((page.folder / "rounded.html").as_uri())
    whole = answered(page)
    assert whole["bound"] * (1 - 1e-3) <= whole["value"] <= best.value * (1 + 1e-6)
    page.get((page.folder / "page.html").as_uri())
    answered(page)


@browsing
def test_undo_goes_back_to_the_first_answer_and_nothing_was_asked_for_or_run(
    page: Any, four: Scenario
) -> None:
    chromium = page.name == "chrome"  # Firefox has no log
    if chromium:
        page.get_log("performance")  # what the browser did before
    page.refresh()
    answered(page)
    answers(page, PUT, "#pool", 60)
    part, _ = answers(page, UNDO)
    assert part["gain"] == pytest.approx(relaxed(four, find_overlaps(four)), rel=1e-9)
    page.execute_script("document.getElementById('search').value = 'img'")
    page.execute_script("document.getElementById('search').dispatchEvent(new Event('input'))")
    assert TITLE in page.find_element("id", "locks").text
    assert page.title != "run" and not page.find_elements("css selector", "main img")
    if not chromium:
        return
    assert page.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    asked = {
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
        and not event["params"]["documentURL"].startswith("chrome:")  # the browser's own first page
    }
    assert all(url.startswith(("data:", "blob:")) or url.endswith("/page.html") for url in asked)


@browsing
@pytest.mark.parametrize("by", ["weighted mean", "indicators reached"])
def test_the_page_counts_bands_as_the_plan_does(page: Any, four: Scenario, by: str) -> None:
    scores = four.scores.assign(score=[1, 0.4, 0.9, 0.9, 0, 0, 0.2, 0])
    plan = allocate(four.replace(scores=scores, pool=1000, quantum=0.1, bands_by=by))  # no share is rounded
    plan.to_what_if(page.folder / "bands.html")
    page.get((page.folder / "bands.html").as_uri())
    answered(page)
    for level, (before, after) in (("high", plan.brief.high), ("half", plan.brief.half)):
        assert page.find_element("id", level).text == str(after)
        assert page.find_element("id", f"{level}-before").text.split()[-1] == str(before)
    page.get((page.folder / "page.html").as_uri())
    answered(page)


def test_the_page_is_told_every_word_of_its_script() -> None:
    script = files(ROOM).joinpath("pages", "what-if.js").read_text(encoding="utf-8")
    said = set(re.findall(r'say\("(\w+)"', script))
    for code in ("en", "fa"):
        known = {key for key in language_of(code).messages if key.startswith(what_if.SECTION)}
        assert {f"{what_if.SECTION}{key}" for key in said} <= known
    for way in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(", "fetch("):
        assert way not in script
