"""Several years: what starts when, within the pool of each year, and what is asked for the year after."""

from egov_budget.horizon.plan_years import plan_years
from egov_budget.horizon.read_schedule import read_schedule
from egov_budget.horizon.roll import roll
from egov_budget.horizon.schedule import Schedule

__all__ = ["Schedule", "plan_years", "read_schedule", "roll"]
