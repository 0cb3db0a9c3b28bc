"""Cover cuts: whole projects that exact costs forbid together, though the solver's tolerance took them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.rules.mandatory import least_total

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program.program import Program
    from egov_budget.rules.limit import Limit

RULE = "cover cut"


def with_cover_cut(program: Program, values: NDArray[np.float64]) -> Program | None:
    r"""Forbid a selection of whole projects that costs more than a limit, in exact quanta.

    .. math:: \sum_{p \in C} x_p \le |C| - 1

    for a set C of projects that are delivered in full or not at all and that together cost more than
    the limit at least. No plan is lost by it.

    Parameters
    ----------
    program : Program
        What was solved.
    values : ndarray of float
        What the solver gave.

    Returns
    -------
    Program or None
        With one more row; ``None`` if no selection is to blame.
    """
    columns = program.columns
    share = values[: columns.n_projects]
    chosen = program.whole[: columns.n_projects] & (np.rint(share) == 1)
    for rule in program.rules:
        for limit in rule.limits(program.scenario, columns, 0 * share):
            cover = _cover(program, limit, chosen)
            if cover is not None:
                row = np.zeros(len(program.upper))
                row[cover] = 1.0
                return program.demanding(row, -np.inf, len(cover) - 1.0, RULE, rule.name)
    return None


def _cover(program: Program, limit: Limit, chosen: NDArray[np.bool_]) -> NDArray[np.int64] | None:
    """Return chosen projects that cost more than a limit at least; the dearest that do, where few suffice."""
    if limit.of != "credits" or limit.most is None or limit.weights is not None:
        return None
    columns = program.columns
    inside = np.zeros(columns.n_projects, dtype=bool)
    inside[limit.projects] = True
    at = np.flatnonzero(inside & chosen)
    at = at[np.argsort(-columns.as_adopter[at], kind="stable")]
    total = np.cumsum(columns.as_adopter[at])
    over = np.flatnonzero(total > limit.most)
    if len(over):
        return at[: over[0] + 1]
    # common work is paid by one of its members; where all of them are under the limit, within it
    together = least_total(columns, inside & chosen) if inside.all() else 0
    return at if together > limit.most else None
