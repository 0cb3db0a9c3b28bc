"""assemble: blocks of rows -> Program; what a block brings along has columns of its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.program.program import Program
from egov_budget.program.with_binaries import with_binaries
from egov_budget.rules import Block, ServicesTarget

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.objectives import Goal
    from egov_budget.overlaps import Overlaps
    from egov_budget.rules import Columns, Rule
    from egov_budget.scenario import Scenario


def assemble(  # noqa: PLR0917  # what a Program is made of
    scenario: Scenario,
    overlaps: Overlaps | None,
    rules: Sequence[Rule],
    columns: Columns,
    goals: Sequence[Goal],
    named: Sequence[tuple[str, Block]],
    upper: NDArray[np.float64],
) -> Program:
    """Put blocks of rows under each other.

    Parameters
    ----------
    scenario, overlaps, rules, columns
        As in ``Program``.
    goals : sequence of Goal
        Goals over the columns that blocks share, and over those of their own block.
    named : sequence of pair of str and Block
        Blocks with the names of their rules; those of goals are among them.
    upper : ndarray of float
        Upper bounds of the columns that blocks share: ``columns.upper``, or more of them.

    Returns
    -------
    Program
        SOS1 sets are given binaries where the best of each must be searched for.
    """
    own = len(upper)
    width = own + sum(block.brought for _, block in named)
    matrix, starts = _under_each_other([block for _, block in named], own, width)
    whole = np.zeros(width, dtype=bool)
    for start, (_, block) in zip(starts, named, strict=True):
        whole[start : start + block.switches] = True
        whole[block.whole] = True
    program = Program(
        scenario=scenario,
        overlaps=overlaps,
        rules=tuple(rules),
        columns=columns,
        goals=tuple(_widened(goal, own, width, [b for _, b in named], starts) for goal in goals),
        upper=np.concatenate([upper, np.ones(width - own)]),
        whole=whole,
        matrix=matrix,
        row_lower=np.concatenate([np.zeros(0), *(block.lower for _, block in named)]),
        row_upper=np.concatenate([np.zeros(0), *(block.upper for _, block in named)]),
        row_rule=tuple(name for name, block in named for _ in block.subjects),
        row_subject=tuple(subject for _, block in named for subject in block.subjects),
        sos1=tuple(one for _, block in named for one in block.sos1),
    )
    return with_binaries(program) if _decided(program) else program


def _decided(program: Program) -> bool:
    """Tell whether the best of each SOS1 set must be searched for.

    Where services are counted, a column that is kept too early costs whole services; and what one
    goal keeps would bind the next, whose bound then held for the rest alone.
    """
    counted = any(goal.block is not None and goal.block.switches for goal in program.goals)
    counted = counted or any(isinstance(rule, ServicesTarget) for rule in program.rules)
    several = len(program.goals) > 2  # least cost is always there
    return counted or several or any(one.exact for one in program.sos1)


def _under_each_other(blocks: list[Block], own: int, width: int) -> tuple[sparse.csr_array, list[int]]:
    """Put blocks under each other, each with what it brings along in columns of their own."""
    starts, start, filled = [], own, 0
    indptr: list[NDArray[np.int64]] = [np.zeros(1, dtype=np.int64)]
    indices: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
    data: list[NDArray[np.float64]] = [np.zeros(0)]
    for block in blocks:
        part = block.matrix.tocsr()
        shifted = np.where(part.indices >= own, part.indices + (start - own), part.indices)
        indptr.append(part.indptr[1:].astype(np.int64) + filled)
        filled += part.nnz
        indices.append(shifted.astype(np.int64))
        data.append(part.data)
        starts.append(start)
        start += block.brought
    pointers = np.concatenate(indptr)
    entries = (np.concatenate(data), np.concatenate(indices), pointers)
    return sparse.csr_array(entries, shape=(len(pointers) - 1, width)), starts


def _widened(goal: Goal, own: int, width: int, blocks: list[Block], starts: list[int]) -> Goal:
    wide = np.zeros(width)
    wide[:own] = goal.coefficients[:own]
    if goal.block is not None:
        start = next(at for block, at in zip(blocks, starts, strict=True) if block is goal.block)
        wide[start : start + goal.block.brought] = goal.coefficients[own:]
    return dataclasses.replace(goal, coefficients=wide)
