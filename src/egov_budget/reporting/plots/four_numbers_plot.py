"""Four numbers as a chart: what each step from last year's split to one pool with shared work adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.language import language_of
from egov_budget.reporting.plots.canvas import BLUE, GREY, canvas, named, numbered, titled

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
    language = language_of(lang)
    gains = numbers.table["gain"]
    ax = canvas(ax, height=3.0)
    bars = ax.barh(range(len(gains)), gains.fillna(0.0), height=0.6, color=[*[GREY] * 3, BLUE])
    told = [language.say("chart.no_plan") if gain != gain else language.figures(gain, 5) for gain in gains]  # noqa: PLR0124  # NaN alone differs from itself
    ax.bar_label(bars, told, padding=4)
    named(ax, [language.say(f"chart.{name}") for name in NAMES])
    titled(ax, language.say("chart.four_numbers"), language.say("chart.gain"))
    numbered(ax, language, x=True)
    ax.margins(x=0.1)
    return ax
