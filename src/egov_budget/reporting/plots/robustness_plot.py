"""The price of robustness as a chart: what is gained by how much may go wrong, and how likely it breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.reporting.plots.canvas import BLUE, ORANGE, SPACE, Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from egov_budget.whatif import Robustness


def plot_robustness(robustness: Robustness, ax: Axes | None = None, *, lang: str = "en") -> Axes:
    r"""Draw the price of robustness: a bar for each number of projects that go wrong at once.

    Parameters
    ----------
    robustness : Robustness
        What is gained by how much may go wrong.
    ax : Axes or None
        Axes to draw on; ``None`` makes a figure.
    lang : str
        Language of the words.

    Returns
    -------
    Axes
        Bars begin at 0. Above what is gained stands what robustness costs, also in percent; below each
        bar at most how likely its plan does not stand what goes wrong, rounded up. A number without a
        plan has no bar.

    Raises
    ------
    ValueError
        If there is no such language.

    Examples
    --------
    >>> from egov_budget import price_of_robustness, worlds
    >>> four = worlds.four_projects()
    >>> dearer = four.replace(projects=four.projects.assign(cost_more=four.projects["cost"] / 2))
    >>> curve = price_of_robustness(dearer, gammas=[0, 1])
    >>> [label.get_text() for label in plot_robustness(curve).get_xticklabels()]
    ['0\n100.0%', '1\n100.0%']
    """
    points, against = robustness.points, robustness.against
    chart = Chart.of(ax, lang, width=max(7.0, 1.5 + 0.75 * len(points)))
    ax, language = chart.ax, chart.language
    most = np.ceil(points["chance"] * 1e3) / 1e3
    names = [
        f"{language.amount(gamma)}\n{language.percent(chance, 1, up=True)}".rstrip()
        for gamma, chance in zip(points["gamma"], most, strict=True)
    ]
    places, gain, nominal = chart.placed(names), points["gain"], float(points["gain"].iloc[0])
    whole = gain.clip(lower=nominal)
    ax.bar(places, whole, width=0.62, color=ORANGE, label=language.say("robustness.lost"))
    bars = ax.bar(places, gain, width=0.62, color=BLUE, label=language.say("robustness.gained"))
    for bar, top, lost in zip(bars, whole, points["lost"], strict=True):
        planned = top == top  # noqa: PLR0124  # NaN alone differs from itself: there is no plan
        told = language.percent(lost, 2) if planned else chart.say("no_plan")
        ax.annotate(told, (bar.get_x() + bar.get_width() / 2, top if planned else 0.0), (0, 3),
                    textcoords="offset points", ha="center", fontsize=9)  # fmt: skip
    gained = language.say("chart.gain" if against == "costs" else "robustness.protected")
    ax.set_ylim(0, max(nominal, 1e-9) * SPACE)
    titles = language.say(f"robustness.{against}"), language.say("robustness.at_once"), gained
    return chart.finished(*titles, numbers="y", legend="upper right", ncols=2)
