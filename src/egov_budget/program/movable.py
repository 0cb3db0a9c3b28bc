"""Movable: a program as plain lists, to be solved at another pool, with other locks and bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from egov_budget.program.pool_bounds import parts_of_the_pool
from egov_budget.program.with_binaries import with_binaries
from egov_budget.rules import Ceiling, Excluded, Floor, Mandatory
from egov_budget.rules.holders import holding

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program.program import Program

WIDE = 10**12  # quanta of a pool at which a percentage shows twelve digits
LOCKS = {Mandatory.name: 1, Excluded.name: -1}
SIDES = {Floor("agencies").name: 0, Ceiling("agencies").name: 1}


def movable(program: Program) -> dict[str, Any]:
    """Return a program for total gain as plain lists.

    Rows that lock a project in or out, and those of floors and ceilings of agencies, bound nothing here:
    locks are told as such, and each agency has a row of its own behind the others.

    Parameters
    ----------
    program : Program
        One year, at the scenario's own pool.

    Returns
    -------
    dict
        upper and whole of the columns; gain (first column of points, service and indicator of each);
        rows (starts, indices, values, lower and upper with ``None`` where there is none); pool_row,
        agency_rows (the first); moves (row, side, and the bound at a pool of ``WIDE`` quanta); paid (project,
        column, units of money); locks (1 in, -1 out, 0 for each project); unit (quanta).

    Examples
    --------
    >>> from egov_budget import worlds
    >>> from egov_budget.program import formulate
    >>> told = movable(formulate(worlds.four_projects()))
    >>> told["rows"]["upper"][told["pool_row"]] * told["unit"]
    100.0
    """
    kept, columns = with_binaries(program), program.columns
    own = _agency_rows(kept)
    paid, gain = columns.credits.tocoo(), {"service": columns.service, "indicator": columns.indicator}
    return {
        "upper": kept.upper.tolist(),
        "whole": np.flatnonzero(kept.whole).tolist(),
        "gain": {"start": columns.starts["g"], **{name: at.tolist() for name, at in gain.items()}},
        "rows": _rows(kept, own),
        "pool_row": int(np.flatnonzero(kept.rows_of(lambda rule: rule.of_the_pool))[0]),
        "agency_rows": len(kept.row_rule),
        "moves": [(own.get(row, row), side, bound) for row, side, bound in parts_of_the_pool(kept, WIDE)],
        "paid": dict(
            zip(("of", "column", "units"), (part.tolist() for part in (*paid.coords, paid.data)), strict=True)
        ),
        "locks": _locks(kept),
        "unit": columns.unit,
    }


def _rows(program: Program, own: dict[int, int]) -> dict[str, list[Any]]:
    """Return all rows, with one more for each agency; what a row of a lock or a limit says is taken out."""
    scenario, first = program.scenario, len(program.row_rule)
    agencies = scenario.agencies["id"].tolist()
    credits = program.columns.credits_of(holding(scenario, program.columns, "agencies", agencies).toarray())
    spare = sparse.csr_array((len(agencies), len(program.upper) - credits.shape[1]))
    matrix = sparse.vstack([program.matrix, sparse.hstack([credits, spare])], format="csr")
    lower = np.append(program.row_lower, np.full(len(agencies), -np.inf))
    upper = np.append(program.row_upper, np.full(len(agencies), np.inf))
    for row, at in own.items():
        side = upper if SIDES[program.row_rule[row]] else lower
        side[at] = side[row]
    free = np.isin(np.array(program.row_rule, dtype=object), [*LOCKS, *SIDES])
    lower[:first][free], upper[:first][free] = -np.inf, np.inf
    parts = (matrix.indptr, matrix.indices, matrix.data)
    told = dict(zip(("starts", "indices", "values"), (part.tolist() for part in parts), strict=True))
    return {**told, "lower": _known(lower), "upper": _known(upper)}


def _agency_rows(program: Program) -> dict[int, int]:
    """Return the row of the agency for each row of a floor or a ceiling of one."""
    place = {name: at for at, name in enumerate(program.scenario.agencies["id"], start=len(program.row_rule))}
    rows = enumerate(zip(program.row_rule, program.row_subject, strict=True))
    return {row: place[subject] for row, (rule, subject) in rows if rule in SIDES}


def _locks(program: Program) -> list[int]:
    ids = program.columns.projects.tolist()
    found = {
        subject: LOCKS[rule]
        for rule, subject in zip(program.row_rule, program.row_subject, strict=True)
        if rule in LOCKS
    }
    return [found.get(name, 0) for name in ids]


def _known(bounds: NDArray[np.float64]) -> list[float | None]:
    return [bound if np.isfinite(bound) else None for bound in bounds.tolist()]
