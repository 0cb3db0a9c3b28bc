"""The national report and what-if page: seconds to make and to open, size, how soon the page answers."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from egov_budget import allocate, worlds
from egov_budget.reporting.html import studies, write_page

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
BROWSES = bool(shutil.which("chromium") and shutil.which("chromedriver") and find_spec("selenium"))
OPENED = "return performance.getEntriesByType('navigation')[0].loadEventEnd"
ANSWERED = """
    const [pool] = arguments, done = arguments[arguments.length - 1], page = document.getElementById("page");
    const began = pool ? performance.now() : 0, seen = {};
    const look = () => {
      if (!page.dataset.answer) return;
      seen[JSON.parse(page.dataset.answer).whole] ??= performance.now() - began;
      if (seen[true] !== undefined && seen[false] !== undefined) done([seen[false], seen[true]]);
    };
    new MutationObserver(look).observe(page, { attributes: true, attributeFilter: ["data-answer"] });
    if (!pool) return look();
    const field = document.getElementById("pool");
    field.value = Math.round(field.value * pool);
    field.dispatchEvent(new Event("input"));
"""


def main() -> None:
    """Print seconds and megabytes; the browser's only where Chromium, its driver and selenium are."""
    plan = allocate(worlds.national_1400())
    print("The report and the what-if page of the national example")
    began = time.perf_counter()
    asked = studies(plan)
    _row("seconds to solve again for its studies", time.perf_counter() - began)
    with tempfile.TemporaryDirectory() as folder:
        for lang in ("en", "fa"):
            page = Path(folder, f"{lang}.html")
            began = time.perf_counter()
            write_page(plan, page, asked, lang)
            _row(f"seconds to write it, {lang}", time.perf_counter() - began)
            _row(f"megabytes, {lang} (goal 5)", page.stat().st_size / 1e6)
            if BROWSES:
                with _browser(page, folder) as browser:
                    seconds = float(browser.execute_script(OPENED)) / 1000
                _row(f"seconds until a browser has opened it, {lang} (goal 2)", seconds)
        _what_if(plan, Path(folder, "what-if.html"), folder)


def _what_if(plan: Any, page: Path, folder: str) -> None:
    try:
        plan.to_what_if(page)
    except ImportError as lacking:
        print(f"  {lacking}")
        return
    _row("megabytes of the what-if page (goal 4)", page.stat().st_size / 1e6)
    if BROWSES:
        with _browser(page, folder) as browser:
            asked = [
                ("first answer", 0.0),
                *((f"answer at {part:.0%} of the pool", part) for part in (0.9, 1.1)),
            ]
            for what, part in asked:
                linear, whole = browser.execute_async_script(ANSWERED, part)
                _row(f"seconds to the {what}, in fractions{' (goal 3)' * (not part)}", linear / 1000)
                _row(f"seconds to the {what}, in whole numbers", whole / 1000)


@contextmanager
def _browser(page: Path, folder: str) -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in (*FLAGS, f"--user-data-dir={folder}/browser"):
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
    try:
        browser.set_script_timeout(120)
        browser.get(page.as_uri())
        yield browser
    finally:
        browser.quit()


def _row(what: str, value: float) -> None:
    print(f"  {what:<60}{value:>12.2f}")


if __name__ == "__main__":
    main()
