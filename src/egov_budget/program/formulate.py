"""formulate: Scenario + Overlaps + rules + objectives -> Program."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.errors import ConflictingRules
from egov_budget.objectives import Goal, LeastCost, Objective, TotalGain
from egov_budget.program.program import Program
from egov_budget.program.switched import switched
from egov_budget.rules import STANDARD, Block, Columns, Rule, ServicesTarget

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.overlaps import Overlaps
    from egov_budget.scenario import Scenario


def formulate(
    scenario: Scenario,
    overlaps: Overlaps | None = None,
    *,
    objective: Objective | Sequence[Objective] | None = None,
    rules: Sequence[Rule] = STANDARD,
    check: bool = True,
    columns: Columns | None = None,
) -> Program:
    """Write the linear programme of a scenario.

    Without overlaps no work is shared. Least cost is added as the last objective, so money that
    buys nothing stays in the pool.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    overlaps : Overlaps or None
        Groups of common work.
    objective : Objective, sequence of Objective or None
        What to be good at, in lexicographic order; ``None`` means total gain.
    rules : sequence of Rule
        All rules to keep; add one of your own to ``rules.STANDARD``.
    check : bool
        Whether conflicts that arithmetic shows are refused, or left for the solver to find.
    columns : Columns or None
        Columns with other numbers than those of the scenario; ``None`` lays out its own.

    Returns
    -------
    Program
        Arrays with keys, ready for ``solve``.

    Raises
    ------
    ConflictingRules
        If arithmetic alone shows that rules exclude each other; all conflicts at once.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> program = formulate(worlds.four_projects())
    >>> program.rows("pool")["row"].tolist()
    ['0.9375 x[e-booking] + 1.25 x[e-filing] + 1.5625 x[health-login] + 1.875 x[tax-login] <= 3.125']
    """
    columns = Columns.of(scenario, overlaps) if columns is None else columns
    conflicts = [conflict for rule in rules if check for conflict in rule.check(scenario, columns)]
    if conflicts:
        raise ConflictingRules(conflicts)
    aims: list[Objective] = [TotalGain()] if objective is None else []
    if objective is not None:
        aims = [*objective] if isinstance(objective, Sequence) else [objective]
    if not aims or not isinstance(aims[-1], LeastCost):
        aims.append(LeastCost())
    goals = [aim.goal(scenario, columns) for aim in aims]
    named = [(rule.name, block) for rule in rules for block in rule.rows(scenario, columns)]
    named += [(goal.name, goal.block) for goal in goals if goal.block is not None]
    width = columns.size + sum(block.brought for _, block in named)
    matrix, starts = _stacked([block for _, block in named], columns.size, width)
    whole = np.zeros(width, dtype=bool)
    for start, (_, block) in zip(starts, named, strict=True):
        whole[start : start + block.switches] = True
        whole[block.whole] = True
    program = Program(
        scenario=scenario,
        overlaps=overlaps,
        rules=tuple(rules),
        columns=columns,
        goals=tuple(_widened(goal, columns.size, width, [b for _, b in named], starts) for goal in goals),
        upper=np.concatenate([columns.upper, np.ones(width - columns.size)]),
        whole=whole,
        matrix=matrix,
        row_lower=np.concatenate([np.zeros(0), *(block.lower for _, block in named)]),
        row_upper=np.concatenate([np.zeros(0), *(block.upper for _, block in named)]),
        row_rule=tuple(name for name, block in named for _ in block.subjects),
        row_subject=tuple(subject for _, block in named for subject in block.subjects),
        choices=tuple(choice for _, block in named for choice in block.choices),
    )
    return switched(program) if _decided(program) else program


def _decided(program: Program) -> bool:
    """Tell whether the best of each choice must be searched for.

    Where services are counted, a choice that is kept too early costs whole services; and what one
    goal keeps would be no choice of the next, whose bound then held for the rest alone.
    """
    counted = any(goal.block is not None and goal.block.switches for goal in program.goals)
    counted = counted or any(isinstance(rule, ServicesTarget) for rule in program.rules)
    several = len(program.goals) > 2  # least cost is always there
    return counted or several or any(choice.exact for choice in program.choices)


def _stacked(blocks: list[Block], own: int, width: int) -> tuple[sparse.csr_array, list[int]]:
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
