"""A core index as a chart: in which part of all draws each project is funded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.reporting.plots.canvas import BLUE, GREY, ORANGE, PALE, Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from egov_budget.whatif import CoreIndex

COLOURS = {"core": BLUE, "borderline": ORANGE, "reject": GREY}


def plot_core_index(index: CoreIndex, ax: Axes | None = None, *, lang: str = "en") -> Axes:
    """Draw a core index: a point for each project, the surest first.

    Parameters
    ----------
    index : CoreIndex
        Which part of good plans fund each project.
    ax : Axes or None
        Axes to draw on; ``None`` makes a figure.
    lang : str
        Language of the words.

    Returns
    -------
    Axes
        From 0 to 100 %, with the interval of each point, since draws are a sample.

    Raises
    ------
    ValueError
        If there is no such language.

    Examples
    --------
    >>> from egov_budget import core_index, worlds
    >>> plot_core_index(core_index(worlds.four_projects(), samples=4)).get_ylabel()
    'Draws that fund it'
    """
    table = index.table.sort_values(["funded", "project"], ascending=[False, True], ignore_index=True)
    chart = Chart.of(ax, lang)
    ax = chart.ax
    ax.vlines(np.arange(1, len(table) + 1), table["low"], table["high"], color=PALE, linewidth=1.0)
    for verdict, colour in COLOURS.items():
        some = table[table["verdict"] == verdict]
        words = chart.say("verdict", verdict=chart.say(verdict), count=len(some))
        ax.scatter(some.index + 1, some["funded"], s=9, color=colour, label=words, zorder=3)
    title = chart.say("core_index", count=len(index.shares))
    chart.finished(title, chart.say("by_certainty"), chart.say("funded"), numbers="y", legend="center right")
    chart.numbered("x", whole=True)
    ax.yaxis.set_major_formatter(lambda value, _place: chart.language.percent(value, 0))
    ax.set_ylim(-0.03, 1.03)
    ax.set_xlim(0, len(table) + 1)
    return ax
