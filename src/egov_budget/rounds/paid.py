"""What was paid for: the share of each project that the credits spent pay for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from egov_budget.counting import BILLION

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation import Allocation


def paid_shares(plan: Allocation, spent: NDArray[Any]) -> list[Fraction]:
    """Return the funded share of each project times the part of its credits that was spent.

    Parameters
    ----------
    plan : Allocation
        What was decided.
    spent : ndarray of int64, shape (n,)
        Credits spent by project, quanta.

    Returns
    -------
    list of Fraction
        Exact. An adopter that owes nothing is paid for as far as the work of its lead.
    """
    columns = plan.columns
    pairs = zip(spent.tolist(), plan.quanta.tolist(), strict=True)  # an overrun delivers no more
    used = [min(Fraction(have, given), Fraction(1)) if given else Fraction(1) for have, given in pairs]
    for member, group in zip(columns.member.tolist(), columns.group.tolist(), strict=True):
        lead = int(plan.leads[group])
        if lead >= 0 and not plan.quanta[member]:
            used[member] = used[lead]
    return [Fraction(parts, BILLION) * part for parts, part in zip(plan.parts.tolist(), used, strict=True)]
