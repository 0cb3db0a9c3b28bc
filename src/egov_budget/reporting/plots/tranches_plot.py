"""Tranches as a chart: what has been gained by each, and what its money alone could have gained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.reporting.plots.canvas import BLUE, RED, SPACE, Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from egov_budget.whatif import Tranches


def plot_tranches(tranches: Tranches, ax: Axes | None = None, *, lang: str = "en") -> Axes:
    """Draw tranches: a bar for what has been gained by each.

    Parameters
    ----------
    tranches : Tranches
        Plans for money that arrives in parts.
    ax : Axes or None
        Axes to draw on; ``None`` makes a figure.
    lang : str
        Language of the words.

    Returns
    -------
    Axes
        Bars begin at 0; a line across each is what no plan for its money alone passes, so that the distance
        is what the order costs.

    Raises
    ------
    ValueError
        If there is no such language.

    Examples
    --------
    >>> from egov_budget import allocate, tranches, worlds
    >>> order = tranches(allocate(worlds.four_projects()))
    >>> len(plot_tranches(order).patches)
    4
    """
    table, chart = tranches.table, Chart.of(ax, lang, width=7.0)
    places = chart.placed([chart.language.percent(part, 0) for part in table["part"]])
    bars = chart.ax.bar(places, table["gain"], width=0.6, color=BLUE, label=chart.say("gained"))
    chart.ax.bar_label(bars, [chart.language.figures(gain, 4) for gain in table["gain"]], padding=5)
    start, end = ([at + side for at in places] for side in (-0.36, 0.36))
    if tranches.alone:
        bound = chart.say("alone", solver=tranches.alone[0].solver)
        chart.ax.hlines(table["alone"], start, end, color=RED, linewidth=1.6, label=bound)
    chart.ax.set_ylim(0, max(float(table["gain"].max()), 1e-9) * SPACE)
    titles = chart.say("tranches"), chart.say("arrived"), chart.say("gain")
    return chart.finished(*titles, numbers="y", legend="upper left")
