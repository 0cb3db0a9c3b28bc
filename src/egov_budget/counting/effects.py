"""The effects that a plan can have, and which of them go through a group, from the tables alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.counting.exchanged import openers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.scenario import Scenario


def useful(scenario: Scenario) -> pd.DataFrame:
    """Return strong effects that raise a score below full marks, with what their agency is rated beside."""
    owner = scenario.projects.set_index("id")["agency"]
    rated = scenario.agencies.set_index("id")[["readiness", "willingness", "ability"]]
    effects = scenario.effects.merge(scenario.scores, on=["service", "indicator"])
    effects[rated.columns] = rated.loc[owner[effects["project"]]].to_numpy()
    given = effects["readiness"].notna()
    ready = (effects["readiness"] > 0) | (~given & (effects["willingness"] > 0) & (effects["ability"] > 0))
    effects["openers"] = openers(scenario, effects)
    had = effects["openers"].notna()
    counts = (effects["points"] > 0) & (effects["strength"] >= scenario.settings.least_strength)
    return effects[counts & ready & (effects["score"] < 1) & had]


def through(
    group: NDArray[np.int64], cell: NDArray[np.int64]
) -> tuple[NDArray[np.int64], list[tuple[int, int]]]:
    """Return the cells that two members of one group raise, and which effects go through them."""
    pairs = pd.MultiIndex.from_arrays([group, cell])
    code, known = pd.factorize(pairs, sort=True)
    count = np.bincount(code, minlength=len(known))
    kept = [at for at, (name, _) in enumerate(known) if name >= 0 and count[at] > 1]
    position = np.full(len(known), -1, dtype=np.int64)
    position[kept] = np.arange(len(kept))
    return position[code], [(int(known[at][0]), int(known[at][1])) for at in kept]
