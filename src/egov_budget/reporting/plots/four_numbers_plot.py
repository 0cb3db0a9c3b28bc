"""Four numbers as a chart: what each step from last year's split to one pool with shared work adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.reporting.plots.canvas import BLUE, GREY, Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from egov_budget.whatif import FourNumbers

NAMES = ("last_year", "own_envelopes", "one_pool", "shared_work")


def plot_four_numbers(numbers: FourNumbers, ax: Axes | None = None, *, lang: str = "en") -> Axes:
    """Draw four numbers: a bar for the gain of each plan.

    Parameters
    ----------
    numbers : FourNumbers
        The four plans that justify a pool.
    ax : Axes or None
        Axes to draw on; ``None`` makes a figure.
    lang : str
        Language of the words.

    Returns
    -------
    Axes
        Bars begin at 0; a plan that does not exist has none and says so.

    Raises
    ------
    ValueError
        If there is no such language.

    Examples
    --------
    >>> from egov_budget import four_numbers, worlds
    >>> len(plot_four_numbers(four_numbers(worlds.four_projects())).patches)
    4
    """
    gains, chart = numbers.table["gain"], Chart.of(ax, lang, height=3.0)
    places = chart.named([chart.say(name) for name in NAMES])
    bars = chart.ax.barh(places, gains.fillna(0.0), height=0.6, color=[*[GREY] * 3, BLUE])
    none, written = chart.say("no_plan"), chart.language.figures
    told = [none if gain != gain else written(gain, 5) for gain in gains]  # noqa: PLR0124  # NaN alone differs
    chart.ax.bar_label(bars, told, padding=4)
    chart.ax.margins(x=0.1)
    return chart.finished(chart.say("four_numbers"), chart.say("gain"), numbers="x")
