"""The frontier: what pools of other sizes gain, as a table and a chart with today's pool marked."""

from __future__ import annotations

from typing import Any

from egov_budget.allocation.forms import Curve
from egov_budget.reporting.workbook.material import Material
from egov_budget.reporting.workbook.page import FIRST, HEADER, Column, Kind, Page
from egov_budget.reporting.workbook.styles import DARK, Styles

TODAY = "#C2571A"


def curve(told: Material, drawn: Curve) -> Page:
    """Return one row a pool."""
    own = told.allocation.scenario.settings.pool
    columns = (
        Column(told.say("pool"), Kind.MONEY, 18),
        Column(told.say("gain"), Kind.POINTS, 14),
        Column(told.say("today"), Kind.POINTS, 14),
        Column(told.say("gap"), Kind.SHARE, 11),
        Column(told.say("spent"), Kind.MONEY, 18),
        Column(told.say("step_more", step=told.step), Kind.PRICE, 20),
        Column(told.say("status"), Kind.TEXT, 24),
    )
    rows = [
        (
            row["pool"], row["gain"], row["gain"] if row["pool"] == own else None, row["gap"], row["spent"],
            row["price"] * told.step_amount, told.lang.word("status", row["status"]),
        )
        for row in drawn.points.to_dict("records")
    ]  # fmt: skip
    knee = "" if drawn.knee is None else told.say(
        "knee", pool=told.lang.money(drawn.knee, told.allocation.scenario.settings.currency)
    )  # fmt: skip
    note = f"{told.in_currency} {knee}".strip()
    return Page(told.say("frontier"), told.say("frontier_title"), note, columns, rows, _chart)


def _chart(book: Any, sheet: Any, page: Page, styles: Styles) -> None:
    def column(at: int) -> list[Any]:
        return [page.name, FIRST - 1, at, page.last - 1, at]

    gain = book.add_chart({"type": "scatter", "subtype": "straight"})
    name = [[page.name, HEADER - 1, at] for at in range(len(page.columns))]
    gain.add_series(
        {
            "name": name[1],
            "categories": column(0),
            "values": column(1),
            "line": {"color": DARK, "width": 2.25},
        }
    )
    gain.add_series(
        {
            "name": name[2], "categories": column(0), "values": column(2), "line": {"none": True},
            "marker": {"type": "circle", "size": 9, "fill": {"color": TODAY}, "border": {"color": TODAY}},
        }
    )  # fmt: skip
    gain.add_series(
        {
            "name": name[5], "categories": column(0), "values": column(5), "y2_axis": True,
            "line": {"color": "#8FA3AB", "width": 1.25, "dash_type": "dash"},
        }
    )  # fmt: skip
    gain.set_title({"name": page.title, "name_font": {"size": 12}})
    axis = [
        {"name": column.heading, "num_format": styles.number_format(column.kind)}
        for column in page.columns[:6]
    ]
    gain.set_x_axis(axis[0] | {"major_gridlines": {"visible": False}} | _span(page.at(0)))
    gain.set_y_axis(axis[1] | {"major_gridlines": {"visible": True, "line": {"color": "#E5E5E5"}}})
    gain.set_y2_axis(axis[5])
    gain.set_legend({"position": "bottom"})
    gain.set_size({"width": 860, "height": 420})
    sheet.insert_chart(HEADER - 1, len(page.columns) + 1, gain)


def _span(pools: list[float]) -> dict[str, float]:
    return {"min": min(pools), "max": max(pools)} if len(set(pools)) > 1 else {}
