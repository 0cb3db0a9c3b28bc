"""The report on two pages: they are two whatever stands in the requests, and say what the report says."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from egov_budget import Allocation, allocate, find_overlaps, worlds
from egov_budget.language import language_of, languages
from egov_budget.reporting.html import Studies, studies, write_page
from egov_budget.reporting.html.page import sections
from egov_budget.reporting.html.short import DECIDED
from shell import run

BROWSER = shutil.which("chromium")
LONG = "</div><b>one platform for every service of every office of every province</b> " * 3
A_PAGE = re.compile(rb"/Type /Page\b")
pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def plans() -> dict[str, tuple[Allocation, Studies]]:
    """Return a small plan, and one of 300 projects with long texts and decisions; both with all studies."""
    many = worlds.national_1400(services=200, projects=300)
    columns = ["id", "date", "by", "table", "key", "column", "value", "ground"]
    made = [
        (f"d{at}", "2026-05-21", LONG, "projects", name, "excluded", "yes", LONG)
        for at, name in enumerate(many.projects["id"][:9])
    ]
    texts = {name: many.tables[name].assign(title=LONG) for name in ("agencies", "projects")}
    long = many.replace(name=LONG, decisions=pd.DataFrame(made, columns=columns), **texts)
    four = allocate(worlds.four_projects())
    asked = studies(four)
    plan = allocate(long, find_overlaps(many))
    lent = replace(studies(plan, full=False), frontier=asked.frontier, four_numbers=asked.four_numbers)
    return {"small": (four, asked), "long": (plan, lent)}


@pytest.mark.skipif(not BROWSER, reason="no Chromium here: make programs installs it")
@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("which", ["small", "long"])
def test_two_pages_are_printed_however_long_the_texts_are(
    plans: dict[str, tuple[Allocation, Studies]], which: str, lang: str, tmp_path: Path
) -> None:
    plan, asked = plans[which]
    write_page(plan, tmp_path / "brief.html", asked, lang, page="brief")
    flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer")
    own = (f"--user-data-dir={tmp_path / 'browser'}", f"--print-to-pdf={tmp_path / 'brief.pdf'}")
    page = (tmp_path / "brief.html").as_uri()
    subprocess.run([str(BROWSER), *flags, *own, page], check=True, capture_output=True, timeout=120)
    assert len(A_PAGE.findall((tmp_path / "brief.pdf").read_bytes())) == 2


def test_what_is_picked_are_rows_of_the_report_and_sums_of_the_plan(
    plans: dict[str, tuple[Allocation, Studies]],
) -> None:
    for plan, asked in plans.values():
        found: dict[str, Any] = sections(plan, asked, language_of("en"))
        short = found["short"]
        rows = short["agencies"] + ([short["others"]] if short["others"] else [])
        assert sum(row["credits"] for row in rows) == plan.spent
        assert sum(row["projects"] for row in rows) == len(plan.parts)
        given = sorted((row["credits"] for row in found["agencies"]), reverse=True)
        assert 2 * sum(given[: short["half"]]) >= plan.spent > 2 * sum(given[: short["half"] - 1])
        assert all(row in found["projects"] and row["credits"] == 0 for row in short["refused"])
        assert sum(row["certain"] for row in short["groups"]) <= plan.brief.saved
        assert len(short["decisions"]) + short["more_decisions"] == len(found["basis"]["decisions"])
        assert len(short["decisions"]) <= DECIDED


def test_the_short_form_of_the_report_is_the_two_pages_themselves(
    plans: dict[str, tuple[Allocation, Studies]], tmp_path: Path
) -> None:
    plan, asked = plans["long"]
    for page in ("brief", "report"):
        write_page(plan, tmp_path / f"{page}.html", asked, "fa", page=page)
    brief, report = ((tmp_path / f"{page}.html").read_text(encoding="utf-8") for page in ("brief", "report"))
    body = brief.split("<body>")[1].split("</body>")[0].strip()
    assert body.startswith('<div class="brief">') and body in report
    assert "<script" not in brief and "script-src" not in brief and "</div><b>" not in brief


def test_the_command_leaves_both(tmp_path: Path) -> None:
    told = run("new", tmp_path / "requests")
    assert told.exit_code == 0
    places = ("--out", tmp_path / "r.html", "--brief", tmp_path / "b.html", "--no-full")
    told = run("report", tmp_path / "requests", *places)
    assert told.stdout == f"Report: {tmp_path / 'r.html'}\nOn two pages: {tmp_path / 'b.html'}\n"
    assert (tmp_path / "b.html").exists()
