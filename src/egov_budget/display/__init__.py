"""What a notebook shows of a noun, and how a noun asks for a form of it."""

from egov_budget.display.displayed import Displayed
from egov_budget.display.fixed import Fixed
from egov_budget.display.form import form

__all__ = ["Displayed", "Fixed", "form"]
