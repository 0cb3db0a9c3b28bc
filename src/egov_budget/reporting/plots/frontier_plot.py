"""A frontier as a chart: what each pool gains, or what one credit more is worth along it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from egov_budget.reporting.plots.canvas import BLUE, GREY, SKY, Chart

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from egov_budget.whatif import Frontier

Kind = Literal["gain", "price"]


def plot_frontier(
    frontier: Frontier, kind: Kind = "gain", ax: Axes | None = None, *, lang: str = "en"
) -> Axes:
    """Draw a frontier.

    Parameters
    ----------
    frontier : Frontier
        What pools of other sizes gain.
    kind : {"gain", "price"}
        Gain of each pool, with the bound that no plan can pass; or what one credit more would add on
        the way from each pool to the next.
    ax : Axes or None
        Axes to draw on; ``None`` makes a figure.
    lang : str
        Language of the words.

    Returns
    -------
    Axes
        The scenario's own pool is marked where it is among the pools. Gain is drawn from 0, so that a
        flat curve looks flat; a pool without a plan has no point.

    Raises
    ------
    ValueError
        If there is no such kind or language.

    Examples
    --------
    >>> from egov_budget import frontier, worlds
    >>> curve = frontier(worlds.four_projects(), pools=[50, 75, 100])
    >>> plot_frontier(curve).get_ylabel()
    'Total gain, points'
    """
    kinds = {"gain": _gain, "price": _price}
    if kind not in kinds:
        raise ValueError(f"there is no chart {kind!r} of a frontier; there are {', '.join(kinds)}")
    chart = Chart.of(ax, lang)
    points = frontier.points[frontier.points["gain"].notna()]
    titles = kinds[kind](frontier, points, chart)
    if frontier.pool in frontier.pools:
        chart.ax.axvline(frontier.pool, color=GREY, linestyle="--", linewidth=1.2, label=chart.say("today"))
    chart.ax.set_ylim(bottom=0)
    chart.ax.margins(x=0.02)
    return chart.finished(*titles, numbers="xy", legend="lower right" if kind == "gain" else "upper right")


def _gain(frontier: Frontier, points: pd.DataFrame, chart: Chart) -> tuple[str, str, str]:
    known, ax = points[points["bound"].notna()], chart.ax
    ax.fill_between(known["pool"], known["gain"], known["bound"], color=SKY, alpha=0.6, linewidth=0,
                    label=chart.say("open", solver=frontier.outcomes[0].solver))  # fmt: skip
    ax.plot(points["pool"], points["gain"], color=BLUE, marker="o", markersize=3, label=chart.say("best"))
    return chart.say("frontier"), _pool(frontier, chart), _goal(frontier, chart)


def _price(frontier: Frontier, points: pd.DataFrame, chart: Chart) -> tuple[str, str, str]:
    priced, label = points["price"].dropna(), chart.say("between")
    edges = points["pool"].tolist()[: len(priced) + 1]
    chart.ax.stairs(priced, edges, color=BLUE, linewidth=1.6, label=label, baseline=None)
    return chart.say("prices"), _pool(frontier, chart), chart.say("price")


def _pool(frontier: Frontier, chart: Chart) -> str:
    return chart.in_currency("pool", frontier.outcomes[0].program.scenario.settings.currency)


def _goal(frontier: Frontier, chart: Chart) -> str:
    goal = next((outcome.reached[0] for outcome in frontier.outcomes if outcome.reached), None)
    if goal is None or goal.name == "total gain":
        return chart.say("gain")
    lang = chart.language
    return chart.say("goal", goal=lang.word("goal", goal.name), unit=lang.unit(goal.unit))
