"""The national report in a real browser: it opens from a file, asks for nothing, and works.

Chromium and its driver come with ``make programs`` on Debian; without them these tests are skipped.
"""

from __future__ import annotations

import base64
import csv
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from browser import NEEDS_BROWSER, opened
from egov_budget import Allocation, allocate, worlds

LARGEST = 5_000_000

pytestmark = NEEDS_BROWSER


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the national report; whichever process of the tests comes first writes it for all."""
    folder = tmp_path_factory.getbasetemp()
    page = (folder.parent if folder.name.startswith("popen-") else folder) / "national.html"
    try:
        page.with_suffix(".begun").touch(exist_ok=False)
    except FileExistsError:
        while not page.exists():
            time.sleep(0.2)
        return page
    allocate(worlds.national_1400()).to_html(page, full=False)
    return page


@pytest.fixture(scope="module")
def browser(national: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Return a browser that has the national report open."""
    found = opened(tmp_path_factory.mktemp("browser"))
    found.get(national.as_uri())
    yield found
    found.quit()


def rows(browser: webdriver.Chrome, column: int = 0) -> list[str]:
    """Return the cells of a column of all projects that are shown."""
    script = (
        "return [...document.querySelectorAll('#project-table tbody tr:not([hidden])')]"
        ".map(row => row.cells[arguments[0]].textContent)"
    )
    return list(browser.execute_script(script, column))


def by_id(browser: webdriver.Chrome, name: str) -> WebElement:
    return browser.find_element(By.ID, name)


def press(browser: webdriver.Chrome, element: WebElement) -> None:
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
    element.click()


def reset(browser: webdriver.Chrome) -> None:
    press(browser, browser.find_element(By.CSS_SELECTOR, ".filters [type=reset]"))
    WebDriverWait(browser, 10).until(lambda page: len(rows(page)) == 2400)


def test_the_national_report_is_one_small_file(national: Path) -> None:
    assert national.stat().st_size < LARGEST


def test_the_report_opens_from_a_file_and_asks_for_nothing(browser: webdriver.Chrome, national: Path) -> None:
    for kind in ("performance", "browser"):
        browser.get_log(kind)  # what the browser did before
    browser.get(national.as_uri())
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    }
    assert {url for url in asked if not url.startswith("data:")} == {national.as_uri()}
    assert browser.get_log("browser") == []
    assert len(rows(browser)) == 2400


def test_the_table_sorts_both_ways_by_a_click_or_a_key(browser: webdriver.Chrome) -> None:
    head = browser.find_elements(By.CSS_SELECTOR, "#project-table thead th")[4]
    for order in ("descending", "ascending"):
        press(browser, head.find_element(By.TAG_NAME, "button"))
        given = [float(cell.replace(",", "")) for cell in rows(browser, 4)]
        assert given == sorted(given, reverse=order == "descending")
        assert head.get_attribute("aria-sort") == order
    head = browser.find_elements(By.CSS_SELECTOR, "#project-table thead th")[1]
    head.find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    assert head.get_attribute("aria-sort") == "ascending"
    assert len(set(rows(browser, 1))) == 105
    assert len(rows(browser)) == 2400


def test_the_table_filters_by_agency_role_and_category_and_adds_up_what_is_shown(
    browser: webdriver.Chrome,
) -> None:
    Select(by_id(browser, "by-role")).select_by_value("lead")
    assert by_id(browser, "shown").text == f"{len(rows(browser))} of 2,400 projects"
    assert all(role.startswith("lead of ") for role in rows(browser, 2))
    leads = len(rows(browser))
    Select(by_id(browser, "by-category")).select_by_value("data exchange")
    assert 0 < len(rows(browser)) < leads
    shown = sum(float(cell.replace(",", "")) for cell in rows(browser, 4))
    assert float(by_id(browser, "sum-credits").text.replace(",", "")) == shown
    Select(by_id(browser, "by-agency")).select_by_index(1)
    assert len(set(rows(browser, 1))) <= 1
    reset(browser)


