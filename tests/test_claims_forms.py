"""One figure has one maker: every form of a plan, in both languages, says what its tables add up to."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from math import ceil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import egov_budget as eb
from drawn_scenarios import drawn
from egov_budget import worlds
from egov_budget.display.paper import Paper
from egov_budget.display.table import Kind
from egov_budget.language import language_of
from egov_budget.money import to_amounts, to_quanta
from egov_budget.reporting import plain, screen, write_files
from egov_budget.reporting.papers import (
    annex_paper,
    inspection_paper,
    memo_paper,
    schedule_paper,
    write_paper,
)
from odd_scenarios import ODD

pytestmark = pytest.mark.once
LANGUAGES = ("en", "fa")
Figures = dict[str, float]


def odd() -> eb.Scenario:
    """Return the four projects with odd titles and amounts."""
    four = worlds.four_projects()
    named = {
        name: four.tables[name].assign(title=[ODD[at * 7 % len(ODD)] for at in range(len(four.tables[name]))])
        for name in ("agencies", "projects", "services")
    }
    dearer = named["projects"].assign(cost=[60.37, 40.01, 55.5, 31.13])
    money = {"pool": 87.31, "quantum": 0.01, "currency": '=x "y"'}
    return four.replace(name="odd", **money, **{**named, "projects": dearer})


WORLDS: dict[str, Callable[[], eb.Scenario]] = {
    "four": worlds.four_projects,
    "in part": lambda: worlds.four_projects().replace(pool=35, quantum=0.1),
    "nothing": lambda: worlds.four_projects().replace(pool=0),
    **{f"drawn {seed}": partial(drawn, seed) for seed in (5, 11, 16)},
    "titles alike": lambda: worlds.four_projects().replace(
        agencies=worlds.four_projects().agencies.assign(title="One title")
    ),
    "odd": odd,
    "large": partial(worlds.national_1400, services=300, projects=150),
}
PLAIN = str.maketrans(
    {**{"۰۱۲۳۴۵۶۷۸۹"[at]: str(at) for at in range(10)}, "٬": None, "٫": ".", ",": None, "\u2212": "-"}
)
NUMBER = r"-?[\d.,٬٫]*\d"
MARKS = re.compile("[\u2066-\u2069\u200e\u200f\\\\]")
SENTENCES = {
    "memo": {
        "memo.pool": {"pool": "pool", "spent": "spent", "part": "percent", "left": "left"},
        "memo.projects": {"funded": "funded", "count": "projects", "partly": "partly"},
        "memo.services": {"high_before": "high before", "high_after": "high after",
                          "half_before": "half before", "half_after": "half after"},
        "memo.gain": {"gain": "gain"},
        "memo.saves": {"projects": "sharing", "groups": "groups", "saved": "saved"},
    },
    "report": {
        "report.lede.pool": {"pool": "pool", "funded": "funded", "projects": "projects"},
        "report.lede.high": {"before": "high before", "after": "high after",
                             "half_before": "half before", "half_after": "half after"},
        "report.lede.saved": {"sharing": "sharing", "groups": "groups", "saved": "saved"},
    },
}  # fmt: skip
FACTS = {
    "annex": {"bill.pool": "pool", "bill.total": "spent", "bill.projects": "funded", "bill.gain": "gain"},
    "inspection": {"inspection.credits": "spent"},
    "schedule": {
        "schedule.pools": "pool",
        "schedule.credits": "spent",
        "schedule.funded": "funded",
        "schedule.gain": "gain",
    },
}
CELLS = {
    "pool": "pool", "spent": "spent", "left": "left", "asked": "asked", "gain": "gain",
    "projects": "projects", "funded": "funded", "saved": "saved",
    "high_before": "high before", "high_after": "high after",
}  # fmt: skip


@pytest.fixture(scope="module", params=WORLDS)
def plan(request: pytest.FixtureRequest) -> eb.Allocation:
    return eb.allocate(WORLDS[request.param]())


@pytest.fixture(scope="module")
def bill(plan: eb.Allocation) -> eb.Annex:
    return eb.annex(plan)


def number(text: str) -> float:
    """Read a number as a language writes it, with whatever stands behind it."""
    if text == language_of("fa").say("paper.cases", count=0):
        return 0.0
    found = re.search(r"-?[\d.]+", MARKS.sub("", text).translate(PLAIN))
    assert found, text
    return float(found[0])


def recounted(plan: eb.Allocation) -> Figures:
    """Count a plan again from its table of projects and its services."""
    table, quantum = plan.table(), plan.scenario.settings.quantum
    kind = table["role"].str.partition(" ")[0]
    shared = plan.overlaps.members.merge(table, left_on="project", right_on="id")
    shared = shared[shared["role"].str.contains(" of ")]
    alone = sum(
        ceil(round(float((own["asked"] * own["share"]).sum()) / quantum, 6)) * quantum - own["credits"].sum()
        for _, own in shared.groupby("group")
    )
    spent, pool = float(table["credits"].sum()), plan.scenario.settings.pool
    reached = {
        f"{name} {side}": int((plan.attainment[side] >= least - 1e-6).sum())
        for side in ("before", "after") for name, least in (("high", 0.9), ("half", 0.5))
    }  # fmt: skip
    return {
        "pool": pool, "spent": spent, "left": pool - spent, "percent": 100 * spent / pool if pool else 0.0,
        "asked": float(table["asked"].sum()), "gain": float(table["gain"].sum()), "projects": len(table),
        "funded": int((table["share"] > 0).sum()),
        "partly": int(((table["share"] > 0) & (table["share"] < 1)).sum()),
        "groups": int((kind == "lead").sum()), "sharing": int(kind.isin(["lead", "adopter"]).sum()),
        "saved": float(alone), **reached,
    }  # fmt: skip


def agree(told: Figures, plan: eb.Allocation, least: int) -> None:
    """Check that figures are those of the plan: money and counts in full, points as they are rounded."""
    same(told, recounted(plan), least)


def same(told: Figures, truth: Figures, least: int) -> None:
    """Check figures against what is true of them, as exactly as they are written."""
    assert len(told) >= least, told
    for name, value in told.items():
        slack = {"gain": 0.0051, "percent": 0.051}.get(name, 1e-7)
        assert value == pytest.approx(truth[name], abs=slack, rel=1e-9), name


def said(text: str, section: str, lang: str) -> Figures:
    """Read the sentences of a section back from a text."""
    found: Figures = {}
    line = " ".join(MARKS.sub("", text).split())
    for key, names in SENTENCES[section].items():
        message = MARKS.sub("", language_of(lang).messages[key])
        parts = re.split(r"\{(\w+)(?::([^}]*))?\}", message)
        pattern = re.escape(parts[0])
        for name, words, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            value = rf"(?P<{name}>{NUMBER})[^\d.,]{{0,20}}?" if name in names else ".+?"
            *none, one, many = map(re.escape, words.split("|")) if words else (value, value)
            plural = many.replace(re.escape("#"), value)  # of three, the first is for none
            pattern += f"(?:{none[0] if none else one}|{plural})" if words else value
            pattern += re.escape(after)
        match = re.search(pattern, line)
        if match:
            found |= {
                names[name]: number(value) if value else 0.0
                for name, value in match.groupdict().items()
                if name in names
            }
    return found


def on_screen(text: str) -> Figures:
    """Read a screen back."""
    patterns = {
        "pool": r"a pool of ([\d.,]+)", "spent": r"spent +([\d.,]+)", "percent": r"spent.*\(([\d.]+)%",
        "left": r"left +([\d.,]+)", "gain": r"gain +([\d.,]+)", "funded": r"Projects: ([\d,]+)",
        "projects": r"Projects: [\d,]+ of ([\d,]+)", "partly": r"funded, ([\d,]+)",
        "high before": r"high .*more +([\d,]+)", "high after": r"high .*more +[\d,]+ +([\d,]+)",
        "sharing": r"Shared work: ([\d,]+)", "groups": r"projects in ([\d,]+)",
        "saved": r"would cost ([\d.,]+) more",
    }  # fmt: skip
    found = {name: re.search(pattern, text) for name, pattern in patterns.items()}
    return {name: number(match[1]) for name, match in found.items() if match}


def test_the_screen_says_what_the_tables_add_up_to(plan: eb.Allocation) -> None:
    agree(on_screen(screen(plan)), plan, 13 if recounted(plan)["groups"] else 10)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_memo_says_what_the_tables_add_up_to(plan: eb.Allocation, lang: str) -> None:
    least = 14 if recounted(plan)["groups"] else 11
    agree(said(plain(plan, lang), "memo", lang), plan, least)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_says_what_the_tables_add_up_to(plan: eb.Allocation, lang: str, tmp_path: Path) -> None:
    plan.to_html(tmp_path / "report.html", lang=lang, full=False)
    page = (tmp_path / "report.html").read_text("utf-8")
    text = unescape(re.sub(r"<[^>]+>", " ", page))
    agree(said(text, "report", lang), plan, 7)
    assert len([*footed(page)]) >= 2
    for rows, total in footed(page):
        for at, printed in enumerate(total):
            sums = [sum(parts) for parts in zip(*(row[at] for row in rows), strict=True)] if printed else []
            assert printed == pytest.approx(sums, abs=0.051 * len(rows))


Cells = list[list[float]]


def footed(page: str) -> Iterator[tuple[list[Cells], Cells]]:
    """Yield the numbers in each cell of every table that ends with a sum: of its rows, and of the sum."""
    for table in re.findall(r"<table[^>]*>.*?</table>", page, re.DOTALL):
        body, _, foot = table.partition("<tfoot>")
        rows = re.findall(r"<tr[^>]*>.*?</tr>", body.partition("<tbody>")[2], re.DOTALL)
        if foot and rows:
            yield [_cells(row) for row in rows], _cells(foot)


def _cells(row: str) -> Cells:
    """Return the numbers in each cell of numbers but for its note; some have two, as in 3 of 4."""
    told = re.sub(r'<span class="note">.*?</span>', "", row, flags=re.DOTALL)
    found = re.findall(r'<td class="n[^"]*"[^>]*>(.*?)</td>', told, re.DOTALL)
    written = [MARKS.sub("", cell).translate(PLAIN) for cell in found]
    return [[float(part) for part in re.findall(r"-?\d[\d.]*", cell)] for cell in written]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_papers_say_what_the_tables_add_up_to_and_their_sums_are_sums(
    plan: eb.Allocation, bill: eb.Annex, lang: str, tmp_path: Path
) -> None:
    papers = {
        "annex": annex_paper(bill, lang),
        "inspection": inspection_paper(eb.inspect(plan), lang),
    }
    for name, paper in papers.items():
        write_paper(paper, tmp_path / f"{name}.txt")
        lines = (tmp_path / f"{name}.txt").read_text("utf-8").splitlines()
        labels = {language_of(lang).say(key): figure for key, figure in FACTS[name].items()}
        facts = (line.partition(": ") for line in lines)
        agree(
            {labels[label]: number(value) for label, _, value in facts if label in labels}, plan, len(labels)
        )
    for paper in (*papers.values(), memo_paper(plan, lang)):
        sums_are_sums(paper)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("world", ["in part", "odd", "drawn 5"])
def test_a_paper_of_years_says_what_its_projects_add_up_to(world: str, lang: str) -> None:
    asked = WORLDS[world]()
    halves = to_quanta(asked.settings.pool, asked.settings.quantum) // [2, 3]
    years = pd.DataFrame({"year": [1401, 1402], "pool": to_amounts(halves, asked.settings.quantum)})
    schedule = eb.plan_years(asked.replace(years=years))
    paper, labels = schedule_paper(schedule, lang), FACTS["schedule"]
    told = {fact.label: fact.value for fact in paper.facts}
    given = {name: told[language_of(lang).say(key)] for key, name in labels.items()}
    truth = {
        "pool": float(years["pool"].sum()), "spent": float(schedule.credits.to_numpy().sum()),
        "funded": float((schedule.credits.sum(axis=1) > 0).sum()), "gain": schedule.gain,
    }  # fmt: skip
    same({name: number(str(value)) for name, value in given.items()}, truth, len(labels))
    sums_are_sums(paper)


def sums_are_sums(paper: Paper) -> None:
    for table in paper.tables:
        written, run, all_rows = paper.rows(table), [], []
        for place, row in enumerate(written):
            if place not in table.sums:
                run.append(row)
                all_rows.append(row)
                continue
            last = place == len(written) - 1
            for at, column in enumerate(table.columns):
                if row[at] and column.kind.is_number:
                    total = sum(number(each[at]) for each in (all_rows if last else run) if each[at])
                    slack = 0.0006 * len(all_rows) if column.kind is Kind.POINTS else 1e-6
                    assert number(row[at]) == pytest.approx(total, abs=slack, rel=1e-9), (
                        table.title,
                        column.heading,
                    )
            run = []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_files_say_what_the_tables_add_up_to(plan: eb.Allocation, lang: str, tmp_path: Path) -> None:
    write_files(plan, tmp_path, lang)
    agree(said((tmp_path / "plan.md").read_text("utf-8"), "memo", lang), plan, 11)
    cover = openpyxl.load_workbook(tmp_path / "plan.xlsx", data_only=True).worksheets[0]
    labels = {language_of(lang).say(f"workbook.{key}"): figure for key, figure in CELLS.items()}
    cells = {row[0]: row[1] for row in cover.iter_rows(values_only=True) if row[0] in labels}
    agree({labels[label]: float(value) for label, value in cells.items()}, plan, len(CELLS))
    facts = json.loads((tmp_path / "plan.json").read_text("utf-8"))["summary"]
    names = {
        "pool": "pool", "spent": "spent", "left": "left", "gain": "gain", "projects funded": "funded",
        "saved by shared work": "saved",
    }  # fmt: skip
    agree({names[row["fact"]]: row["value"] for row in facts if row["fact"] in names}, plan, len(names))
    for name in ("plan.csv", "package/projects.csv", "package/agencies.csv"):
        with (tmp_path / name).open(encoding="utf-8-sig", newline="") as file:
            rows = [*csv.DictReader(file)]
        sums = {"asked": "asked", "spent": "credits", "gain": "gain"}
        agree({key: sum(float(row[column]) for row in rows) for key, column in sums.items()}, plan, 3)


def test_an_amount_of_one_is_told_in_the_singular(tmp_path: Path) -> None:
    four = worlds.four_projects()
    asked = four.projects.assign(cost=[3.0, 2.0, 1.0, 1.0])
    plan = eb.allocate(four.replace(pool=1, projects=asked))
    write_files(plan, tmp_path)
    plan.to_html(tmp_path / "plan.html", full=False)
    with pytest.raises(eb.ConflictingRules) as broken:
        eb.allocate(four.replace(pool=0, projects=asked.assign(mandatory=asked["id"] == "e-booking")))
    forms = [
        screen(plan),
        plain(plan),
        unescape((tmp_path / "plan.html").read_text("utf-8")),
        str(eb.verify(tmp_path / "plan.json")),
        str(broken.value),
        "\n".join(eb.explain(plan)["words"]),
        (tmp_path / "package" / "datapackage.json").read_text("utf-8"),
    ]
    assert ["1 credit" in form.replace("\xa0", " ") for form in forms] == [True] * len(forms)
    assert [re.findall(r"(?<![\d.,])1\scredits|\b1 are\b", form) for form in forms] == [[]] * len(forms)
