"""A plan of several years as a chart: credits of each year against its pool, and what it gains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.reporting.plots.canvas import BLUE, ORANGE, PALE, SKY, SPACE, Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from egov_budget.horizon import Schedule


def plot_schedule(schedule: Schedule, ax: Axes | None = None, *, lang: str = "en") -> Axes:
    """Draw a plan of several years.

    Parameters
    ----------
    schedule : Schedule
        What starts when.
    ax : Axes or None
        Axes to draw on; ``None`` makes a figure.
    lang : str
        Language of the words.

    Returns
    -------
    Axes
        Bars for the pool of each year, what was carried into it and what is spent of both, all from 0.
        Points that each year adds stand on a scale of their own at the right, from 0 too; those axes
        are the last of the figure.

    Raises
    ------
    ValueError
        If there is no such language.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import plan_years, worlds
    >>> years = pd.DataFrame({"year": [1401, 1402], "pool": [60, 40]})
    >>> schedule = plan_years(worlds.four_projects().replace(years=years))
    >>> [label.get_text() for label in plot_schedule(schedule).get_xticklabels()]
    ['1401', '1402']
    """
    money, gains = schedule.pools, schedule.gains
    chart = Chart.of(ax, lang, width=max(7.0, 2.0 + 0.8 * len(schedule.years)))
    ax, say = chart.ax, chart.language.say
    places = chart.placed([chart.language.fiscal_year(str(year)) for year in schedule.years])
    most = money["pool"] + money["carried in"]
    if money["carried in"].any():
        ax.bar(places, most, width=0.72, color=SKY, alpha=0.45, label=say("schedule.carried_in"))
    ax.bar(places, money["pool"], width=0.72, color=PALE, label=say("schedule.pool"))
    ax.bar(places, money["spent"], width=0.42, color=BLUE, label=say("schedule.spent"))
    credits = chart.in_currency("credits", schedule.scenario.settings.currency)
    chart.finished(say("schedule.chart"), "", credits, numbers="y")
    ax.set_ylim(0, max(float(most.max()), 1.0) * SPACE)
    right = Chart(ax.twinx(), chart.language)
    right.ax.spines["top"].set_visible(False)
    right.ax.plot(places, gains["added"], color=ORANGE, marker="o", linewidth=1.6,
                  label=say("schedule.added_right"))  # fmt: skip
    right.finished("", "", say("schedule.added"), numbers="y")
    right.ax.grid(visible=False)
    right.ax.set_ylim(0, max(float(gains["added"].max()), 1e-9) * SPACE)
    bars, line = (some.get_legend_handles_labels() for some in (ax, right.ax))
    ax.legend(bars[0] + line[0], bars[1] + line[1], frameon=False, loc="upper right", ncols=2)
    return ax
