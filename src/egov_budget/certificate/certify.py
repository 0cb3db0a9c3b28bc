"""certify: Allocation -> Certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.certificate.bound import bound
from egov_budget.certificate.certificate import Certificate
from egov_budget.certificate.rest import asked_of_rest
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from fractions import Fraction

    from egov_budget.certificate.provable import Provable
    from egov_budget.counting import Plan
    from egov_budget.counting.course import Course
    from egov_budget.counting.tree import Branch


def certify(allocation: Provable) -> Certificate:
    """Prove how good an allocation is, or a plan over several years.

    The multipliers are the solver's prices of the linear relaxation, in which whole numbers may be
    fractions: those that the search left, else it is solved again. Where their bound is further above the
    gain than the gap that was asked for, choices that every plan makes (a project whole or not at all, a
    lead) are taken in turn, each side with prices of its own, until the bound is near enough or too many
    leaves are grown. Gain and bound are then counted from these and the tables without a solver, in whole
    numbers. A plan that was read back keeps the multipliers of its document. Whatever the plan aims at, the
    certificate speaks of its gain.

    Where a hurdle is set, the multiplier of the pool has it in it, so that the bound is what the plan gains
    and what the hurdle asks for the money it leaves, or little more.

    Over several years it speaks of plans that pay for work by its profiles, each point by the worth of its
    year, and rounding may pay for some of it in another year as far as it does in this plan.

    Parameters
    ----------
    allocation : Allocation or Schedule
        The plan, by whatever means it was made.

    Returns
    -------
    Certificate
        Gain, bound and the multipliers that prove it.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> proof = certify(allocate(worlds.four_projects()))
    >>> proof
    <Certificate: gain 2.24167, bound 2.24167, 10 multipliers, 1 leaf>
    >>> print(proof)
    It gains ... points and its bound is 2.241666667: no plan of this pool under these rules gains ...
    """
    return _certified(allocation)


@once
def _certified(allocation: Provable) -> Certificate:
    """Count with the multipliers at hand, and solve for others where these leave more than was asked for."""
    plan = allocation.counted
    gain = plan.gain
    proof, most = _proved(allocation, plan, gain)
    return Certificate(gain, most, proof, allocation, len(plan.years))


def _proved(allocation: Provable, plan: Plan | Course, gain: Fraction) -> tuple[Branch, Fraction]:
    """Return multipliers, with trees on them if need be, and the bound that they prove."""
    rules, outcome, proof = allocation.rules, allocation.outcome, allocation.proof
    if proof is not None:
        return proof, bound(plan, rules, proof)
    from egov_budget.certificate.grown import at_hand, grown, near_enough  # verifying loads no solver

    near = near_enough(outcome, gain, asked_of_rest(plan))
    known = None if outcome is None or near is None else at_hand(outcome)
    if known is not None and near is not None and (most := bound(plan, rules, known)) <= near:
        return known, most
    proof = grown(allocation, plan, gain)
    return proof, bound(plan, rules, proof)
