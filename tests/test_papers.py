"""What holds of every paper: a text does nothing in it, and a page runs and loads nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import unescape
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from egov_budget import allocate, annex, inspect, plan_years, worlds
from egov_budget.display.paper import Paper
from egov_budget.reporting.papers import annex_paper, inspection_paper, schedule_paper, write_paper

pytestmark = pytest.mark.once

BAD = '<script>alert(1)</script>=1+1|`"'
PAPERS = {
    "annex": (annex_paper, lambda asked: annex(allocate(asked))),
    "inspection": (inspection_paper, lambda asked: inspect(allocate(asked))),
    "schedule": (schedule_paper, plan_years),
}


@pytest.fixture(scope="module", params=PAPERS)
def paper(request: pytest.FixtureRequest) -> Callable[..., Paper]:
    """Return what writes the paper of a scenario whose texts are hostile, in a language."""
    four = worlds.four_projects()
    titled = {name: four.tables[name].assign(title=BAD) for name in ("agencies", "projects", "services")}
    titled["projects"]["category"] = BAD
    years = pd.DataFrame({"year": [1401, 1402], "pool": [60, 20]})
    write, made = PAPERS[request.param]
    return partial(write, made(four.replace(name=BAD, currency=BAD, years=years, **titled)))


@pytest.mark.parametrize(("lang", "start"), [("en", 'lang="en" dir="ltr"'), ("fa", 'lang="fa" dir="rtl"')])
def test_a_hostile_text_is_text_in_every_form_and_a_page_runs_and_loads_nothing(
    paper: Callable[..., Paper], lang: str, start: str, tmp_path: Path
) -> None:
    for form in ("html", "md", "xlsx"):
        write_paper(paper(lang), tmp_path / f"paper.{form}")
    page = (tmp_path / "paper.html").read_text(encoding="utf-8")
    assert f"<html {start}>" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "sha256-" in page
    assert "default-src 'none'" in unescape(page)
    assert "http://" not in page and "https://" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert not re.search(r"(?<!\\)<script", (tmp_path / "paper.md").read_text(encoding="utf-8"))
    book = openpyxl.load_workbook(tmp_path / "paper.xlsx")
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    assert all(bool(sheet.sheet_view.rightToLeft) == (lang == "fa") for sheet in book)


def test_an_unknown_language_or_form_is_told(paper: Callable[..., Paper], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no language"):
        paper("xx")
    with pytest.raises(ValueError, match="no form of a paper"):
        write_paper(paper(), tmp_path / "paper.pdf")
