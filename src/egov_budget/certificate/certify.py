"""certify: Allocation -> Certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.certificate.bound import bound
from egov_budget.certificate.certificate import Certificate
from egov_budget.certificate.rests_on import fingerprint
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from egov_budget.certificate.provable import Provable


def certify(allocation: Provable) -> Certificate:
    """Prove how good an allocation is, or a plan over several years.

    The multipliers are the solver's prices of the linear relaxation, in which whole numbers may be
    fractions. Where its bound is further above the gain than the gap that was asked for, choices that
    every plan makes (a project whole or not at all, a lead) are taken in turn, each side with prices of
    its own, until the bound is near enough or too many leaves are grown. Gain and bound are then counted
    from these and the tables without a solver, in whole numbers. A plan that was read back keeps the
    multipliers of its document. Whatever the plan aims at, the certificate speaks of its gain.

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
    >>> print(certify(allocate(worlds.four_projects())))
    It gains ... points and its bound is 2.241666667: no plan of this pool under these rules gains ...
    """
    return _certified(allocation)


@once
def _certified(allocation: Provable) -> Certificate:
    """Solve the relaxation and count; every paper of a plan tells the same certificate."""
    from egov_budget.certificate.grown import grown  # verifying, which is here too, loads no solver

    plan, proof = allocation.counted, allocation.proof
    gain = plan.gain
    proof = grown(allocation, plan, gain) if proof is None else proof
    most, inputs = bound(plan, allocation.rules, proof), fingerprint(allocation)
    return Certificate(gain, most, proof, inputs, len(plan.years))
