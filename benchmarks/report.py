"""The national report: how long it takes to make, how large it is, how long a browser takes to open it."""

from __future__ import annotations

import shutil
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from egov_budget import allocate, worlds
from egov_budget.reporting.html import studies, write_page

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def main() -> None:
    """Print seconds and megabytes; the browser's only where Chromium, its driver and selenium are."""
    plan = allocate(worlds.national_1400())
    print("The report of the national example")
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
            if shutil.which("chromium") and shutil.which("chromedriver") and find_spec("selenium"):
                _row(f"seconds until a browser has opened it, {lang} (goal 2)", _opened(page, folder))


def _opened(page: Path, folder: str) -> float:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in (*FLAGS, f"--user-data-dir={folder}/browser"):
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
    try:
        browser.get(page.as_uri())
        script = "return performance.getEntriesByType('navigation')[0].loadEventEnd"
        return float(browser.execute_script(script)) / 1000
    finally:
        browser.quit()


def _row(what: str, value: float) -> None:
    print(f"  {what:<60}{value:>12.2f}")


if __name__ == "__main__":
    main()
