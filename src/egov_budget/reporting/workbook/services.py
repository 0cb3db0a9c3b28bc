"""Services: their attainment before and after, their bands, and what each indicator gains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.allocation.levels import levels
from egov_budget.display.look import DAY
from egov_budget.display.places import FIRST, HEADER, elsewhere, last
from egov_budget.display.styles import FAINT
from egov_budget.display.table import Formula, Kind, Table
from egov_budget.reporting.material import Material
from egov_budget.scenario import band_of

if TYPE_CHECKING:
    from egov_budget.display.as_workbook import Book

BEFORE, AFTER = 7, 8  # columns of the bands


def services(told: Material) -> Table:
    """Return one row a service."""
    table = told.allocation.by_service()
    stood = levels(told.allocation).reindex(table["service"])
    both = [[told.lang.word("band", of) for of in band_of(stood[side].to_numpy())] for side in stood]
    names = ["agency", "service", "title", "importance", "before", "after", "gain"]
    rows = [*zip(*(table[name].tolist() for name in names), *both, strict=True)]
    return told.table("services", rows)


def bands(told: Material, of: Table) -> Table:
    """Return one row a band, counted on the sheet of services."""
    counted = told.allocation.bands.astype(int).T.to_dict("list")
    rows = []
    for at, name in enumerate(["high", "medium", "low", "none", "not rated"], start=FIRST):
        before, after = counted[name]
        rows.append((
            told.lang.word("band", name), told.lang.word("band_range", name),
            Formula(f"=COUNTIF({elsewhere(of, BEFORE)},$A{at})", before),
            Formula(f"=COUNTIF({elsewhere(of, AFTER)},$A{at})", after),
            Formula(f"=$D{at}-$C{at}", after - before),
        ))  # fmt: skip
    return told.table("bands", rows, f"{told.say('bands_note')} {told.bands}")


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
    chart.set_y_axis({"num_format": book.styles.number_format(Kind.COUNT), "major_gridlines": FAINT})
    chart.set_size({"width": 720, "height": 340})
    sheet.insert_chart(last(table) + 1, 0, chart)


def indicators(told: Material) -> Table:
    """Return one row an indicator."""
    table = told.allocation.by_indicator()[["indicator", "title", "axis", "weight", "points", "gain"]]
    return told.table("indicators", list(table.itertuples(index=False, name=None)))
