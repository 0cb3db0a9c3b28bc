"""What every chart is drawn on: axes of its own, a plain frame, numbers in a language, safe colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.language import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from egov_budget.language import Language

# Okabe and Ito's colours, which people with any kind of colour vision tell apart
BLUE, ORANGE, GREEN, RED, SKY, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#999999"
PALE = "#D0D5DA"
LINES = 6  # to read numbers by, at most: amounts are long
STEPS = (1, 2, 2.5, 5, 10)  # between two of them, times a power of ten
LONGEST = 40  # letters of a title beside an axis


def canvas(ax: Axes | None, *, width: float = 8.0, height: float = 4.5) -> Axes:
    """Return the axes given, or new ones on a figure that nobody else knows of.

    Parameters
    ----------
    ax : Axes or None
        Axes to draw on.
    width, height : float
        Size of a new figure, inches.

    Returns
    -------
    Axes
        With a plain frame. ``ax.figure`` is the figure.

    Raises
    ------
    ImportError
        If matplotlib is not installed.
    """
    if ax is None:
        try:
            from matplotlib.figure import Figure
        except ImportError:
            raise ImportError("charts need matplotlib: pip install 'egov-budget[report]'") from None
        ax = Figure(figsize=(width, height), layout="constrained").add_subplot()
    ax.spines[["top", "right"]].set_visible(False)
    ax.set_axisbelow(True)
    return ax


def titled(ax: Axes, title: str, x: str = "", y: str = "") -> None:
    """Write the title of a chart and of its axes; nothing in them is read as mathematics."""
    ax.set_title(harmless(title), loc="left", parse_math=False)
    ax.set_xlabel(harmless(x), parse_math=False)
    ax.set_ylabel(harmless(y), parse_math=False)


def numbered(ax: Axes, language: Language, *, x: bool = False, y: bool = False, whole: bool = False) -> None:
    """Write the numbers along an axis as a language writes them, with lines to read them by."""
    from matplotlib.ticker import MaxNLocator

    for axis, wanted in ((ax.xaxis, x), (ax.yaxis, y)):
        if wanted:
            axis.set_major_locator(MaxNLocator(LINES, steps=STEPS, integer=whole))
            axis.set_major_formatter(lambda value, _place: language.amount(float(f"{value:.10g}") + 0.0))
            axis.grid(color=PALE, linewidth=0.6)


def named(ax: Axes, names: Sequence[str]) -> None:
    """Write names beside the vertical axis, the first on top, each on one line and cut where it is long."""
    ax.set_yticks(range(len(names)), [_short(name) for name in names], parse_math=False)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(names) - 0.5, -0.5)


def _short(name: str) -> str:
    plain = " ".join(harmless(name).split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"
