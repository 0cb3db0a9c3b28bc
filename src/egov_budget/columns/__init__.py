"""The columns of the program, each with its key, rows over them, and what delivered shares gain there."""

from egov_budget.columns.block import SOS1, Block, Stated
from egov_budget.columns.columns import Columns
from egov_budget.columns.delivery import Delivery
from egov_budget.columns.layout import as_expected

__all__ = ["SOS1", "Block", "Columns", "Delivery", "Stated", "as_expected"]
