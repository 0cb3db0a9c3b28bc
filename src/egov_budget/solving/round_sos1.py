"""round_sos1: a linear run -> one in which of each SOS1 set one column at most is used."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from egov_budget.solving.run import Engine, Run
    from egov_budget.solving.scaled import Scaled

    Face = Callable[[NDArray[np.float64]], NDArray[np.float64]]

USED = 1e-7  # a share below this is none


def round_sos1(
    engine: Engine, scaled: Scaled, place: int, found: Run | None = None, face: Face | None = None
) -> Run:
    """Fix all but the largest column of each set in use at 0 (ties: the first) until no set is split.

    The last resort of a set in use beside others is fixed first, and what is used without it is found anew.

    Parameters
    ----------
    engine : Engine
        What the program is held by.
    scaled : Scaled
        The program, with its SOS1 sets.
    place : int
        Which goal is pursued.
    found : Run or None
        What was found for it without regard to the sets, if that is known.
    face : callable or None
        Gives the values of another run that is as good, which columns are chosen by and which count.

    Returns
    -------
    Run
        The last one; without values if what was fixed leaves no plan.
    """
    cost, sets, fixed = scaled.cost(place), scaled.program.sos1, set[int]()
    run = found or engine.minimise(cost)
    while sets and run.values is not None:
        values = run.values if face is None else face(run.values)
        shares = [values[one.columns] for one in sets]
        used = [at for at, share in enumerate(shares) if at not in fixed and (share > USED).any()]
        mixed = [
            at
            for at in used
            if sets[at].last_resort and shares[at][-1] > USED < shares[at][:-1].max(initial=0.0)
        ]
        fresh = [at for at in used if at not in mixed]
        rest = [np.delete(sets[at].columns, int(np.argmax(np.round(shares[at], 9)))) for at in fresh]
        rest += [sets[at].columns[-1:] for at in mixed]
        fixed.update(fresh)
        if rest:
            engine.fix(np.concatenate(rest), 0.0)
        if not mixed and all((shares[at] > USED).sum() == 1 for at in fresh):
            return dataclasses.replace(run, values=values)
        run = engine.minimise(cost)
    return run
