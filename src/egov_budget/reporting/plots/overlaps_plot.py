"""Overlaps as a chart: how alike pairs are, and how much money each asks for twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.reporting.plots.canvas import BLUE, GREY, INK, ORANGE, Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from egov_budget.overlaps import Overlaps

COLOURS = {"fragmentation": GREY, "overlap": BLUE, "duplication": ORANGE}  # the worst is drawn last
SIZES = {"fragmentation": 8, "overlap": 14, "duplication": 22}


def plot_overlaps(
    overlaps: Overlaps, ax: Axes | None = None, *, currency: str = "credits", lang: str = "en"
) -> Axes:
    """Draw overlaps: a point for each pair.

    Parameters
    ----------
    overlaps : Overlaps
        Graded pairs.
    ax : Axes or None
        Axes to draw on; ``None`` makes a figure.
    currency : str
        Unit of the amounts, which overlaps do not know.
    lang : str
        Language of the words.

    Returns
    -------
    Axes
        Similarity from 0 to 1, money at stake from 0; a pair that binds is filled, another a ring.

    Raises
    ------
    ValueError
        If there is no such language.

    Examples
    --------
    >>> from egov_budget import find_overlaps, worlds
    >>> plot_overlaps(find_overlaps(worlds.four_projects())).get_xlabel()
    'Similarity, 0 to 1'
    """
    chart = Chart.of(ax, lang)
    ax = chart.ax
    for degree, colour in COLOURS.items():
        pairs = overlaps.pairs[overlaps.pairs["degree"] == degree]
        words = chart.say("pairs", degree=chart.say(degree), count=len(pairs))
        for binds, fill in ((False, "none"), (True, colour)):
            some = pairs[pairs["binds"] == binds]
            ax.scatter(
                some["similarity"], some["at_stake"], s=SIZES[degree], facecolors=fill, edgecolors=colour,
                linewidths=0.8, label=None if binds else words,
            )  # fmt: skip
    bound = int(overlaps.pairs["binds"].sum())
    ax.scatter([], [], s=22, color=INK, label=chart.say("binding", count=bound))
    ax.set_xlim(0, 1)
    ax.set_ylim(bottom=0)
    titles = chart.say("overlaps"), chart.say("similarity"), chart.in_currency("at_stake", currency)
    return chart.finished(*titles, numbers="xy", legend="upper left")
