"""Allocation -> why: a sentence for every project, a price for every bound."""

from egov_budget.reasons.explain import explain
from egov_budget.reasons.prices import prices
from egov_budget.reasons.replacement_costs import replacement_costs
from egov_budget.reasons.role_words import role_words

__all__ = ["explain", "prices", "replacement_costs", "role_words"]
