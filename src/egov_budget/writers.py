"""The forms of every noun, each with the function that writes or draws it.

The table stands at the door, beside the shelf, because it may import from every room. A noun asks for a
form by name (``display.form``), so that it knows no paper; another writer is another line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from egov_budget.reporting import (
    document,
    screen,
    write_data_package,
    write_document,
    write_markdown,
    write_sheet,
    write_text,
    write_workbook,
)
from egov_budget.reporting.document import document_of_years, write_document_of_years
from egov_budget.reporting.html import write_graph, write_report, write_review
from egov_budget.reporting.html.what_if import write_what_if
from egov_budget.reporting.papers import annex_paper, inspection_paper, schedule_paper, writer
from egov_budget.reporting.plots import (
    plot_allocation,
    plot_comparison,
    plot_core_index,
    plot_exchanges,
    plot_four_numbers,
    plot_frontier,
    plot_overlaps,
    plot_robustness,
    plot_schedule,
    plot_tranches,
)
from egov_budget.solving.write_program import write_lp, write_mps

WRITERS: Mapping[str, Callable[..., Any]] = MappingProxyType({
    "Allocation.__str__": screen,
    "Allocation.plot": plot_allocation,
    "Allocation.to_brief": partial(write_report, page="brief"),
    "Allocation.to_csv": write_sheet,
    "Allocation.to_dict": document,
    "Allocation.to_data_package": write_data_package,
    "Allocation.to_excel": write_workbook,
    "Allocation.to_html": write_report,
    "Allocation.to_json": write_document,
    "Allocation.to_markdown": write_markdown,
    "Allocation.to_text": write_text,
    "Allocation.to_what_if": write_what_if,
    "Annex.to_excel": writer(annex_paper),
    "Annex.to_html": writer(annex_paper),
    "Comparison.plot": plot_comparison,
    "CoreIndex.plot": plot_core_index,
    "ExchangeNetwork.plot": plot_exchanges,
    "FourNumbers.plot": plot_four_numbers,
    "Frontier.plot": plot_frontier,
    "Inspection.to_excel": writer(inspection_paper),
    "Inspection.to_html": writer(inspection_paper),
    "Inspection.to_markdown": writer(inspection_paper),
    "Overlaps.plot": plot_overlaps,
    "Overlaps.to_html": write_graph,
    "Overlaps.to_review_page": write_review,
    "Program.to_lp": write_lp,
    "Program.to_mps": write_mps,
    "Robustness.plot": plot_robustness,
    "Schedule.plot": plot_schedule,
    "Schedule.to_dict": document_of_years,
    "Schedule.to_excel": writer(schedule_paper),
    "Schedule.to_html": writer(schedule_paper),
    "Schedule.to_json": write_document_of_years,
    "Tranches.plot": plot_tranches,
})  # fmt: skip
