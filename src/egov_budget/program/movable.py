"""Movable: a program as plain lists, to be solved at another pool, with other locks and bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from egov_budget.program.pool_bounds import parts_of_the_pool
from egov_budget.program.with_binaries import with_binaries
from egov_budget.rules import Ceiling, Excluded, Floor, Mandatory
from egov_budget.rules.holders import Holder, holding

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program.program import Program

WIDE = 10**12  # quanta of a pool at which a percentage shows twelve digits
LOCKS = {Mandatory.name: 1, Excluded.name: -1}
HOLDERS: tuple[Holder, ...] = ("agencies", "projects")  # that have a row of their own
FLOORS = {Floor(holder).name: holder for holder in HOLDERS}
CEILINGS = {Ceiling(holder).name: holder for holder in HOLDERS}


def movable(program: Program) -> dict[str, Any]:
    """Return a program for total gain as plain lists.

    Rows that lock a project in or out, and those of floors and ceilings of agencies and projects, bound
    nothing here: locks are told as such, and each agency, then each project has a row of its own behind
    the others.

    Parameters
    ----------
    program : Program
        One year, at the scenario's own pool.

    Returns
    -------
    dict
        upper and whole of the columns; gain (first column of points, service and indicator of each);
        rows (starts, indices, values, lower and upper with ``None`` where there is none); pool_row,
        own_rows (the first of an agency and of a project); moves (row, side, and the bound at a pool of
        ``WIDE`` quanta); paid (project, column, units of money); locks (1 in, -1 out, 0 for each project);
        unit (quanta).

    Examples
    --------
    >>> from egov_budget import worlds
    >>> from egov_budget.program import formulate
    >>> told = movable(formulate(worlds.four_projects()))
    >>> told["rows"]["upper"][told["pool_row"]] * told["unit"]
    100.0
    """
    kept, columns = with_binaries(program), program.columns
    names = _names(kept)
    own = _own_rows(kept, names)
    paid, gain = columns.credits.tocoo(), {"service": columns.service, "indicator": columns.indicator}
    first = len(kept.row_rule)
    return {
        "upper": kept.upper.tolist(),
        "whole": np.flatnonzero(kept.whole).tolist(),
        "gain": {"start": columns.starts["g"], **{name: at.tolist() for name, at in gain.items()}},
        "rows": _rows(kept, names, own),
        "pool_row": int(np.flatnonzero(kept.rows_of(lambda rule: rule.of_the_pool))[0]),
        "own_rows": [first, first + len(names["agencies"])],
        "moves": [(own.get(row, row), side, bound) for row, side, bound in parts_of_the_pool(kept, WIDE)],
        "paid": dict(
            zip(("of", "column", "units"), (part.tolist() for part in (*paid.coords, paid.data)), strict=True)
        ),
        "locks": _locks(kept),
        "unit": columns.unit,
    }


def _names(program: Program) -> dict[Holder, list[str]]:
    return {
        "agencies": program.scenario.agencies["id"].tolist(),
        "projects": program.columns.projects.tolist(),
    }


def _rows(program: Program, names: dict[Holder, list[str]], own: dict[int, int]) -> dict[str, list[Any]]:
    """Return all rows, with those of holders; what a row of a lock or a limit says is taken out."""
    scenario, columns, first = program.scenario, program.columns, len(program.row_rule)
    credits = sparse.vstack([
        holding(scenario, holder, of) @ columns.credits for holder, of in names.items()
    ])  # fmt: skip
    count = credits.shape[0]
    spare = sparse.csr_array((count, len(program.upper) - credits.shape[1]))
    matrix = sparse.vstack([program.matrix, sparse.hstack([credits, spare])], format="csr")
    lower = np.append(program.row_lower, np.full(count, -np.inf))
    upper = np.append(program.row_upper, np.full(count, np.inf))
    for row, at in own.items():
        side = lower if program.row_rule[row] in FLOORS else upper
        side[at] = side[row]
    free = np.isin(np.array(program.row_rule, dtype=object), [*LOCKS, *FLOORS, *CEILINGS])
    lower[:first][free], upper[:first][free] = -np.inf, np.inf
    parts = (matrix.indptr, matrix.indices, matrix.data)
    told = dict(zip(("starts", "indices", "values"), (part.tolist() for part in parts), strict=True))
    return {**told, "lower": _known(lower), "upper": _known(upper)}


def _own_rows(program: Program, names: dict[Holder, list[str]]) -> dict[int, int]:
    """Return the row of the holder for each row of its floor or its ceiling."""
    keys = [(holder, name) for holder, of in names.items() for name in of]
    place = {key: at for at, key in enumerate(keys, start=len(program.row_rule))}
    limits = FLOORS | CEILINGS
    rows = enumerate(zip(program.row_rule, program.row_subject, strict=True))
    return {row: place[limits[rule], subject] for row, (rule, subject) in rows if rule in limits}


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
