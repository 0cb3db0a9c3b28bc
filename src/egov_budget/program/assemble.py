"""assemble: blocks of rows -> Program; what a block brings along has columns of its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.program.program import Program
from egov_budget.program.with_binaries import with_binaries

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Block
    from egov_budget.columns.expansion import TimeExpansion
    from egov_budget.objectives import Goal
    from egov_budget.overlaps import Overlaps
    from egov_budget.rules.funding_rule import FundingRule
    from egov_budget.scenario import Scenario


@dataclass(frozen=True, eq=False)
class _Owned:
    """A block of rows with the name of whom it belongs to, and the place of that rule; -1 for a goal."""

    owner: int
    name: str
    block: Block


def assemble(  # what a Program is made of
    scenario: Scenario,
    overlaps: Overlaps | None,
    stated: Sequence[tuple[FundingRule, Sequence[Block]]],
    expansion: TimeExpansion,
    goals: Sequence[Goal],
) -> Program:
    """Put the rows of rules and goals under each other.

    Parameters
    ----------
    scenario, overlaps, expansion
        As in ``Program``.
    stated : sequence of pairs
        Each rule with its blocks of rows.
    goals : sequence of Goal
        Goals over the columns that blocks share, and over those of their own block.

    Returns
    -------
    Program
        SOS1 sets are given binaries where the best of each must be searched for.
    """
    owned = [
        _Owned(place, rule.name, block) for place, (rule, blocks) in enumerate(stated) for block in blocks
    ]
    upper = expansion.upper
    owned = [*owned, *(_Owned(-1, goal.name, goal.block) for goal in goals if goal.block is not None)]
    blocks, own = [part.block for part in owned], len(upper)
    width = own + sum(block.brought for block in blocks)
    matrix, starts = _under_each_other(blocks, own, width)
    whole = np.zeros(width, dtype=bool)
    for start, block in zip(starts, blocks, strict=True):
        whole[start : start + block.switches] = True
        whole[block.whole] = True
    program = Program(
        scenario=scenario,
        overlaps=overlaps,
        rules=tuple(rule for rule, _ in stated),
        expansion=expansion,
        goals=tuple(_widened(goal, own, width, blocks, starts) for goal in goals),
        upper=np.concatenate([upper, np.ones(width - own)]),
        whole=whole,
        matrix=matrix,
        row_lower=np.concatenate([np.zeros(0), *(block.lower for block in blocks)]),
        row_upper=np.concatenate([np.zeros(0), *(block.upper for block in blocks)]),
        row_rule=tuple(chain.from_iterable([part.name] * len(part.block.subjects) for part in owned)),
        row_subject=tuple(chain.from_iterable(block.subjects for block in blocks)),
        owner=np.repeat([part.owner for part in owned], [len(block.subjects) for block in blocks]).astype(
            np.int64
        ),
        sos1=tuple(dataclasses.replace(one, owner=part.owner) for part in owned for one in part.block.sos1),
    )
    return with_binaries(program) if _decided(program) else program


def _decided(program: Program) -> bool:
    """Tell whether the best of each SOS1 set must be searched for.

    Where services are counted, a column that is kept too early costs whole services; and what one
    goal keeps would bind the next, whose bound then held for the rest alone.
    """
    counted = any(goal.block is not None and goal.block.switches for goal in program.goals)
    counted = counted or any(rule.exact_leads for rule in program.rules)
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
