"""frontier: what pools of other sizes would gain, and the price along it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.errors import ConflictingRules
from egov_budget.language import all_digits
from egov_budget.money import is_whole, to_amounts
from egov_budget.overlaps import find_overlaps
from egov_budget.program import formulate
from egov_budget.program.pool_bounds import moves_with_the_pool, pool_bounds
from egov_budget.rules import STANDARD, Rule
from egov_budget.scenario.demanded import Claim, demanded
from egov_budget.solving import Outcome, SolveOptions, Status
from egov_budget.solving.lexicographic import lexicographic
from egov_budget.solving.sweep import sweep
from egov_budget.whatif.curve import Frontier

if TYPE_CHECKING:
    from egov_budget.objectives import Aims
    from egov_budget.overlaps import Overlaps
    from egov_budget.program import Program
    from egov_budget.scenario import Scenario

POINTS = 50


def frontier(
    scenario: Scenario,
    overlaps: Overlaps | None = None,
    *,
    pools: Sequence[float] | None = None,
    objective: Aims = None,
    rules: Sequence[Rule] = STANDARD,
    time_limit: float | None = None,
    relative_gap: float = 1e-3,
) -> Frontier:
    """Find what pools of other sizes would gain.

    The programme is built once and solved again from where the last pool ended. Gains, bounds and
    gaps are those of the solver, before credits are rounded to whole quanta; proving each would take
    about as long again.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    overlaps : Overlaps or None
        Groups of common work; ``None`` finds them first.
    pools : sequence of float or None
        Pools in currency units; ``None`` takes 50, evenly from 52 % to 150 % of the
        scenario's own, which is one of them.
    objective : Objective, str, sequence of both, or None
        What to be good at; ``None`` means total gain. The first is what the frontier shows.
    rules : sequence of Rule
        All rules to keep.
    time_limit : float or None
        Seconds for each pool.
    relative_gap : float
        Gap at which a search with whole numbers stops.

    Returns
    -------
    Frontier
        ``points``, a row a pool, and, on demand, the allocation of a point.

    Raises
    ------
    RuleError
        If a pool is none; all at once. ``ConflictingRules`` if the rules exclude each other at
        the scenario's own pool; at other pools that is a point without a plan.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> curve = frontier(worlds.four_projects(), pools=[30, 60, 90, 120, 150])
    >>> curve.points[["pool", "gain", "spent"]].round(2).values.tolist()
    [[30.0, 0.72, 30.0], [60.0, 1.44, 60.0], [90.0, 2.08, 90.0], [120.0, 2.49, 120.0], [150.0, 2.75, 148.0]]
    """
    found = find_overlaps(scenario) if overlaps is None else overlaps
    program = formulate(scenario, found, objective=objective, rules=rules)
    sizes = _sizes(scenario, program, pools)
    options = SolveOptions(time_limit=time_limit, relative_gap=relative_gap)
    formulated = partial(_formulated, scenario, found, objective, tuple(rules))
    near = float(to_amounts(program.columns.pool + 1, program.columns.quantum))
    if moves_with_the_pool(program, formulated(near), near):
        outcomes = [*sweep(program, pool_bounds(program, sizes), options)]
    else:  # a rule of one's own depends on the pool
        outcomes = [*_one_by_one(program, sizes, formulated, options)]
    return Frontier(scenario.settings.pool, tuple(sizes), tuple(outcomes), formulated)


def _formulated(
    scenario: Scenario, overlaps: Overlaps, objective: Aims, rules: tuple[Rule, ...], pool: float
) -> Program:
    """Return the program at a pool; a frontier that holds it can be sent to another process."""
    return formulate(scenario.replace(pool=pool), overlaps, objective=objective, rules=rules)


def _sizes(scenario: Scenario, program: Program, pools: Sequence[float] | None) -> list[float]:
    """Return the pools in ascending order, each once."""
    quantum = scenario.settings.quantum
    if pools is None:
        own = program.columns.pool
        steps = {own * (POINTS + 2 * step) // (2 * POINTS) for step in range(1, POINTS + 1)}
        return [float(amount) for amount in to_amounts(np.array(sorted(steps)), quantum)]
    wrong = [pool for pool in pools if not (np.isfinite(pool) and pool >= 0 and is_whole(pool, quantum))]
    remedy = f"Give 0 or more, in whole quanta of {all_digits(quantum)}"
    claims = (Claim(False, "pools", pool, f"{pool} is no pool", remedy) for pool in wrong)
    none = Claim(len(pools) > 0, "pools", "", "no pool is given", "Give one or more")
    demanded("frontier", *claims, none)
    return sorted({float(pool) for pool in pools})


def _one_by_one(
    program: Program, sizes: Sequence[float], formulated: Callable[[float], Program], options: SolveOptions
) -> Iterator[Outcome]:
    """Formulate and solve each pool anew."""
    for pool in sizes:
        try:
            yield lexicographic(formulated(pool), options.within(options.time_limit))
        except ConflictingRules:
            yield Outcome(program, Status.INFEASIBLE, options.solver, 0.0)
