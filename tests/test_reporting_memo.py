"""The memo: what it says is the plan, and a title in it is text, in Markdown and plain text."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from egov_budget import Allocation, allocate, score, worlds
from egov_budget.display.as_markdown import escaped
from egov_budget.display.as_text import width
from egov_budget.language import harmless, language_of, languages
from egov_budget.reporting import markdown, plain
from egov_budget.reporting.papers import memo_paper

HOSTILE = (
    "<script>alert(1)</script>", "a | b", "two\nlines", "[link](https://example.org)", "![picture](x)",
    "# heading", "[a]: https://example.org", "| --- |",
    "**bold** _it_ `code` ~~gone~~", "&lt;b&gt; &amp;", "https://example.org www.example.org", "\\| end\\",
    "\u202eback\u202c", "=1+1", "x" * 10_000, "---", "<div>", "1. one", "|", "&#60;b&#62;",
)  # fmt: skip
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.fixture(scope="module")
def four() -> Allocation:
    return allocate(worlds.four_projects())


def titled(*titles: str) -> Allocation:
    """Return a plan of the four projects with these titles, which agencies and the scenario bear too."""
    scenario, four = worlds.four_projects(), [*titles] * (4 // len(titles))
    tables = {name: scenario.tables[name] for name in ("projects", "agencies")}
    named = {name: table.assign(title=four[: len(table)]) for name, table in tables.items()}
    return allocate(scenario.replace(name=titles[0], **named))


def shape(text: str) -> list[tuple[str, str]]:
    """Return what Markdown is made of, without its texts."""
    return [(token.type, token.tag) for token in READER.parse(text) if token.type != "inline"]


def test_the_memo_says_what_the_plan_says(four: Allocation) -> None:
    text = plain(four)
    assert "Of a pool of 100 credits, 100 are spent (100.0%) and 0 are left." in text
    assert "3 of 4 projects are funded, 1 of them in part." in text
    assert "At 50 % and more: 0 before, 4 after." in text
    assert "2 projects in 1 group share their work. Apart the same would cost 32 credits more." in text
    assert "Tax office                 60            100                28          1.00" in text


@pytest.mark.parametrize("code", languages())
def test_markdown_and_plain_text_say_the_same(four: Allocation, code: str) -> None:
    text, paper = plain(four, code), memo_paper(four, code)
    shown = [token.content for token in READER.parse(markdown(four, code)) if token.type == "inline"]
    read = [
        READER.renderInline(line).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        for line in shown
    ]
    told = [paper.title, *(str(fact.value) for fact in paper.facts)]
    for table in paper.tables:
        told += [table.title, *table.notes, *(cell for row in paper.rows(table) for cell in row if cell)]
    assert len(told) > 50
    for words in told:
        assert words in text
        assert any(words in line for line in read)


@pytest.mark.parametrize("start", range(0, len(HOSTILE), 4))
def test_a_title_changes_no_shape_and_makes_no_markup(four: Allocation, start: int) -> None:
    plan = titled(*HOSTILE[start : start + 4])
    for code in languages():
        text = markdown(plan, code)
        assert shape(text) == shape(markdown(four, code))
        html = READER.render(text).removeprefix('<div dir="rtl">').removesuffix("</div>\n")
        assert not re.search(r"<(script|a|img|div|em|strong|code|s)\b", html)
        assert max(map(len, text.splitlines())) < 2_000


def test_a_planted_mark_is_found() -> None:
    assert shape("# a *b*\n") == shape("# a\n")
    assert shape("| a |\n| --- |\n| b |\n") != shape("| a |\n| --- |\n| b | c |\n\n---\n")


@given(st.text(max_size=60))
def test_what_is_escaped_reads_back_as_it_was(text: str) -> None:
    line = " ".join(harmless(text).split())
    assert unescape(READER.renderInline(escaped(line))) == line


def test_a_title_breaks_no_line_of_the_plain_text(four: Allocation) -> None:
    told = plain(titled("two\nlines \u202eand\x1b[31m more"))
    assert len(told.splitlines()) == len(plain(four).splitlines())
    assert not set(told) & set("\u202e\x1b")


def test_columns_of_plain_text_stand_below_each_other(four: Allocation) -> None:
    for code in languages():
        lines = plain(four, code).splitlines()
        at = lines.index(language_of(code).say("memo.bands")) + 5  # past what bands are read off
        assert len({width(line) for line in lines[at : at + 5]}) == 1


def test_persian_stands_in_a_block_from_right_to_left(four: Allocation) -> None:
    assert markdown(four, "fa").startswith('<div dir="rtl">\n\n# ')
    assert not markdown(four).startswith("<")


def test_a_split_by_hand_that_keeps_no_rule_has_a_memo() -> None:
    scenario = worlds.four_projects()
    plan = score(scenario.replace(projects=scenario.projects.assign(mandatory=True)), {"e-booking": 30.0})
    assert "nothing is claimed about its being best" in plain(plan)
    assert "Common work done once" not in plain(score(scenario, {"e-booking": 30.0}))


def test_the_files_are_written(four: Allocation, tmp_path: Path) -> None:
    four.to_markdown(tmp_path / "memo.md", "fa")
    four.to_text(tmp_path / "memo.txt")
    assert (tmp_path / "memo.md").read_text(encoding="utf-8") == markdown(four, "fa")
    assert (tmp_path / "memo.txt").read_text(encoding="utf-8") == f"{plain(four)}\n"
    with pytest.raises(ValueError, match="known are en, fa"):
        four.to_text(tmp_path / "none.txt", "xx")
    assert not (tmp_path / "none.txt").exists()
