"""A frontier as a chart: what each pool gains, or what one credit more is worth along it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from egov_budget.language import language_of
from egov_budget.reporting.plots.canvas import BLUE, GREY, ORANGE, SKY, canvas, numbered, titled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from egov_budget.language import Language
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
        The scenario's own pool and the knee are marked where they are among the pools. Gain is drawn
        from 0, so that a flat curve looks flat; a pool without a plan has no point.

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
    language = language_of(lang)
    ax = canvas(ax)
    points = frontier.points[frontier.points["gain"].notna()]
    kinds[kind](frontier, points, ax, language)
    _marked(frontier, ax, language)
    numbered(ax, language, x=True, y=True)
    ax.set_ylim(bottom=0)
    ax.margins(x=0.02)
    ax.legend(frameon=False, loc="lower right" if kind == "gain" else "upper right")
    return ax


def _gain(frontier: Frontier, points: pd.DataFrame, ax: Axes, language: Language) -> None:
    known = points[points["bound"].notna()]
    ax.fill_between(known["pool"], known["gain"], known["bound"], color=SKY, alpha=0.6, linewidth=0,
                    label=language.say("chart.open"))  # fmt: skip
    ax.plot(points["pool"], points["gain"], color=BLUE, marker="o", markersize=3,
            label=language.say("chart.best"))  # fmt: skip
    titled(ax, language.say("chart.frontier"), _pool(frontier, language), _goal(frontier, language))


def _price(frontier: Frontier, points: pd.DataFrame, ax: Axes, language: Language) -> None:
    priced = points["price"].dropna()
    edges = points["pool"].tolist()[: len(priced) + 1]
    ax.stairs(priced, edges, color=BLUE, linewidth=1.6, label=language.say("chart.between"), baseline=None)
    titled(ax, language.say("chart.prices"), _pool(frontier, language), language.say("chart.price"))


def _pool(frontier: Frontier, language: Language) -> str:
    currency = frontier.outcomes[0].program.scenario.settings.currency
    return language.say("chart.pool", currency=language.word("currency", currency))


def _goal(frontier: Frontier, language: Language) -> str:
    goal = next((outcome.reached[0] for outcome in frontier.outcomes if outcome.reached), None)
    if goal is None or goal.name == "total gain":
        return language.say("chart.gain")
    told = {kind: language.say(f"{kind}.{name}") if language.has(f"{kind}.{name}") else language.isolate(name)
            for kind, name in (("goal", goal.name), ("unit", goal.unit))}  # fmt: skip
    return language.say("chart.goal", **told)


def _marked(frontier: Frontier, ax: Axes, language: Language) -> None:
    own = {outcome.program.scenario.settings.pool for outcome in frontier.outcomes}
    today = own.pop() if len(own) == 1 else None
    if today in frontier.pools:
        ax.axvline(today, color=GREY, linestyle="--", linewidth=1.2, label=language.say("chart.today"))
    if frontier.knee is not None:
        ax.axvline(
            frontier.knee, color=ORANGE, linestyle=":", linewidth=1.6, label=language.say("chart.knee")
        )
