"""One table, four formats: each says the same, sums and all, and in none of them does a text do anything."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from egov_budget.display.as_html import as_html
from egov_budget.display.as_markdown import as_markdown
from egov_budget.display.as_text import as_text
from egov_budget.display.as_workbook import as_workbook
from egov_budget.display.paper import Fact, Paper
from egov_budget.display.places import FIRST, HEADER
from egov_budget.display.table import Column, Formula, Kind, Table, columns
from egov_budget.language import language_of, languages

HOSTILE = ("=1+1", "<script>alert(1)</script>", "a | b", "**bold** [link](https://example.org)", "$x$",
           "\u202eback\u202c", "+cmd", "# heading", "{=1}", "two\nlines", "bell\x07")  # fmt: skip
READER = MarkdownIt("commonmark").enable(["table"])
ISOLATES = re.compile("[\u2066-\u2069]")


def paper(lang: str = "en", titles: tuple[str, ...] = ("a", "b", "a")) -> Paper:
    told = columns("who:name what n:count+ money:money+ part:part points:points+ why:sentence", str, {})
    rows = [(title, title, at, at * 1000.25, at / 7, at / 3, title) for at, title in enumerate(titles)]
    table = Table("one", titles[0], told, rows, (f"note {titles[0]}",)).summed("all")
    return Paper(titles[0], (Fact("fact", titles[-1]),), (table,), language_of(lang), 2, "the end")


def said(paper: Paper) -> set[str]:
    """Return all texts that a paper must say."""
    table = paper.tables[0]
    cells = {cell for row in paper.rows(table) for cell in row if cell}
    heads = {column.heading for column in table.columns[:-1]}  # sentences stand without one in plain text
    return {" ".join(ISOLATES.sub("", text).split()) for text in {paper.title, *table.notes, *heads, *cells}}


@pytest.mark.parametrize("lang", languages())
def test_every_format_says_every_cell(lang: str, tmp_path: Path) -> None:
    told = paper(lang)
    texts = [as_text(told), as_markdown(told), unescape(as_html(told))]
    for text in texts:
        assert {words for words in said(told) if words not in re.sub(r"\\\\(.)", r"\\1", text)} == set()
    as_workbook(told, tmp_path / "paper.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "paper.xlsx").worksheets[1]
    rows = [*sheet.iter_rows(min_row=HEADER, values_only=True)]
    assert rows[0] == tuple(column.heading for column in told.tables[0].columns)
    for found, row in zip(rows[1:], told.tables[0].rows, strict=True):  # a sheet keeps 16 digits
        exact = [pytest.approx(cell, rel=1e-15) if isinstance(cell, float) else cell for cell in row]
        assert [*found] == exact


def test_a_planted_difference_is_seen() -> None:
    assert [words for words in said(paper()) if words not in as_text(paper(titles=("x", "y", "z")))] != []


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("lang", languages())
def test_a_text_does_nothing_in_any_format(title: str, lang: str, tmp_path: Path) -> None:
    told = paper(lang, (title, title, title))
    plain = [(token.type, token.tag) for token in READER.parse(as_markdown(paper(lang)))]
    assert [(token.type, token.tag) for token in READER.parse(as_markdown(told))] == plain
    assert re.findall(r"<(\w+)", as_html(told)) == re.findall(r"<(\w+)", as_html(paper(lang)))
    for text in (as_text(told), as_markdown(told), as_html(told)):
        assert not set("\u202e\x07") & set(text)
    assert len(as_text(told).splitlines()) == len(as_text(paper(lang)).splitlines())
    as_workbook(told, tmp_path / "paper.xlsx")
    cells = [
        cell for sheet in openpyxl.load_workbook(tmp_path / "paper.xlsx") for row in sheet for cell in row
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any("\u202e" in str(cell.value) for cell in cells if cell.column != 1)  # ids stay as they are


@given(st.lists(st.tuples(st.sampled_from("ab"), st.one_of(st.none(), st.integers(-9, 9)))))
def test_sums_are_those_of_the_rows_above_them(rows: list[tuple[str, int | None]]) -> None:
    table = Table("t", "", (Column("who"), Column("n", Kind.COUNT, total=True)), rows)
    summed = table.summed("all", by=0, subtotal="sum")
    plain = [row for place, row in enumerate(summed.rows) if place not in summed.sums]
    known = [count for _, count in rows if count is not None]
    assert plain == rows
    if rows:
        assert summed.rows[-1] == ("all", sum(known) if known else None)
        subtotals = [summed.rows[place][1] for place in sorted(summed.sums)][:-1]
        assert sum(part or 0 for part in subtotals if isinstance(part, int)) == sum(known)
    assert not any(column.total for column in summed.columns)


def test_a_formula_carries_its_result_and_is_written_as_it(tmp_path: Path) -> None:
    table = Table("t", "t", (Column("n", Kind.COUNT, total=True),), [(2,), (Formula("=$A$5+1", 3),)])
    told = Paper("p", (), (table,), language_of("en"))
    assert told.rows(table) == [["2"], ["3"]]
    as_workbook(told, tmp_path / "paper.xlsx")
    for results, value, total in ((True, 3, 5), (False, "=$A$5+1", "=SUBTOTAL(109,$A$5:$A$6)")):
        sheet = openpyxl.load_workbook(tmp_path / "paper.xlsx", data_only=results).worksheets[1]
        assert (sheet.cell(FIRST + 1, 1).value, sheet.cell(FIRST - 2, 1).value) == (value, total)
