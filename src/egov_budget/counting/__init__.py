"""A plan and what it gains in whole numbers, from the tables alone: no array of the program, no solver.

What audit, certificate and verification count with. Shares are counted in billionths, money in quanta.
"""

from egov_budget.counting.check import Check
from egov_budget.counting.choice import Choice
from egov_budget.counting.inequalities import Inequalities
from egov_budget.counting.plan import BILLION, Plan
from egov_budget.counting.tally import Tally

__all__ = ["BILLION", "Check", "Choice", "Inequalities", "Plan", "Tally"]
