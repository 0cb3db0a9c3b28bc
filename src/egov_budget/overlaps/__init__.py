"""What is the same work: a graph of likeness -> graded pairs, groups and what they share."""

from egov_budget.overlaps.agreement import agreement
from egov_budget.overlaps.blind import blind
from egov_budget.overlaps.calibrate import calibrate
from egov_budget.overlaps.calibration import DEGREES, Calibration
from egov_budget.overlaps.carry_over import Carried, carry_over
from egov_budget.overlaps.compare_new import compare_new
from egov_budget.overlaps.decide import decide
from egov_budget.overlaps.default import DEFAULT
from egov_budget.overlaps.find import find_overlaps
from egov_budget.overlaps.grade import grade
from egov_budget.overlaps.overlaps import Overlaps
from egov_budget.overlaps.review_sheet import read_verdicts
from egov_budget.overlaps.threshold import binding_confidence
from egov_budget.overlaps.write_index import write_index

__all__ = [
    "DEFAULT",
    "DEGREES",
    "Calibration",
    "Carried",
    "Overlaps",
    "agreement",
    "binding_confidence",
    "blind",
    "calibrate",
    "carry_over",
    "compare_new",
    "decide",
    "find_overlaps",
    "grade",
    "read_verdicts",
    "write_index",
]
