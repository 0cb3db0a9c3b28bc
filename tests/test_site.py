"""The site: its navigation, its generated pages, its mathematics, and that it asks nobody for anything."""

from __future__ import annotations

import ast
import importlib.util
import re
import runpy
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
WORDS = re.compile(r"[a-z0-9-]+")


def hook(name: str) -> ModuleType:
    """Return one of the site's hooks."""
    spec = importlib.util.spec_from_file_location(f"site_{name}", DOCS / "hooks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_navigation_has_every_page_in_its_folder_once() -> None:
    sections = hook("nav").sections((DOCS / "index.md").read_text(encoding="utf-8"))
    folders = {"Tutorials": "tutorials", "How-to": "how-to", "Explanation": "explanation"}
    pages = [page for section in sections for [entries] in [section.values()] for entry in entries for page in
             entry.values()]  # fmt: skip
    for section in sections:
        for title, entries in section.items():
            starts = {page.split("/")[0] for entry in entries for page in entry.values()}
            assert starts == {folders.get(title, "reference")}
    assert sorted(pages) == sorted(
        path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md") if path != DOCS / "index.md"
    )


def test_the_page_of_commands_is_what_they_say() -> None:
    written = runpy.run_path(str(DOCS / "reference" / "from_commands.py"))
    page = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    # releases of typer differ in brackets and in where lines break, not in words
    assert WORDS.findall(page.lower()) == WORDS.findall(written["page"]().lower()), (
        "run docs/reference/from_commands.py"
    )


def test_the_page_of_rules_is_what_their_docstrings_say() -> None:
    written = runpy.run_path(str(DOCS / "reference" / "from_docstrings.py"))
    page = (DOCS / "reference" / "mathematics.md").read_text(encoding="utf-8")
    assert page == written["page"](), "run docs/reference/from_docstrings.py"


def test_every_room_has_its_place_among_the_api_pages() -> None:
    shelf = hook("shelf")
    marked = [
        room
        for page in sorted((DOCS / "reference" / "api").glob("*.md"))
        for rooms in shelf.MARKED.findall(page.read_text(encoding="utf-8"))
        for room in rooms.split()
        if "." not in room
    ]
    tree = ast.parse((ROOT / "tests" / "test_arrows.py").read_text(encoding="utf-8"))
    rooms = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ROOMS"
    )
    assert sorted(marked) == sorted(set(rooms) - {"cli"}), "name the room in a page of docs/reference/api/"


def test_what_a_room_offers_is_named_where_it_is_written() -> None:
    shelf = hook("shelf")
    assert "egov_budget.allocation.allocate.allocate" in shelf.offered("allocation")
    assert "egov_budget.errors.IntakeError" in shelf.offered("errors")
    assert shelf.expanded("one\n<!-- api: solving -->\ntwo").startswith("one\n::: egov_budget.solving.")


@pytest.mark.parametrize(
    ("latex", "mathml"),
    [
        (r'<span class="arithmatex">\(x_p\)</span>', "<msub><mi>x</mi><mi>p</mi></msub>"),
        (r'<div class="arithmatex">\[a &lt; b\]</div>', "<mi>a</mi><mo>&#x0003C;</mo><mi>b</mi>"),
    ],
)
def test_mathematics_becomes_mathml(latex: str, mathml: str) -> None:
    pytest.importorskip("latex2mathml", reason="the site's packages are not installed: pip install '.[docs]'")
    assert mathml in hook("mathml").rendered(f"<p>{latex}</p>")


def test_docstrings_become_markdown() -> None:
    text = "One.\n\n.. math:: x_p\n    \\le 1\n\nwhere :math:`x_p` is a share [1]_.\n\n.. [1] A book.\n"
    assert hook("restructured").markdown(text) == (
        "One.\n\n$$\nx_p\n\\le 1\n$$\n\nwhere $x_p$ is a share \\[1\\].\n\n\\[1\\] A book.\n"
    )


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
    assert len(hook("offline").asked_for(page)) == 1


def test_a_link_to_follow_is_no_request() -> None:
    offline = hook("offline")
    assert offline.asked_for('<a href="https://doi.org/10.1/x">x</a> <img src="../pictures/line.svg">') == []