def test_cells_of_a_column_stand_under_each_other_whatever_is_in_them(browser: webdriver.Chrome) -> None:
    table = by_id(browser, "project-table")
    browser.execute_script("arguments[0].scrollIntoView()", table)
    lefts = browser.execute_script(
        """return [...arguments[0].tBodies[0].rows].slice(0, 40).map(
            (row) => [...row.cells].map((cell) => Math.round(cell.getBoundingClientRect().left)).join())""",
        table,
    )
    assert len(set(lefts)) == 1


def test_the_search_finds_a_title_an_id_and_persian_however_it_is_typed(browser: webdriver.Chrome) -> None:
    search = by_id(browser, "search")
    for typed, meant in (("p1234", "p1234"), ("سامانه يكپارچه", "یکپارچه"), ("۱۲۳۴", "1234")):
        search.clear()
        search.send_keys(typed)
        WebDriverWait(browser, 10).until(lambda page: len(rows(page)) < 2400)
        found = rows(browser)
        assert found
        assert all(meant in row.replace("ي", "ی").replace("ك", "ک") for row in found), typed
        reset(browser)


@pytest.mark.parametrize("section", ["projects", "common", "limits", "basis"])
def test_a_link_of_the_bar_leads_to_its_section_past_all_projects(
    browser: webdriver.Chrome, section: str
) -> None:
    reset(browser)
    press(browser, browser.find_element(By.CSS_SELECTOR, f"nav a[href='#{section}']"))
    seen = (
        "return [innerHeight, ...['%s'].map((id) => document.getElementById(id).getBoundingClientRect().top)]"
    )
    WebDriverWait(browser, 10).until(
        lambda found: (
            0 <= found.execute_script(seen % section)[1] < found.execute_script(seen % section)[0] / 2
            or found.execute_script(
                "return scrollY + innerHeight >= document.documentElement.scrollHeight - 1"
            )
        )
    )


def test_a_group_of_the_map_opens_and_each_of_its_pairs_tells_its_evidence(
    browser: webdriver.Chrome,
) -> None:
    press(browser, browser.find_element(By.CSS_SELECTOR, "#map .cluster[data-group='0']"))
    group = by_id(browser, "g0")
    assert group.get_attribute("open") is not None
    edge = group.find_element(By.CSS_SELECTOR, "g[data-pair]")
    edge.send_keys(Keys.ENTER)  # the keyboard opens it
    dialog = by_id(browser, "evidence")
    assert dialog.get_attribute("open") is not None
    steps = [row.text for row in dialog.find_elements(By.CSS_SELECTOR, ".steps tbody th")]
    assert steps[:3] == ["before anything is known", "title", "description"]
    last = dialog.find_elements(By.CSS_SELECTOR, ".steps tbody tr:last-child .n")[0].text
    key = edge.get_attribute("data-pair")
    line = group.find_element(By.CSS_SELECTOR, f".why-pair[data-pair='{key}']")
    sure = browser.execute_script("return arguments[0].closest('tr').cells[3].textContent", line)
    assert last == sure.strip()
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert dialog.get_attribute("open") is None
    press(browser, line)  # and so does a click
    assert dialog.get_attribute("open") is not None
    press(browser, dialog.find_element(By.CSS_SELECTOR, ".close"))


def test_an_agency_lights_up_on_the_map(browser: webdriver.Chrome) -> None:
    button = browser.find_element(By.CSS_SELECTOR, ".legend button")
    press(browser, button)
    agency = button.get_attribute("data-agency")
    lit = browser.find_elements(By.CSS_SELECTOR, "#map .node.lit")
    assert {node.get_attribute("data-a") for node in lit} == {agency}
    assert Select(by_id(browser, "light")).first_selected_option.get_attribute("value") == agency
    press(browser, button)
    assert browser.find_elements(By.CSS_SELECTOR, "#map .node.lit") == []


def test_long_lists_begin_short_and_open_whole(browser: webdriver.Chrome) -> None:
    def shown() -> int:
        script = "return document.querySelectorAll('#agency-table tbody tr:not([hidden])').length"
        return int(browser.execute_script(script))

    assert shown() == 15
    press(browser, browser.find_element(By.CSS_SELECTOR, "[data-more='agency-table']"))
    assert shown() == 105


