"""An allocation as a chart: credits by agency asked and given, or services by band before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from egov_budget.display.called import called
from egov_budget.reporting.bands_words import bands_words
from egov_budget.reporting.plots.canvas import BLUE, GREY, PALE, Chart
from egov_budget.scenario.attainment import BANDS, NOT_RATED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from egov_budget.allocation import Allocation

SHOWN = 15
Kind = Literal["agencies", "bands"]


def plot_allocation(
    allocation: Allocation, kind: Kind = "agencies", ax: Axes | None = None, *, lang: str = "en"
) -> Axes:
    """Draw an allocation.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    kind : {"agencies", "bands"}
        Credits by agency, asked and given, the largest first; or services by band, before and after.
    ax : Axes or None
        Axes to draw on; ``None`` makes a figure.
    lang : str
        Language of the words.

    Returns
    -------
    Axes
        All bars begin at 0. Where agencies are left out, the title says how many there are.

    Raises
    ------
    ValueError
        If there is no such kind or language.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> plot_allocation(allocate(worlds.four_projects()), "bands").get_ylabel()
    'Services'
    """
    kinds = {"agencies": _agencies, "bands": _bands}
    if kind not in kinds:
        raise ValueError(f"there is no chart {kind!r} of an allocation; there are {', '.join(kinds)}")
    return kinds[kind](allocation, ax, lang)


def _agencies(allocation: Allocation, ax: Axes | None, lang: str) -> Axes:
    table = allocation.by_agency().sort_values(["credits", "agency"], ascending=[False, True])
    shown, settings = table.head(SHOWN), allocation.scenario.settings
    chart = Chart.of(ax, lang, height=1.4 + 0.34 * len(shown))
    names = called(table["agency"], table["title"])
    places = chart.named([names[agency] for agency in shown["agency"]])
    chart.ax.barh(places, shown["asked"], height=0.72, color=PALE, label=chart.say("asked"))
    chart.ax.barh(places, shown["credits"], height=0.4, color=BLUE, label=chart.say("given"))
    counts = {"shown": len(shown), "count": len(table)} if len(shown) < len(table) else {}
    title = chart.say("largest_agencies" if counts else "agencies", **counts)
    money = chart.in_currency("credits", settings.currency)
    return chart.finished(title, money, numbers="x", legend="lower right")


def _bands(allocation: Allocation, ax: Axes | None, lang: str) -> Axes:
    chart = Chart.of(ax, lang, width=7.0)
    word, number = chart.language.word, chart.language.number
    order = [*BANDS, *([NOT_RATED] if allocation.bands.loc[NOT_RATED].any() else [])]
    places = chart.placed([f"{word('band', band)}\n{word('band_range', band)}" for band in order])
    for side, shift, colour in (("before", -0.2, GREY), ("after", 0.2, BLUE)):
        counts, at = allocation.bands[side].reindex(order), [place + shift for place in places]
        bars = chart.ax.bar(at, counts, width=0.38, color=colour, label=chart.say(side))
        chart.ax.bar_label(bars, [number(count) for count in counts], padding=2)
    below = bands_words(allocation.scenario, chart.language)
    beside = chart.say("number_of_services")
    return chart.finished(chart.say("bands"), below, beside, numbers="y", legend="best")
