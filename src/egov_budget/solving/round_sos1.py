"""round_sos1: a linear run -> one in which of each SOS1 set one column at most is used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from egov_budget.rules import SOS1
    from egov_budget.solving.run import Engine, Run

USED = 1e-7  # a share below this is none


def round_sos1(engine: Engine, sets: Sequence[SOS1], run: Run, again: Callable[[], Run]) -> Run:
    """Fix all but the largest column of each set in use at 0 (ties: the first) until no set is split.

    Parameters
    ----------
    engine : Engine
        What the program is held by.
    sets : sequence of SOS1
        Sets of columns of which one at most may differ from 0.
    run : Run
        What was found without regard to them.
    again : callable
        Pursues the same goal once more.

    Returns
    -------
    Run
        The last one; without values if what was fixed leaves no plan.
    """
    fixed: set[int] = set()
    while run.values is not None:
        shares = [run.values[one.columns] for one in sets]
        fresh = [at for at, share in enumerate(shares) if at not in fixed and (share > USED).any()]
        if fresh:
            rest = [np.delete(sets[at].columns, int(np.argmax(np.round(shares[at], 9)))) for at in fresh]
            engine.fix(np.concatenate(rest), 0.0)
            fixed.update(fresh)
        if all((shares[at] > USED).sum() == 1 for at in fresh):
            return run
        run = again()
    return run
