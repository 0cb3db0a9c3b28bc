"""What if: other splits, other pools, other numbers, held against a plan."""

from egov_budget.whatif.compare import compare
from egov_budget.whatif.comparison import Comparison
from egov_budget.whatif.core_index import CoreIndex, core_index
from egov_budget.whatif.curve import Frontier
from egov_budget.whatif.four import FourNumbers
from egov_budget.whatif.four_numbers import four_numbers
from egov_budget.whatif.frontier import frontier
from egov_budget.whatif.near_best import NearBest, near_best
from egov_budget.whatif.overstated import Overstated, overstated
from egov_budget.whatif.price_of_robustness import price_of_robustness
from egov_budget.whatif.reallocate import reallocate
from egov_budget.whatif.replan import replan
from egov_budget.whatif.robustness import Robustness
from egov_budget.whatif.savings_ledger import Ledger, savings_ledger
from egov_budget.whatif.score import score
from egov_budget.whatif.scored import Scored
from egov_budget.whatif.tranches import Tranches, tranches
from egov_budget.whatif.withholding import Withholding, withholding

__all__ = [
    "Comparison",
    "CoreIndex",
    "FourNumbers",
    "Frontier",
    "Ledger",
    "NearBest",
    "Overstated",
    "Robustness",
    "Scored",
    "Tranches",
    "Withholding",
    "compare",
    "core_index",
    "four_numbers",
    "frontier",
    "near_best",
    "overstated",
    "price_of_robustness",
    "reallocate",
    "replan",
    "savings_ledger",
    "score",
    "tranches",
    "withholding",
]
