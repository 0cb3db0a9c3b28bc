"""Every Python example in README.md, CONTRIBUTING.md and docs/ runs as it stands."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def run(page: str, text: str) -> None:
    """Run the blocks of one page in order: sessions are compared with what they print, scripts just run."""
    names: dict[str, object] = {"__name__": "__main__"}
    for found in BLOCK.finditer(text):
        block, line = found[1], text[: found.start(1)].count("\n")
        if block.startswith(">>>"):
            test = doctest.DocTestParser().get_doctest(block, names, page, page, line)
            runner = doctest.DebugRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
            runner.run(test, clear_globs=False)
            names |= test.globs
        else:
            exec(compile("\n" * line + block, page, "exec"), names)  # noqa: S102  # the repository's own pages


@pytest.mark.once
@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_a_page_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # what an example writes stays out of the tree
    run(page, (ROOT / page).read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES)
def test_the_links_of_a_page_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [link for link in LINK.findall(text) if "://" not in link]
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


def test_a_page_keeps_its_names_from_block_to_block() -> None:
    run(
        "page.md",
        "```python\nx = 1\n```\n\n```python\n>>> x + 1\n2\n>>> y = 3\n```\n\n```python\nassert y == 3\n```\n",
    )


def test_a_wrong_example_is_found() -> None:
    with pytest.raises(doctest.DocTestFailure):
        run("page.md", "```python\n>>> 1 + 1\n3\n```\n")
    with pytest.raises(ZeroDivisionError):
        run("page.md", "```python\n1 / 0\n```\n")
