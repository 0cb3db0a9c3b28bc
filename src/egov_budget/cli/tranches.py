"""egov-budget tranches: a plan whose money arrives in parts."""

from __future__ import annotations

from egov_budget.cli.plan import planned
from egov_budget.cli.plan_folder import made_from
from egov_budget.cli.requests import RequestsOrPlan
from egov_budget.cli.tables import Parts, SeveralOut, leave_each


def tranches(requests: RequestsOrPlan, part: Parts = None, out: SeveralOut = None) -> None:
    """Order a plan so that its money can arrive in parts.

    Quarters if no --part is given.
    """
    from egov_budget.language import all_digits
    from egov_budget.whatif import tranches as ordered
    from egov_budget.whatif.tranches import QUARTERS

    found = ordered(planned(requests, "ordering"), part or QUARTERS)
    plans = [made_from(plan, requests) for plan in found.plans]
    table = found.credits.rename(columns=lambda part: f"{all_digits(100 * part)}%").reset_index()
    leave_each(plans, str(found), table, out)
