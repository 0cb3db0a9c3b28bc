"""Take the pictures of the report that pages show, from the national example.

Run it after a change to the report or to the example; it needs Chromium and its driver (``make programs``)::

    python docs/pictures/report.py
"""

from __future__ import annotations

import shutil
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

import egov_budget as eb
from egov_budget.reporting.html import studies, write_page

FOLDER = Path(__file__).parent
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--window-size=1180,1190",
)  # fmt: skip
COLOURS = 192  # as many as a small file has
PICTURES = {"report": ("en", ""), "report-fa": ("fa", "common")}  # language, and the section on top


def main() -> None:
    """Write the report in each language and photograph a part of it."""
    plan = eb.allocate(eb.worlds.national_1400())
    asked = studies(plan)
    with tempfile.TemporaryDirectory() as folder:
        options = webdriver.ChromeOptions()
        options.binary_location = str(shutil.which("chromium"))
        for flag in (*FLAGS, f"--user-data-dir={folder}/browser"):
            options.add_argument(flag)
        browser = webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
        for name, (lang, section) in PICTURES.items():
            page = Path(folder, f"{name}.html")
            write_page(plan, page, asked, lang)
            browser.get(page.as_uri())
            if section:
                to = "document.getElementById(arguments[0]).scrollIntoView({behavior: 'instant'})"
                browser.execute_script(to, section)
            shot = Image.open(BytesIO(browser.get_screenshot_as_png())).convert("RGB")
            shot.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(FOLDER / f"{name}.png", optimize=True)
        browser.quit()


if __name__ == "__main__":
    main()
