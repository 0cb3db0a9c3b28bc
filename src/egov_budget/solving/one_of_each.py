"""Choices: of a set of columns one at most may be used, and where two are the largest is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from egov_budget.program import Program
    from egov_budget.solving.run import Engine, Run

USED = 1e-7  # a share below this is none


def one_of_each(engine: Engine, program: Program, run: Run, again: Callable[[], Run]) -> Run:
    """Keep the largest of each choice that comes into use (ties: the preferred), until none is split.

    Parameters
    ----------
    engine : Engine
        What the program is held by.
    program : Program
        Whose choices.
    run : Run
        What was found without regard to them.
    again : callable
        Pursues the same goal once more.

    Returns
    -------
    Run
        The last one; without values if what was kept leaves no plan.
    """
    choices = [choice.columns for choice in program.sos1]
    closed: set[int] = set()
    while run.values is not None:
        used = {place: run.values[at] for place, at in enumerate(choices) if (run.values[at] > USED).any()}
        fresh = [place for place in used if place not in closed]
        losers = [np.delete(choices[place], int(np.argmax(np.round(used[place], 9)))) for place in fresh]
        if fresh:
            engine.shut(np.concatenate(losers))
            closed.update(fresh)
        if all((used[place] > USED).sum() == 1 for place in fresh):
            return run
        run = again()
    return run
