"""Services: their attainment before and after, their bands, and what each indicator gains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.allocation.levels import levels
from egov_budget.display.look import DAY
from egov_budget.display.places import FIRST, HEADER, elsewhere, last
from egov_budget.display.styles import FAINT
from egov_budget.display.table import Kind, Table
from egov_budget.reporting.material import Material
from egov_budget.scenario.attainment import BANDS, NOT_RATED, band_of

if TYPE_CHECKING:
    from egov_budget.display.as_workbook import Book

BEFORE, AFTER = 7, 8  # columns of the bands


def services(told: Material) -> Table:
    """Return one row a service."""
    table = told.allocation.by_service()
    stood = levels(told.allocation).reindex(table["service"])
    bands = {f"band_{side}": band_of(stood[side].to_numpy()) for side in stood}
    return told.sheet_of("services", table.assign(**bands))


def bands(told: Material, of: Table) -> Table:
    """Return one row a band, counted on the sheet of services."""
    counted = told.allocation.bands.astype(int).loc[[*BANDS[::-1], NOT_RATED]].rename_axis("band")
    counted = counted.assign(change=counted["after"] - counted["before"]).reset_index()
    before, after = (f"=COUNTIF({elsewhere(of, column)},$A{{at}})" for column in (BEFORE, AFTER))
    note = f"{told.say('bands_note')} {told.bands}"
    return told.sheet_of("bands", counted, note, before=before, after=after, change="=$D{at}-$C{at}")


def draw_bands(book: Book, sheet: Any, table: Table) -> None:
    """Draw the bands before and after beside each other, below their table."""
    chart = book.made.add_chart({"type": "column"})
    for at, colour in ((2, DAY["c7"]), (3, DAY["accent"])):
        chart.add_series({
            "name": [table.name, HEADER - 1, at],
            "categories": [table.name, FIRST - 1, 0, last(table) - 1, 0],
            "values": [table.name, FIRST - 1, at, last(table) - 1, at],
            "fill": {"color": colour}, "data_labels": {"value": True},
        })  # fmt: skip
    chart.set_title({"name": table.title, "overlay": False, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"num_format": book.styles.numbers[Kind.COUNT], "major_gridlines": FAINT})
    chart.set_size({"width": 720, "height": 340})
    sheet.insert_chart(last(table) + 1, 0, chart)


def indicators(told: Material) -> Table:
    """Return one row an indicator."""
    return told.sheet_of("indicators", told.allocation.by_indicator())
