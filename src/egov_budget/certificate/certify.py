"""certify: Allocation -> Certificate."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.certificate.bound import bound
from egov_budget.certificate.certificate import Certificate
from egov_budget.certificate.rests_on import fingerprint
from egov_budget.errors import ConflictingRules
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation

SIGNIFICANT = 12  # digits of a multiplier: any multiplier proves a bound, this many make it sharp


def certify(allocation: Allocation) -> Certificate:
    """Prove how good an allocation is.

    The multipliers are the solver's prices of the linear relaxation, in which whole numbers may be
    fractions; the gain and the bound are then counted from them and the tables without a solver,
    in whole numbers. Whatever the plan aims at, the certificate speaks of its gain. The bound holds
    for whole-number plans too, only not as sharply.

    Parameters
    ----------
    allocation : Allocation
        The plan, by whatever means it was made.

    Returns
    -------
    Certificate
        Gain, bound and the multipliers that prove it.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> print(certify(allocate(worlds.four_projects())))
    No allocation of this pool gains more than 2.241666667 points; this one gains ...
    """
    return _certified(allocation)


@once
def _certified(allocation: Allocation) -> Certificate:
    """Solve the relaxation and count; every paper of a plan tells the same certificate."""
    from egov_budget.allocation.audit import plan_of  # verifying, which is here too, loads no solver

    plan = plan_of(allocation)
    multipliers = _multipliers(allocation)
    return Certificate(
        gain=plan.tally.gain(plan.tally.parts(plan)),
        bound=bound(plan, allocation.rules, multipliers),
        multipliers=multipliers,
        inputs=fingerprint(allocation),
    )


def _multipliers(allocation: Allocation) -> dict[str, dict[str, float]]:
    """Return the prices of the relaxation; none where its rules exclude each other."""
    from egov_budget.program import formulate
    from egov_budget.solving import solve

    rules = [rule for rule in allocation.rules if rule.proves]
    try:
        program = formulate(allocation.scenario, allocation.overlaps, rules=rules)
    except ConflictingRules:
        return {}
    relaxed = dataclasses.replace(
        program, goals=program.goals[:1], whole=np.zeros_like(program.whole), sos1=()
    )
    duals = solve(relaxed).duals
    if duals is None:
        return {}
    price = np.abs(duals)  # each row has one bound, so its sign is known
    cells = np.flatnonzero(program.rows_of(lambda rule: rule.covers))[: len(program.columns.service)]
    price[cells] = np.minimum(price[cells], program.columns.value)  # more than a point is worth proves less
    found: dict[str, dict[str, float]] = {}
    for row in np.flatnonzero(price).tolist():
        rule, subject = program.rules[program.owner[row]], program.row_subject[row]
        each = program.columns.unit if rule.counts_money(subject) else 1
        found.setdefault(rule.name, {})[subject] = float(f"{price[row] / each:.{SIGNIFICANT}g}")
    return found
