"""Bands by the weighted mean or by indicators with full marks: the same in every place, and named there."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import egov_budget as eb
from egov_budget.allocation.levels import levels
from egov_budget.language import language_of
from egov_budget.reporting.html import what_if
from egov_budget.scenario import band_of
from forged import resealed, written
from random_scenarios import random_scenario

BY = ["weighted mean", "indicators reached"]


def all_but_reached(by: str) -> eb.Scenario:
    """Return the four projects without money, where services are half way on most of their indicators."""
    scenario = eb.worlds.four_projects()
    scores = scenario.scores.assign(score=[1, 0.4, 0.9, 0.9, 0, 0, 0.2, 0])
    return scenario.replace(scores=scores, bands_by=by, pool=0)


def by_hand(plan: eb.Allocation) -> dict[str, str]:
    """Return the band of each service after a plan by indicators reached, counted cell by cell."""
    tally = plan.counted.tally
    points = tally.points_at(tally.parts(plan.counted)).tolist()
    gained = {key: Fraction(one, 10**9 * tally.scale) for key, one in zip(tally.keys, points, strict=True)}
    weight = plan.scenario.indicators.set_index("id")["weight"]
    found: dict[str, list[Fraction]] = {}
    for service, indicator, score in plan.scenario.scores[["service", "indicator", "score"]].itertuples(
        index=False
    ):
        if weight[indicator]:
            found.setdefault(service, []).append(
                Fraction(str(score)) + gained.get((service, indicator), Fraction(0))
            )
    bands = {}
    for service, scores in found.items():
        full = Fraction(sum(score > 1 - Fraction(1, 10**6) for score in scores), len(scores))
        edges = [
            any(score > Fraction(1, 10**5) for score in scores),
            full >= Fraction(1, 2),
            full >= Fraction(9, 10),
        ]
        bands[service] = ["none", "low", "medium", "high"][sum(edges)]
    return bands


@settings(max_examples=8)
@given(st.integers(0, 400), st.integers(1, 3))
def test_a_band_by_indicators_is_the_part_of_them_with_full_marks(seed: int, every: int) -> None:
    scenario = random_scenario(seed).replace(pool=10**6, bands_by="indicators reached")
    paid = scenario.projects.set_index("id")["cost"].iloc[::every]
    plan = eb.score(scenario, paid)
    after = levels(plan)["after"].dropna()
    assert dict(zip(after.index, band_of(after.to_numpy()), strict=True)) == by_hand(plan)


def test_the_two_differ_where_half_of_the_indicators_are_all_but_reached() -> None:
    bands = [eb.allocate(all_but_reached(by)).bands["after"].iloc[:4].tolist() for by in BY]
    assert bands == [[1, 1, 1, 1], [1, 2, 1, 0]]


def test_a_document_is_held_to_its_own_way_of_counting() -> None:
    other, told = (written(eb.allocate(all_but_reached(by))) for by in BY)
    assert eb.verify(told)
    assert told["bands"] != other["bands"]
    found = resealed({**told, "bands": other["bands"]})
    assert set(found.faults["table"]) == {"bands"}


@pytest.mark.once
@pytest.mark.parametrize(("by", "lang"), [(BY[0], "en"), (BY[1], "fa")])
def test_every_paper_names_what_bands_are_read_off(
    by: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(what_if, "_solver", dict)  # words alone are looked at: they need no make what-if
    plan = eb.allocate(eb.worlds.four_projects().replace(bands_by=by))
    words = language_of(lang).word("bands_by", by)
    page, brief = partial(plan.to_html, full=False), partial(plan.to_brief, full=False)
    for write, name in (
        (page, "report.html"), (brief, "brief.html"), (plan.to_markdown, "memo.md"),
        (plan.to_what_if, "what-if.html"), (eb.inspect(plan).to_markdown, "inspection.md"),
    ):  # fmt: skip
        write(tmp_path / name, lang=lang)
        told = (tmp_path / name).read_text(encoding="utf-8").replace("&#39;", "'")
        assert words in told, name
        assert not any(of in told for of in ("90 % of the indicators", "۹۰٪ شاخص‌ها")), name
    plan.to_excel(tmp_path / "plan.xlsx", lang)
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    sheet = book[language_of(lang).say("workbook.bands")]
    assert any(words in str(cell) for row in sheet.values for cell in row)
    assert words in plan.plot("bands", lang=lang).get_xlabel()
    assert ("Bands are" in str(plan)) == (by == BY[1])
