"""The site: built strictly, every page in its navigation, every link resolved, nothing asked of anybody."""

from __future__ import annotations

import ast
import json
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from browser import NEEDS_BROWSER, opened

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
WORDS = re.compile(r"[a-z0-9-]+")
ROOM = re.compile(r"^\.\. automodule:: egov_budget\.(\w+)$", re.MULTILINE)
LOADED = re.compile(
    r"<(?:script|link|img|iframe|source|video|audio|object|embed)\b[^>]*?"
    r"\b(?:src|href|srcset|data)=[\"']?((?:https?:)?//[^\"'\s>]+)"
    r"|(?:url\(|@import )\s*[\"']?((?:https?:)?//[^\"')\s]+)",
    re.IGNORECASE,
)
CALLED = re.compile(r"[\"'`]((?:https?:|wss?:)//(?!www\.w3\.org/)[^\"'`\s]*)")


class Page(HTMLParser):
    """The places of a page, and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.places: set[str] = {""}
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        self.places.add(said.get("id", ""))
        self.links |= {said[key] for key in ("href", "src") if key in said}


def asked_for(text: str, script: bool = False) -> list[str]:
    """Return the addresses elsewhere that a page, a style sheet or a script would load."""
    return CALLED.findall(text) if script else [one or other for one, other in LOADED.findall(text)]


def broken(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each link between the pages of a folder that leads nowhere, with its page."""
    pages = {
        path: Page(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
        if "_static" not in path.parts
    }
    for path, page in pages.items():
        for link in sorted(page.links):
            scheme, host, to, _, place = urlsplit(link)
            target = (path.parent / unquote(to)).resolve() if to else path
            places = pages[target].places if target in pages else {unquote(place)}
            there = target.exists() and unquote(place) in places
            if not (scheme or host or there):
                yield path.relative_to(folder).as_posix(), link


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site; a warning is a failure."""
    pytest.importorskip("sphinx", reason="the site's packages are not installed: pip install '.[docs]'")
    folder = tmp_path_factory.mktemp("site")
    words = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "-q",
        "-d",
        str(folder / "read"),
        str(DOCS),
        str(folder / "site"),
    ]
    done = subprocess.run(words, capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "site"


@pytest.mark.once
def test_the_site_builds_strictly_and_every_link_of_it_leads_somewhere(site: Path) -> None:
    assert list(broken(site)) == []


@pytest.mark.once
def test_no_file_of_the_site_asks_for_anything_elsewhere(site: Path) -> None:
    files = [path for path in site.rglob("*.*") if path.suffix in {".html", ".css", ".js"}]
    assert len(files) > 70
    asked = {path.name: asked_for(path.read_text(encoding="utf-8"), path.suffix == ".js") for path in files}
    assert {name: addresses for name, addresses in asked.items() if addresses} == {}


@pytest.mark.once
def test_mathematics_is_mathml(site: Path) -> None:
    page = (site / "explanation" / "mathematics.html").read_text(encoding="utf-8")
    assert "<msub><mi>c</mi><mi>p</mi></msub>" in page
    assert "$" not in re.sub(r"<(script|code|pre)\b.*?</\1>|<math.*?</math>", "", page, flags=re.DOTALL)


@pytest.mark.once
@NEEDS_BROWSER[1]
def test_a_search_from_the_disk_finds_pages_and_asks_nobody(site: Path, tmp_path: Path) -> None:
    browser = opened(tmp_path)
    browser.get((site / "search.html").as_uri() + "?q=ceiling")
    WebDriverWait(browser, 20).until(lambda _: browser.find_elements("css selector", "#search-results li"))
    browser.get((site / "index.html").as_uri())
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    browser.quit()
    asked = {
        event["params"]["request"]["url"].partition(":")[0]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
        and not event["params"]["documentURL"].startswith("chrome:")  # the browser's own first page
    }
    assert asked <= {"file", "data", "blob"}


def test_the_page_of_commands_is_what_they_say() -> None:
    written = runpy.run_path(str(DOCS / "reference" / "from_commands.py"))
    page = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    # releases of typer differ in brackets and in where lines break, not in words
    assert WORDS.findall(page.lower()) == WORDS.findall(written["page"]().lower()), (
        "run docs/reference/from_commands.py"
    )


def test_every_room_has_its_place_among_the_api_pages() -> None:
    marked = [
        room
        for page in (DOCS / "reference" / "api").glob("*.md")
        for room in ROOM.findall(page.read_text(encoding="utf-8"))
    ]
    tree = ast.parse((ROOT / "tests" / "test_arrows.py").read_text(encoding="utf-8"))
    rooms = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ROOMS"
    )
    assert sorted(marked) == sorted(set(rooms) - {"cli"}), "name the room in a page of docs/reference/api/"


@pytest.mark.parametrize(
    "page",
    [
        '<script defer src="https://cdn.example/x.js">',
        "<link rel=stylesheet href=//fonts.example/css>",
        "body { background: url('http://example.org/x.png') }",
        '@import "https://example.org/x.css";',
    ],
)
def test_what_a_page_would_load_from_elsewhere_is_found(page: str) -> None:
    assert len(asked_for(page)) == 1


def test_a_link_to_follow_is_no_request() -> None:
    assert asked_for('<a href="https://doi.org/10.1/x">x</a> <img src="../pictures/line.svg">') == []


def test_a_script_that_calls_is_found_and_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    assert asked_for(
        'fetch("https://example.org/x"); var ns = "http://www.w3.org/2000/svg"', script=True
    ) == ["https://example.org/x"]
    (tmp_path / "one.html").write_text(
        '<a href="#here" id="here"> <a href="two.html"> <a href="one.html#gone">'
    )
    assert list(broken(tmp_path)) == [("one.html", "one.html#gone"), ("one.html", "two.html")]
