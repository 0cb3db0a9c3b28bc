"""Draw the pictures that pages show, from the national example.

Run it after a change to a chart or to the example::

    python docs/pictures/draw.py
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import egov_budget as eb

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FOLDER = Path(__file__).parent
DOTS = 90  # an inch

plan = eb.allocate(eb.worlds.national_1400())
scenario, overlaps = plan.scenario, plan.overlaps
assert overlaps is not None
pools = [scenario.settings.pool * tenths // 20 for tenths in range(10, 31, 2)]
curve = eb.frontier(scenario, overlaps, pools=pools)
schedule = eb.plan_years(scenario, overlaps)
robustness = eb.price_of_robustness(scenario, overlaps)

PICTURES: dict[str, Callable[[], Axes]] = {
    "agencies": plan.plot,
    "bands-fa": lambda: plan.plot("bands", lang="fa"),
    "overlaps": lambda: overlaps.plot(currency=scenario.settings.currency),
    "frontier": curve.plot,
    "years": schedule.plot,
    "robust": robustness.plot,
}

if __name__ == "__main__":
    for name, draw in PICTURES.items():
        draw().figure.savefig(FOLDER / f"{name}.png", dpi=DOTS, metadata={"Software": None})
