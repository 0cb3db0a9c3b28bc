"""An allocation as a chart: credits by agency asked and given, or services by band before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from egov_budget.language import language_of
from egov_budget.reporting.plots.canvas import BLUE, GREY, PALE, canvas, named, numbered, titled
from egov_budget.scenario.attainment import BANDS, NOT_RATED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from egov_budget.allocation import Allocation
    from egov_budget.language import Language

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
    return kinds[kind](allocation, ax, language_of(lang))


def _agencies(allocation: Allocation, ax: Axes | None, language: Language) -> Axes:
    table = allocation.by_agency().sort_values(["credits", "agency"], ascending=[False, True])
    shown = table.head(SHOWN)
    ax = canvas(ax, height=1.4 + 0.34 * len(shown))
    places = range(len(shown))
    ax.barh(places, shown["asked"], height=0.72, color=PALE, label=language.say("chart.asked"))
    ax.barh(places, shown["credits"], height=0.4, color=BLUE, label=language.say("chart.given"))
    named(ax, shown["title"].where(shown["title"] != "", shown["agency"]).tolist())
    key = "chart.agencies" if len(shown) == len(table) else "chart.largest_agencies"
    counts = {} if len(shown) == len(table) else {"shown": len(shown), "count": len(table)}
    currency = language.word("currency", allocation.scenario.settings.currency)
    titled(ax, language.say(key, **counts), language.say("chart.credits", currency=currency))
    numbered(ax, language, x=True)
    ax.legend(frameon=False, loc="lower right")
    return ax


def _bands(allocation: Allocation, ax: Axes | None, language: Language) -> Axes:
    ax = canvas(ax, width=7.0)
    order = [*BANDS, *([NOT_RATED] if allocation.bands.loc[NOT_RATED].any() else [])]
    for side, shift, colour in (("before", -0.2, GREY), ("after", 0.2, BLUE)):
        counts = allocation.bands[side].reindex(order)
        bars = ax.bar([place + shift for place in range(len(order))], counts, width=0.38, color=colour,
                      label=language.say(f"chart.{side}"))  # fmt: skip
        ax.bar_label(bars, [language.number(count) for count in counts], padding=2)
    names = [f"{language.say(f'band.{band}')}\n{language.say(f'band_range.{band}')}" for band in order]
    ax.set_xticks(range(len(order)), names)
    ax.tick_params(axis="x", length=0)
    titled(ax, language.say("chart.bands"), "", language.say("chart.number_of_services"))
    numbered(ax, language, y=True)
    ax.legend(frameon=False)
    return ax
