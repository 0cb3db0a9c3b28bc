"""Tranches as a chart: what has been gained by each, and what its money alone could have gained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.language import language_of
from egov_budget.reporting.plots.canvas import BLUE, RED, canvas, numbered, titled

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
        Bars begin at 0; a line across each is the best plan for its money alone, so that the distance
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
    language = language_of(lang)
    table = tranches.table
    ax = canvas(ax, width=7.0)
    places = range(len(table))
    bars = ax.bar(places, table["gain"], width=0.6, color=BLUE, label=language.say("chart.gained"))
    ax.bar_label(bars, [language.figures(gain, 4) for gain in table["gain"]], padding=5)
    ax.hlines(table["alone"], [at - 0.36 for at in places], [at + 0.36 for at in places], color=RED,
              linewidth=1.6, label=language.say("chart.alone"))  # fmt: skip
    ax.set_xticks(places, [language.percent(part, 0) for part in table["part"]])
    ax.tick_params(axis="x", length=0)
    titled(ax, language.say("chart.tranches"), language.say("chart.arrived"), language.say("chart.gain"))
    numbered(ax, language, y=True)
    ax.legend(frameon=False, loc="upper left")
    return ax
