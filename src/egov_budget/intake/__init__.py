"""Files -> Scenario and back: a folder of CSV, a workbook, a JSON document."""

from egov_budget.intake.read import out_of_reach, read_draft, read_scenario
from egov_budget.intake.schema import scenario_schema
from egov_budget.intake.template import write_template
from egov_budget.intake.write import not_there_yet, write_scenario

__all__ = [
    "not_there_yet", "out_of_reach", "read_draft", "read_scenario", "scenario_schema", "write_scenario",
    "write_template",
]  # fmt: skip
