"""The frontier: what pools of other sizes gain, as a table and a chart with today's pool marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.allocation.forms import Curve
from egov_budget.display.look import DAY
from egov_budget.display.places import FIRST, HEADER, last
from egov_budget.display.styles import FAINT
from egov_budget.display.table import Column, Kind, Table
from egov_budget.reporting.material import Material

if TYPE_CHECKING:
    from egov_budget.display.as_workbook import Book

GAIN, PRICE = DAY["accent"], DAY["c5"]


def curve(told: Material, drawn: Curve) -> Table:
    """Return one row a pool."""
    settings = told.scenario.settings
    step_more = {"price": Column(told.say("step_more", step=told.step), Kind.PRICE, 20)}
    points, price = drawn.points, drawn.points["price"] * told.step_amount
    points = points.assign(today=points["gain"].where(points["pool"] == settings.pool), price=price)
    note = f"{told.in_currency} {drawn.note(told.words)}"
    rows = told.rows("frontier", points, {"step_more": step_more})
    return told.sheet("frontier", rows, note, step_more=step_more)


def draw_curve(book: Book, sheet: Any, table: Table) -> None:
    """Draw gain and price over the pools, beside their table."""
    chart = book.made.add_chart({"type": "scatter", "subtype": "straight"})
    pools = [table.name, FIRST - 1, 0, last(table) - 1, 0]
    mark = {"type": "circle", "size": 9, "fill": {"color": GAIN}, "border": {"color": GAIN}}
    for at, look in (
        (1, {"line": {"color": GAIN, "width": 2.25}}),
        (2, {"line": {"none": True}, "marker": mark}),
        (5, {"line": {"color": PRICE, "width": 1.25, "dash_type": "dash"}, "y2_axis": True}),
    ):
        values = [table.name, FIRST - 1, at, last(table) - 1, at]
        chart.add_series({"name": [table.name, HEADER - 1, at], "categories": pools, "values": values} | look)
    chart.set_title({"name": table.title, "name_font": {"size": 12}})
    pool, gain, price = (
        {"name": column.heading, "num_format": book.styles.numbers[column.kind]}
        for column in (table.columns[0], table.columns[1], table.columns[5])
    )
    sizes = table.numbers(0)
    span = {"min": min(sizes), "max": max(sizes)} if len(set(sizes)) > 1 else {}
    chart.set_x_axis(pool | {"major_gridlines": {"visible": False}} | span)
    chart.set_y_axis(gain | {"major_gridlines": FAINT, "min": min(0.0, *table.numbers(1))})
    chart.set_y2_axis(price)
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 860, "height": 420})
    sheet.insert_chart(HEADER - 1, len(table.columns) + 1, chart)
