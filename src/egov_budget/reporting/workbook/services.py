"""Services: their attainment before and after, their bands, and what each indicator gains."""

from __future__ import annotations

from typing import Any

from egov_budget.reporting.workbook.material import Material
from egov_budget.reporting.workbook.page import FIRST, HEADER, Column, Formula, Kind, Page
from egov_budget.reporting.workbook.styles import DARK, Styles
from egov_budget.scenario import band_of

BEFORE, AFTER = 7, 8  # columns of the bands


def services(told: Material) -> Page:
    """Return one row a service."""
    columns = (
        Column(told.say("agency"), Kind.NAME, 14),
        Column(told.say("service"), Kind.NAME, 16),
        Column(told.say("title"), Kind.TEXT, 56),
        Column(told.say("importance"), Kind.POINTS, 12),
        Column(told.say("before"), Kind.POINTS, 12),
        Column(told.say("after"), Kind.POINTS, 12),
        Column(told.say("gain"), Kind.POINTS, 12, total=True),
        Column(told.say("band_before"), Kind.TEXT, 16),
        Column(told.say("band_after"), Kind.TEXT, 16),
    )
    table = told.allocation.by_service()
    both = [
        [told.lang.word("band", band) for band in band_of(table[side].to_numpy())]
        for side in ("before", "after")
    ]
    names = ["agency", "service", "title", "importance", "before", "after", "gain"]
    rows = [*zip(*(table[name].tolist() for name in names), *both, strict=True)]
    return Page(told.say("services"), told.say("services_title"), told.say("services_note"), columns, rows)


def bands(told: Material, of: Page) -> Page:
    """Return one row a band, counted on the sheet of services, with a chart."""
    columns = (
        Column(told.say("band"), Kind.TEXT, 22),
        Column(told.say("attainment"), Kind.TEXT, 26),
        Column(told.say("before"), Kind.COUNT, 14, total=True),
        Column(told.say("after"), Kind.COUNT, 14, total=True),
        Column(told.say("change"), Kind.COUNT, 14, total=True),
    )
    counted = told.allocation.bands
    rows = []
    for at, name in enumerate(["high", "medium", "low", "none", "not rated"], start=FIRST):
        before, after = (int(counted[side].to_dict()[name]) for side in ("before", "after"))
        rows.append(
            (
                told.lang.word("band", name),
                told.lang.word("band_range", name),
                Formula(f"=COUNTIF({of.range(BEFORE)},$A{at})", before),
                Formula(f"=COUNTIF({of.range(AFTER)},$A{at})", after),
                Formula(f"=$D{at}-$C{at}", after - before),
            )
        )
    return Page(told.say("bands"), told.say("bands_title"), told.say("bands_note"), columns, rows, _columns)


def _columns(book: Any, sheet: Any, page: Page, styles: Styles) -> None:
    chart = book.add_chart({"type": "column"})
    for at, colour in ((2, "#B8C4C9"), (3, DARK)):
        chart.add_series(
            {
                "name": [page.name, HEADER - 1, at],
                "categories": [page.name, FIRST - 1, 0, page.last - 1, 0],
                "values": [page.name, FIRST - 1, at, page.last - 1, at],
                "fill": {"color": colour},
                "data_labels": {"value": True},
            }
        )
    chart.set_title({"name": page.title, "overlay": False, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis(
        {
            "num_format": styles.number_format(Kind.COUNT),
            "major_gridlines": {"visible": True, "line": {"color": "#E5E5E5"}},
        }
    )
    chart.set_size({"width": 720, "height": 340})
    sheet.insert_chart(page.last + 1, 0, chart)


def indicators(told: Material) -> Page:
    """Return one row an indicator."""
    columns = (
        Column(told.say("indicator"), Kind.NAME, 18),
        Column(told.say("title"), Kind.TEXT, 44),
        Column(told.say("weight"), Kind.POINTS, 12),
        Column(told.say("points"), Kind.POINTS, 16, total=True),
        Column(told.say("gain"), Kind.POINTS, 16, total=True),
    )
    table = told.allocation.by_indicator()
    rows = [
        *zip(
            *(table[column].tolist() for column in ("indicator", "title", "weight", "points", "gain")),
            strict=True,
        )
    ]
    return Page(
        told.say("indicators"), told.say("indicators_title"), told.say("indicators_note"), columns, rows
    )
