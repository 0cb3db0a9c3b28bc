"""The review page in a real browser: decided by keyboard, kept, saved, and read back by the library."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from browser import NEEDS_BROWSER, opened
from egov_budget import find_overlaps
from egov_budget.overlaps import decide, read_verdicts
from egov_budget.scenario import Scenario
from small_scenarios import apart

pytestmark = NEEDS_BROWSER
HOSTILE = "</script><img src=x onerror=\"document.title='run'\">"
REASON = '=1+1, "so"'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("review")


@pytest.fixture(scope="module")
def browser(folder: Path) -> Iterator[webdriver.Chrome]:
    found = opened(folder)
    yield found
    found.quit()


def requests() -> Scenario:
    """Return three alike requests, so three pairs, with a title that is no HTML."""
    texts = {"title": f"One sign-in platform {HOSTILE}", "description": "One password for every service"}
    agencies = [HOSTILE, "b", "=c"]
    return apart([60, 50, 40], 100, agency=agencies, projects=texts, name="r")


def press(browser: webdriver.Chrome, *keys: str) -> None:
    for key in keys:
        ActionChains(browser).send_keys(key).perform()


def pressed(browser: webdriver.Chrome) -> list[str]:
    return [
        button.get_attribute("data-answer") or ""
        for button in browser.find_elements(By.CSS_SELECTOR, ".pair:not([hidden]) [aria-pressed=true]")
    ]


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_two_pairs_decided_by_keyboard_are_read_back_as_verdicts(
    browser: webdriver.Chrome, folder: Path, lang: str
) -> None:
    scenario, page = requests(), folder / f"{lang}.html"
    overlaps = find_overlaps(scenario)
    overlaps.to_review_page(page, lang, reviewer="board")
    for log in ("performance", "browser"):
        browser.get_log(log)
    browser.get(page.as_uri())
    browser.execute_script("localStorage.clear()")  # the page of the other language keeps the same decisions
    browser.refresh()
    press(browser, "j", "w", REASON, Keys.ENTER, "o", "a")  # a second thought on the second pair
    browser.refresh()  # both are kept, and so is the place
    assert pressed(browser) == ["a"]
    press(browser, Keys.ARROW_UP)
    assert pressed(browser) == ["j"]
    press(browser, "x")
    sheet = folder / "verdicts.csv"
    WebDriverWait(browser, 10).until(lambda _: sheet.exists())
    read = read_verdicts(sheet)
    sheet.unlink()
    pairs = overlaps.queue()[["project_a", "project_b"]].head(2).to_numpy().tolist()
    assert read[["project_a", "project_b"]].to_numpy().tolist() == pairs
    assert read[["verdict", "reviewer", "reason"]].to_numpy().tolist() == [
        ["joint", "board", REASON], ["accept", "board", ""],
    ]  # fmt: skip
    assert find_overlaps(decide(scenario, read)).pairs["verdict"].tolist().count("joint") == 1
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {
        event["params"]["request"]["url"].partition(":")[0]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
        and not event["params"]["documentURL"].startswith("chrome:")  # the browser's own first page
    }
    assert asked <= {"file", "data", "blob"}
    assert browser.get_log("browser") == []
    assert browser.title != "run"
    assert browser.find_elements(By.TAG_NAME, "img") == []
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("dir") == {"en": "ltr", "fa": "rtl"}[lang]
    assert HOSTILE in browser.find_element(By.CSS_SELECTOR, ".pair:not([hidden]) h3").text


def test_where_the_browser_keeps_nothing_the_tab_does_and_the_page_says_so(
    browser: webdriver.Chrome, folder: Path
) -> None:
    page = folder / "tab.html"
    find_overlaps(requests()).to_review_page(page, reviewer="nobody else")
    refuse = "Storage.prototype.setItem = () => { throw new Error('no'); };"
    made = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": refuse})
    browser.get(page.as_uri())
    assert browser.find_element(By.ID, "lasts").is_displayed()
    press(browser, "r")
    browser.refresh()
    assert pressed(browser) == ["r"]
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", made)
