"""grown: multipliers, and the trees that are grown on them, which prove how good a plan is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.certificate.branching import Branching, Node
from egov_budget.certificate.fork import Fork, Side
from egov_budget.certificate.rest import asked_of_rest
from egov_budget.counting.tree import Branch, Tree
from egov_budget.errors import ConflictingRules
from egov_budget.objectives.total_gain import of_gain
from egov_budget.program.one_sided import on_each_side, one_sided
from egov_budget.solving.relaxed import Linear, Relaxed, Solved

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.certificate.provable import Provable
    from egov_budget.counting import Plan
    from egov_budget.counting.choice import Span
    from egov_budget.counting.course import Course
    from egov_budget.program import Program
    from egov_budget.rules.funding_rule import FundingRule
    from egov_budget.solving import Outcome

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]

SIGNIFICANT = 12  # digits of a multiplier: any multiplier proves a bound, this many make it sharp
MOVED = 1e-9  # a multiplier that differs by less, as a part of it, stays as it is
LEAVES = 250  # of the tree above the small ones at most, each a linear program of the size of the whole
ROWS = 500_000  # of all these programs together: 32 leaves of a national plan
NEARER = 0.999  # part of a gap to aim at: digits are cut, and floors count in whole quanta


def grown(allocation: Provable, plan: Plan | Course, gain: Fraction) -> Branch:
    """Return multipliers, and trees where these alone leave more than the gap that was asked for.

    Parameters
    ----------
    allocation : Allocation or Schedule
        What is to be proved good.
    plan : Plan or Course
        The same in whole numbers.
    gain : Fraction
        What it gains, points.

    Returns
    -------
    Branch
        Nothing where the rules exclude each other.
    """
    rules = [rule for rule in allocation.rules if rule.proves]
    try:
        program = one_sided(allocation.under(rules))
    except ConflictingRules:
        return Branch({})
    relaxed = Relaxed(Linear.of(program))
    if not len(relaxed.base.values):
        return Branch({})
    told = _Told(program)
    every = np.arange(len(program.owner))
    rest, settings = asked_of_rest(plan), allocation.scenario.settings
    charged = settings.hurdle * settings.pool
    gap = relaxed.base.value + charged - float(gain + rest)
    held = np.where(program.in_money, 0.0, told.most * (1 - MOVED))  # parts are priced apart
    branching = Branching(relaxed, [*_forks(program, allocation.rules, plan)], gap, held)
    root = branching.root()
    near = near_enough(allocation.outcome, gain, rest)
    if near is not None:
        branching.grow(root, min(LEAVES, ROWS // max(len(every), 1)), near - charged)
    return told.branch(root, every, np.zeros(len(every)))


def at_hand(outcome: Outcome) -> Branch | None:
    """Return the multipliers that the search for a plan left; ``None`` where it left none."""
    if outcome.duals is None:
        return None
    prices = outcome.program.goals[0].scale * on_each_side(outcome.program, outcome.duals)
    none = np.zeros(0)
    leaf = Node(Solved(np.inf, none, prices), none, none)
    return _Told(one_sided(outcome.program)).branch(leaf, np.arange(len(prices)), np.zeros(len(prices)))


def near_enough(outcome: Outcome | None, gain: Fraction, rest: Fraction) -> float | None:
    """Return the bound that proves as little above a gain as was asked for; ``None`` for other goals.

    What is left in the pool could bring up to what the hurdle asks for the ``rest``.
    """
    if outcome is None or not of_gain(outcome.reached[0].name):
        return None
    return float(gain) * (1 + NEARER * outcome.relative_gap) + float(rest)


def _forks(program: Program, rules: Iterable[FundingRule], plan: Plan | Course) -> Iterator[Fork]:
    """Yield the choices that rules offer, over the columns of the program."""
    columns, expansion = program.columns, program.expansion
    lead = np.zeros(columns.n_projects, dtype=np.int64)
    lead[columns.member] = columns.starts["b"] + np.arange(len(columns.member))
    apart = columns.starts["n"] + np.arange(len(columns.groups))
    place = {"x": np.arange(columns.n_projects), "b": lead, "n": apart}

    def side(span: Span) -> Side:
        letter, year = plan.year_of(span.block)
        at = place[letter][np.array(span.at, dtype=np.int64)] + expansion.start(year)
        return Side(at, float(span.least), float(span.most))

    for name, rule in {rule.name: rule for rule in rules}.items():
        for choice in plan.choices(rule):
            yield Fork(name, choice.subject, (side(choice.no), side(choice.yes)))


class _Told:
    """Prices of a program's rows as multipliers, by rule and subject."""

    def __init__(self, program: Program) -> None:
        columns, self.program = program.columns, program
        self.most, self._each = np.full(len(program.owner), np.inf), np.ones(len(program.owner))
        covering, years = np.flatnonzero(program.rows_of(lambda rule: rule.covers)), program.expansion.counted
        for year, rows in zip(years, np.split(covering, len(years)), strict=True):
            gains = program.goals[0].coefficients[program.expansion.start(year) + columns.starts["g"] :]
            cells = rows[: len(columns.service)]
            # more than a point is worth proves less, unless it takes off what had been begun before
            alone = (program.matrix[cells] > 0).sum(axis=1) == 1
            self.most[cells[alone]] = gains[: len(cells)][alone]
        pool = np.flatnonzero(program.rows_of(lambda rule: rule.of_the_pool))[:1]
        self._hurdle = np.zeros(len(program.owner))  # what money costs beside the price of the pool
        self._hurdle[pool] = program.scenario.settings.hurdle * columns.quantum
        rules, owners = program.rules, program.owner.tolist()
        for row, (owner, subject) in enumerate(zip(owners, program.row_subject, strict=True)):
            if rules[owner].counts_money(subject):
                self._each[row] = columns.unit

    def branch(self, node: Node, rows: Places, before: Numbers) -> Branch:
        """Return what is other at a node than before, and the trees on it.

        Parameters
        ----------
        node : Node
            A place in a tree over some rows.
        rows : ndarray of int64
            These rows.
        before : ndarray of float
            Their multipliers where the tree stands.
        """
        price = np.minimum(np.abs(node.solved.prices), self.most[rows]) / self._each[rows]
        price += self._hurdle[rows]
        moved = ~np.isclose(price, before, rtol=MOVED, atol=0.0)
        found: dict[str, dict[str, float]] = {}
        rules, subjects = self.program.row_rule, self.program.row_subject
        for row, value in zip(rows[moved].tolist(), price[moved].tolist(), strict=True):
            found.setdefault(rules[row], {})[subjects[row]] = float(f"{value:.{SIGNIFICANT}g}")
        return Branch(found, (*self._trees(node, rows, np.where(moved, price, before)),))

    def _trees(self, node: Node, rows: Places, here: Numbers) -> Iterator[Tree]:
        if node.fork is not None:
            no, yes = (self.branch(side, rows, here) for side in node.sides)
            yield Tree(node.fork.rule, node.fork.subject, no, yes)
        for tree in node.small:
            yield from self._trees(tree.root, tree.rows, here[tree.rows])
