"""The network of data exchange as a picture: its bottlenecks by name, who keeps and who needs them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.language import cut
from egov_budget.reporting.plots.canvas import BLUE, GREY, LONGEST, PAPER, RED, Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from egov_budget.scenario.exchange_network import ExchangeNetwork

SHOWN = 8  # registers, those with most points behind what is withheld
CONSUMERS = 12
COLOURS = {"open": GREY, "planned": BLUE, "withheld": RED}  # the worst is drawn last
COLUMNS = ("provider", "register", "consumer")
NARROWEST, WIDEST = 0.8, 4.0  # points, of a line


def plot_exchanges(network: ExchangeNetwork, ax: Axes | None = None, *, lang: str = "en") -> Axes:
    """Draw the registers that hold back most, with the agencies that keep them and those that need them.

    Parameters
    ----------
    network : ExchangeNetwork
        Who draws on whose registers.
    ax : Axes or None
        Axes to draw on; ``None`` makes a figure.
    lang : str
        Language of the words.

    Returns
    -------
    Axes
        Providers, registers and consumers in columns, a line between two of them for each state of
        exchanges between them, as wide as there are many; the worst register on top, at most eight of them,
        with the twelve agencies that need most of them.

    Raises
    ------
    ValueError
        If there is no such language.

    Examples
    --------
    >>> from egov_budget import exchange_network, worlds
    >>> picture = plot_exchanges(exchange_network(worlds.national_1400(services=60, projects=40)))
    >>> picture.get_title("left")
    'Data exchange: the registers that hold back most'
    """
    by, flows = ["held_back", "points", "name"], network.flows("register")
    worst = flows.sort_values(by, ascending=[False, False, True], ignore_index=True).head(SHOWN)
    rows = network.exchanges[network.exchanges["register"].isin(worst["name"])]
    most = rows["consumer"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    rows = rows[rows["consumer"].isin(most.head(CONSUMERS).index)]
    order = rows["register"].map({name: at for at, name in worst["name"].items()})
    rows = rows.assign(order=order).sort_values(["order", "provider", "consumer"])
    chart = Chart.of(ax, lang, width=11.0, height=1.4 + 0.42 * max(len(most.head(CONSUMERS)), 4))
    places = {column: _places(rows[column]) for column in COLUMNS}
    _lines(chart, rows, places)
    for at, column in enumerate(COLUMNS):
        for name, height in places[column].items():
            title = cut(network.titles.get(name, name) if column != "register" else str(name), LONGEST)
            chart.ax.annotate(
                chart.language.isolate(title), (at, height), ha="center", va="center", fontsize=8,
                parse_math=False, bbox={"boxstyle": "round", "facecolor": PAPER, "edgecolor": GREY},
            )  # fmt: skip
    for state, colour in COLOURS.items():
        count = int((rows["status"] == state).sum())
        chart.ax.plot([], [], color=colour, label=chart.say(f"exchanges_{state}", count=count))
    chart.ax.set_xticks(range(len(COLUMNS)), [chart.say(column) for column in COLUMNS], parse_math=False)
    chart.ax.set_yticks([])
    chart.ax.set_xlim(-0.5, len(COLUMNS) - 0.5)
    chart.ax.spines[:].set_visible(False)
    chart.ax.tick_params(length=0)
    chart.ax.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.06), ncols=3)
    return chart.finished(chart.say("exchanges"))


def _places(names: pd.Series) -> dict[str, float]:
    """Return how high each name of a column stands, 1 on top."""
    listed = [*dict.fromkeys(names)]
    return {str(name): 1 - (at + 0.5) / len(listed) for at, name in enumerate(listed)}


def _lines(chart: Chart, rows: pd.DataFrame, places: dict[str, dict[str, float]]) -> None:
    for at, (one, other) in enumerate(pairwise(COLUMNS)):
        counts = rows.groupby([one, other, "status"]).size().reset_index(name="count")
        widest = max(int(counts["count"].max()), 1) if len(counts) else 1
        for state, colour in COLOURS.items():
            for line in counts[counts["status"] == state].to_dict("records"):
                ends = places[one][line[one]], places[other][line[other]]
                width = NARROWEST + (WIDEST - NARROWEST) * line["count"] / widest
                chart.ax.plot([at, at + 1], ends, color=colour, linewidth=width, alpha=0.7, zorder=0)
