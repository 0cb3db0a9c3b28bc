"""A comparison as a chart: which agencies get more, and which less."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.display.called import called
from egov_budget.reporting.plots.canvas import BLUE, INK, RED, Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from egov_budget.whatif import Comparison

SHOWN = 20


def plot_comparison(comparison: Comparison, ax: Axes | None = None, *, lang: str = "en") -> Axes:
    """Draw a comparison: how much more or less each agency gets, the largest change first.

    Parameters
    ----------
    comparison : Comparison
        Two allocations side by side.
    ax : Axes or None
        Axes to draw on; ``None`` makes a figure.
    lang : str
        Language of the words.

    Returns
    -------
    Axes
        Bars to both sides of 0; agencies whose credits do not change are left out.

    Raises
    ------
    ValueError
        If there is no such language.

    Examples
    --------
    >>> from egov_budget import allocate, compare, worlds
    >>> scenario = worlds.four_projects()
    >>> both = compare(allocate(scenario), allocate(scenario.replace(pool=80)))
    >>> len(plot_comparison(both).patches)
    1
    """
    table = comparison.agencies[comparison.agencies["credits change"] != 0]
    order = table["credits change"].abs().sort_values(ascending=False, kind="stable").index
    shown, scenario = table.loc[order].head(SHOWN), comparison.after.scenario
    chart = Chart.of(ax, lang, height=1.4 + 0.3 * max(len(shown), 1))
    names = called(scenario.agencies["id"], scenario.agencies["title"])
    places = chart.named([names.get(agency, agency) for agency in shown["agency"]])
    changes = shown["credits change"].to_numpy()
    chart.ax.barh(places, changes, height=0.6, color=np.where(changes > 0, BLUE, RED).tolist())
    chart.ax.axvline(0, color=INK, linewidth=0.8)
    words = chart.say("changes", shown=len(shown), count=len(table))
    return chart.finished(words, chart.in_currency("change", scenario.settings.currency), numbers="x")
