"""Charts of nouns, one a file, drawn with matplotlib on axes that are handed in or made."""

from egov_budget.reporting.plots.canvas import drawing
from egov_budget.reporting.plots.comparison_plot import plot_comparison
from egov_budget.reporting.plots.core_index_plot import plot_core_index
from egov_budget.reporting.plots.exchanges_plot import plot_exchanges
from egov_budget.reporting.plots.four_numbers_plot import plot_four_numbers
from egov_budget.reporting.plots.frontier_plot import plot_frontier
from egov_budget.reporting.plots.overlaps_plot import plot_overlaps
from egov_budget.reporting.plots.plan_plots import plot_allocation
from egov_budget.reporting.plots.robustness_plot import plot_robustness
from egov_budget.reporting.plots.schedule_plot import plot_schedule
from egov_budget.reporting.plots.tranches_plot import plot_tranches
from egov_budget.reporting.plots.write_picture import write_picture

__all__ = [
    "drawing", "plot_allocation", "plot_comparison", "plot_core_index", "plot_exchanges", "plot_four_numbers",
    "plot_frontier", "plot_overlaps", "plot_robustness", "plot_schedule", "plot_tranches", "write_picture",
]  # fmt: skip
