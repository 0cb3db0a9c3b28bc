"""The annex of a budget bill: who gets how much for what, under which condition."""

from egov_budget.bill.annex import Annex
from egov_budget.bill.draw_up import annex

__all__ = ["Annex", "annex"]
