"""What every chart is drawn on: axes of its own, a plain frame, numbers in a language, safe colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from egov_budget.display.look import DAY
from egov_budget.language import cut, harmless, language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from egov_budget.language import Language

NEEDED = "matplotlib>=3.11"  # installed by its own name, wherever this package was installed from
BLUE, ORANGE, RED, SKY, GREY = (DAY[f"c{at}"] for at in (0, 1, 5, 4, 7))
PALE, LINE, INK, PAPER = (DAY[name] for name in ("asked", "line", "ink", "paper"))
LINES = 6  # to read numbers by, at most: amounts are long
STEPS = (1, 2, 2.5, 5, 10)  # between two of them, times a power of ten
Corner = Literal["best", "center right", "lower right", "upper left", "upper right"]
LONGEST = 40  # letters of a title beside an axis
SPACE = 1.3  # above the highest bar, for the legend


def drawing() -> type[Figure]:
    """Return what charts are drawn on.

    Raises
    ------
    ImportError
        If matplotlib is not installed; it says how.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise ImportError(f"charts need matplotlib: pip install '{NEEDED}'") from None
    return Figure


@dataclass(frozen=True, eq=False)
class Chart:
    """Axes in a language.

    Parameters
    ----------
    ax : Axes
        What is drawn on; ``ax.figure`` is the figure.
    language : Language
        Of words and numbers.
    """

    ax: Axes
    language: Language

    @classmethod
    def of(cls, ax: Axes | None, lang: str, *, width: float = 8.0, height: float = 4.5) -> Chart:
        """Return a chart on the axes given, or on new ones of a figure that nobody else knows of.

        Raises
        ------
        ImportError
            If matplotlib is not installed; it says how.
        ValueError
            If there is no such language.
        """
        language = language_of(lang)
        if ax is None:
            ax = drawing()(figsize=(width, height), layout="constrained").add_subplot()
        ax.spines[["top", "right"]].set_visible(False)
        ax.set_axisbelow(True)
        return cls(ax, language)

    def say(self, key: str, /, **values: str | int) -> str:
        """Return a message of the charts."""
        return self.language.say(f"chart.{key}", **values)

    def in_currency(self, key: str, currency: str) -> str:
        """Return a message of the charts that names a currency."""
        return self.say(key, currency=self.language.word("currency", currency))

    def finished(
        self,
        title: str,
        x: str = "",
        y: str = "",
        *,
        numbers: str = "",
        legend: Corner | None = None,
        ncols: int = 1,
    ) -> Axes:
        """Write what stands around the chart, and return its axes; nothing is read as mathematics.

        Parameters
        ----------
        title, x, y : str
            Of the chart and of its axes.
        numbers : str
            Axes that bear numbers: ``"x"``, ``"y"``, ``"xy"``.
        legend : str or None
            Where it stands.
        ncols : int
            Columns of it.
        """
        self.ax.set_title(harmless(title), loc="left", parse_math=False)
        self.ax.set_xlabel(harmless(x), parse_math=False)
        self.ax.set_ylabel(harmless(y), parse_math=False)
        for axis in numbers:
            self.numbered(axis)
        if legend:
            self.ax.legend(frameon=False, loc=legend, ncols=ncols)
        return self.ax

    def numbered(self, name: str, *, whole: bool = False) -> None:
        """Write the numbers along an axis as the language writes them, with lines to read them by."""
        from matplotlib.ticker import MaxNLocator

        figures, axis = self.language.figures, {"x": self.ax.xaxis, "y": self.ax.yaxis}[name]
        axis.set_major_locator(MaxNLocator(LINES, steps=STEPS, integer=whole))
        axis.set_major_formatter(lambda value, _place: figures(value, 10))
        axis.grid(color=LINE, linewidth=0.6)

    def placed(self, names: Sequence[str]) -> range:
        """Write names below the horizontal axis, and return their places."""
        self.ax.set_xticks(range(len(names)), [*names], parse_math=False)
        self.ax.tick_params(axis="x", length=0)
        return range(len(names))

    def named(self, names: Sequence[str]) -> range:
        """Write names beside the vertical axis, the first on top, each on one line; return their places."""
        self.ax.set_yticks(range(len(names)), [cut(name, LONGEST) for name in names], parse_math=False)
        self.ax.tick_params(axis="y", length=0)
        self.ax.set_ylim(len(names) - 0.5, -0.5)
        return range(len(names))
