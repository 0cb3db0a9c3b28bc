"""proved: the certificate of a plan that aims at total gain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.certificate.certify import certify
from egov_budget.objectives.total_gain import of_gain

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.certificate.certificate import Certificate


def proved(allocation: Allocation) -> Certificate | None:
    """Return what is proved of a plan that was made to gain the most.

    Parameters
    ----------
    allocation : Allocation
        The plan.

    Returns
    -------
    Certificate or None
        ``None`` for a split made by hand, and for a plan with another first goal: nothing is claimed of
        them here.

    Examples
    --------
    >>> from egov_budget import allocate, score, worlds
    >>> four = worlds.four_projects()
    >>> proved(allocate(four)) is None, proved(score(four, {"e-booking": 30})) is None
    (False, True)
    """
    outcome = allocation.outcome
    if outcome is None:
        return None if allocation.proof is None else certify(allocation)
    return certify(allocation) if of_gain(outcome.reached[0].name) else None
