"""What if: other splits, other pools, other numbers, held against a plan."""

from egov_budget.whatif.score import score
from egov_budget.whatif.scored import Scored

__all__ = ["Scored", "score"]
