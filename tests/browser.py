"""Browsers without a window, for the tests of pages; ``make programs`` installs Chromium on Debian."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.firefox.service import Service as FirefoxService

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FIREFOX, FIREFOX_DRIVER = shutil.which("firefox") or shutil.which("firefox-esr"), shutil.which("geckodriver")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=1280,900", "--force-prefers-reduced-motion",
)  # fmt: skip

NEEDS_BROWSER = [
    pytest.mark.once,
    pytest.mark.skipif(
        not (BROWSER and DRIVER), reason="no Chromium with its driver here: make programs installs them"
    ),
]


def opened(folder: Path) -> webdriver.Chrome:
    """Return a browser that keeps its state, and what it downloads, in a folder."""
    options = webdriver.ChromeOptions()
    for flag in (*FLAGS, f"--user-data-dir={folder}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(folder)})
    options.binary_location = str(BROWSER)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(str(DRIVER)))


def opened_firefox(folder: Path) -> webdriver.Firefox:
    """Return a Firefox that keeps in a folder what it downloads."""
    options = webdriver.FirefoxOptions()
    options.add_argument("-headless")
    options.set_preference("browser.download.folderList", 2)
    options.set_preference("browser.download.dir", str(folder))
    options.binary_location = str(FIREFOX)
    return webdriver.Firefox(options=options, service=FirefoxService(str(FIREFOX_DRIVER)))
