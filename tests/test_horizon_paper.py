"""A plan of several years on paper and as a chart, and the price of robustness as a chart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from matplotlib.axes import Axes

from egov_budget import Schedule, certify, plan_years, price_of_robustness, roll, worlds
from egov_budget.display.table import Kind, Table
from egov_budget.language import language_of
from egov_budget.money import to_quanta
from egov_budget.reporting.papers import schedule_paper
from egov_budget.scenario.titles import Titles

pytestmark = pytest.mark.once

LANGUAGES = ["en", "fa"]
QUANTUM = 0.1
BAD = '<script>alert(1)</script>=1+1|`"'


@pytest.fixture(scope="module")
def national() -> Schedule:
    """Five years of a small world, with commitments of a plan before."""
    asked = worlds.national_1400(services=200, projects=60).replace(discount_rate=0.05)
    return plan_years(roll(plan_years(asked)))


@pytest.fixture(scope="module")
def tenths() -> Schedule:
    """Three years whose amounts are tenths, so that sums of floats would be off."""
    profiles = pd.DataFrame({"project": "health-login", "year": [1, 2], "part": [0.6, 0.4]})
    years = pd.DataFrame(
        {"year": [1401, 1402, 1403], "pool": [40.3, 30.7, 20.1], "carry_over": [0.2, 0.2, 0]}
    )
    return plan_years(worlds.four_projects().replace(quantum=QUANTUM, years=years, profiles=profiles))


def quanta(sheet: Table, quantum: float) -> np.ndarray:
    """Return the money of a table in whole quanta, a row of zeros where a cell is empty."""
    money = [at for at, column in enumerate(sheet.columns) if column.kind is Kind.MONEY]
    return to_quanta([[row[at] or 0.0 for at in money] for row in sheet.rows], quantum)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["national", "tenths"])
def test_sums_are_those_of_the_rows_to_the_last_quantum(
    name: str, lang: str, request: pytest.FixtureRequest
) -> None:
    schedule: Schedule = request.getfixturevalue(name)
    quantum = schedule.columns.quantum
    by_year, agencies, projects, promised, refused = schedule_paper(schedule, lang).tables
    for sheet in (agencies, projects, promised, refused):
        plain = [place for place in range(len(sheet.rows)) if place not in sheet.sums]
        assert quanta(sheet, quantum)[plain].sum(axis=0).tolist() == quanta(sheet, quantum)[-1].tolist()
    years = schedule.quanta.sum(axis=0).tolist()
    assert quanta(by_year, quantum)[:-1, 3].tolist() == years  # what is spent
    assert quanta(agencies, quantum)[-1, 1:].tolist() == [*years, sum(years)]
    assert quanta(projects, quantum)[-1, 1:].tolist() == [*years, sum(years)]
    asked = quanta(projects, quantum)[-1, 0] + quanta(refused, quantum)[-1, 0] * bool(refused.rows)
    assert asked == quanta(agencies, quantum)[-1, 0] == schedule.columns.cost.sum()


def test_a_sum_of_tenths_is_the_tenth_itself(tenths: Schedule) -> None:
    for sheet in schedule_paper(tenths).tables:
        for place in sheet.sums:
            for column, value in zip(sheet.columns, sheet.rows[place], strict=True):
                if column.kind is Kind.MONEY and value is not None:
                    assert value == round(value, 1)


def test_every_pool_is_spent_or_lapses(national: Schedule) -> None:
    pool, _, _, spent, _, lapsed = quanta(schedule_paper(national).tables[0], 1.0)[-1]
    assert pool == spent + lapsed == national.calendar.pools.sum()


def test_the_paper_has_every_project_once_with_its_start_and_share(national: Schedule) -> None:
    words = language_of("en")
    titles = Titles(national.scenario, words)
    title = {name: titles.of("projects", name) for name in national.scenario.projects["id"]}
    _, _, projects, _, refused = schedule_paper(national).tables
    funded = [row for place, row in enumerate(projects.rows) if place not in projects.sums]
    ids = national.columns.projects
    given = (national.parts[:, -1] > 0) | (national.quanta.sum(axis=1) > 0)
    start = national.start.loc[ids[given]].map(lambda year: "begun before" if pd.isna(year) else str(year))
    share = national.share[national.years[-1]].loc[ids[given]]
    told = sorted((row[1], words.isolate(row[2]), row[3]) for row in funded)
    named = [words.isolate(title[name]) for name in ids[given]]
    assert told == sorted(zip(named, map(words.isolate, start), share, strict=True))
    assert "begun before" in start.tolist()
    others = [row[1] for place, row in enumerate(refused.rows) if place not in refused.sums]
    assert sorted(others) == sorted(words.isolate(title[name]) for name in ids[~given])


def test_what_is_promised_is_what_the_next_year_has_as_commitments(national: Schedule) -> None:
    promised = schedule_paper(national).tables[3]
    table = roll(national).commitments.groupby("year")["credits"].sum()
    assert promised.rows[-1][2:-1] == tuple(table.reindex(national.years[1:], fill_value=0.0))
    assert promised.rows[-1][-1] == table.sum() > 0


def test_a_plan_of_one_year_promises_nothing_and_one_of_nothing_has_no_rows() -> None:
    one = schedule_paper(plan_years(worlds.four_projects()))
    assert one.tables[3].rows == []
    assert one.tables[3].notes == ("Nothing to report here.",)
    nothing = schedule_paper(plan_years(worlds.four_projects().replace(pool=0)))
    assert nothing.tables[2].rows == []
    assert nothing.tables[4].rows[-1][-1] == worlds.four_projects().projects["cost"].sum()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_gap_and_audit_are_stated(national: Schedule, lang: str) -> None:
    words = language_of(lang)
    told = [fact.value for fact in schedule_paper(national, lang).facts]
    assert words.percent(national.gap, 3, up=True) in certify(national).said(words)
    assert certify(national).said(words) in told
    assert words.say("audit.holds", count=len(national.audit().checks)) in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_holds_the_sums_and_reads_in_its_direction(
    national: Schedule, lang: str, tmp_path: Path
) -> None:
    national.to_excel(tmp_path / "years.xlsx", lang)
    book = openpyxl.load_workbook(tmp_path / "years.xlsx")
    assert len(book.sheetnames) == 6
    assert all(bool(sheet.sheet_view.rightToLeft) == (lang == "fa") for sheet in book)
    for at in (2, 3):  # agencies, projects
        assert [*book.worksheets[at].iter_rows(values_only=True)][-1][-1] == national.spent


def test_bars_of_a_schedule_are_its_credits_and_its_line_the_gain(tenths: Schedule) -> None:
    ax = tenths.plot()
    assert isinstance(ax, Axes)
    heights = [bar.get_height() for bar in ax.patches]  # type: ignore[attr-defined]
    money = tenths.pools
    available = money["pool"] + money["carried in"]
    assert heights[-6:] == [*money["pool"], *money["spent"]]
    assert heights[:-6] in ([], available.tolist())
    [line] = ax.figure.axes[-1].lines
    assert np.array_equal(line.get_ydata(), tenths.gains["added"])
    assert {bar.get_y() for bar in ax.patches} == {0}  # type: ignore[attr-defined]


def test_a_bar_of_robustness_is_its_gain_and_names_loss_and_chance() -> None:
    four = worlds.four_projects()
    curve = price_of_robustness(
        four.replace(projects=four.projects.assign(cost_more=four.projects["cost"] / 2)), gammas=[0, 1, 2]
    )
    ax = curve.plot()
    points, words = curve.points, language_of("en")
    heights = [bar.get_height() for bar in ax.patches]  # type: ignore[attr-defined]
    assert heights == [*[points["gain"][0]] * 3, *points["gain"]]
    assert [text.get_text() for text in ax.texts] == [words.percent(lost, 2) for lost in points["lost"]]
    chances = [label.get_text().split("\n")[1] for label in ax.get_xticklabels()]
    assert chances == [words.percent(np.ceil(chance * 1e3) / 1e3, 1) for chance in points["chance"]]


def test_a_gamma_without_a_plan_has_no_bar_and_says_so() -> None:
    four = worlds.four_projects()
    dear = four.replace(
        projects=four.projects.assign(cost_more=four.projects["cost"], mandatory=True), pool=150
    )
    curve = price_of_robustness(dear, gammas=[0, 4])
    assert np.isnan(curve.points["gain"].iloc[1])
    ax = curve.plot(lang="fa")
    assert ax.texts[1].get_text() == language_of("fa").say("chart.no_plan")
