"""write_picture: a chart as a PNG file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.intake.atomic_write import atomic_write

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes

DOTS = 150  # an inch


def write_picture(ax: Axes, path: Path) -> None:
    """Write the figure of some axes as PNG, whole or not at all.

    Parameters
    ----------
    ax : Axes
        A chart, as ``plot`` returns it.
    path : Path
        File to write, replaced if it is there.
    """
    with atomic_write(path) as part:
        ax.figure.canvas.print_figure(part, format="png", dpi=DOTS, metadata={"Software": None})