def test_the_report_prints_every_row_and_nothing_to_press_on_sixty_pages(
    browser: webdriver.Chrome, national: Path
) -> None:
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    for gone in (".filters", ".bar-nav", ".more"):
        assert not browser.find_element(By.CSS_SELECTOR, gone).is_displayed()
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    browser.execute_script("print = () => 0; document.querySelector('[data-print=all]').click()")
    browser.command_executor.client_config.timeout = 300
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    pages = re.findall(rb"/Type\s*/Page\b", base64.b64decode(printed["data"]))
    assert 20 < len(pages) <= 60
    assert browser.execute_script("return document.querySelectorAll('main tbody tr[hidden]').length") == 0
    browser.get(national.as_uri())


def test_what_is_looked_for_stands_in_the_address(browser: webdriver.Chrome, national: Path) -> None:
    Select(by_id(browser, "by-role")).select_by_value("lead")
    leads, address = set(rows(browser)), browser.current_url
    assert address.endswith("#projects?k=lead")
    browser.get("about:blank")
    browser.get(address)
    assert set(rows(browser)) == leads
    reset(browser)
    assert browser.current_url == f"{national.as_uri()}#projects"


def test_a_picture_is_saved_as_svg_and_png_and_its_data_as_csv(browser: webdriver.Chrome) -> None:
    folder = Path(browser.capabilities["chrome"]["userDataDir"])
    begins = {"SVG": b"<svg", "PNG": b"\x89PNG", "CSV": "\ufeff".encode()}
    figure = browser.find_element(By.CSS_SELECTOR, "#services figure")
    for button in figure.find_elements(By.CSS_SELECTOR, ".save button"):
        press(browser, button)
        saved = folder / f"services.{button.text.lower()}"
        WebDriverWait(browser, 10).until(lambda _, saved=saved: saved.exists() and saved.stat().st_size)
        assert saved.read_bytes().startswith(begins.pop(button.text))
    assert begins == {}
    told = list(csv.reader((folder / "services.csv").read_text("utf-8-sig").splitlines()))
    table = browser.find_elements(By.CSS_SELECTOR, "#services figure + table tr")
    assert [line[1:] for line in told] == [
        [cell.text for cell in row.find_elements(By.CSS_SELECTOR, "th, td")][1:] for row in table
    ]


@pytest.mark.parametrize("width", [1400, 820, 390])
def test_labels_can_be_read_and_what_is_given_is_seen_at_any_width(
    browser: webdriver.Chrome, width: int
) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    smallest = """return Math.min(...[...document.querySelectorAll('main svg text')]
      .filter((text) => text.checkVisibility() && text.getBoundingClientRect().width)
      .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().d))"""
    assert browser.execute_script(smallest) >= 11
    given = "return document.querySelector('#agency-table td.strong').getBoundingClientRect()"
    assert 0 <= browser.execute_script(given)["left"] < browser.execute_script(given)["right"] <= width
    current = """document.getElementById('common').scrollIntoView({behavior: 'instant'});
      const link = document.querySelector('.bar-nav [aria-current]');
      return link && [link.hash, link.getBoundingClientRect().left, link.getBoundingClientRect().right]"""
    seen = WebDriverWait(browser, 10).until(
        lambda page: (found := page.execute_script(current)) and found[0] == "#common" and found
    )
    assert 0 <= seen[1] < seen[2] <= width
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_hostile_title_runs_nothing_and_is_shown_as_it_is(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    title = "</script><img src=x onerror=\"document.title='run'\"><b>bold"
    scenario = worlds.four_projects()
    projects = scenario.projects.assign(title=title, description=title, category=title)
    plan: Allocation = allocate(scenario.replace(name=title, projects=projects))
    plan.to_html(tmp_path / "hostile.html", "fa", full=False)
    browser.get_log("browser")
    browser.get((tmp_path / "hostile.html").as_uri())
    assert browser.find_element(By.TAG_NAME, "h1").text == title
    browser.execute_script("document.querySelector('#g0').open = true")
    press(browser, browser.find_element(By.CSS_SELECTOR, "#g0 .why-pair"))
    shown = [part.text for part in browser.find_elements(By.CSS_SELECTOR, "#evidence .what")]
    assert shown == [title, title]
    assert browser.find_elements(By.CSS_SELECTOR, "main img, #evidence img, #evidence b") == []
    assert browser.title != "run"
    assert browser.get_log("browser") == []
