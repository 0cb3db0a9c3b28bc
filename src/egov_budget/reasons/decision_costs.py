"""What each decision costs: the plan made again as if it had not been taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.allocation.drive import drive
from egov_budget.certificate.certify import certify
from egov_budget.certificate.stated import stated
from egov_budget.errors import ConflictingRules, Infeasible, IntakeError
from egov_budget.overlaps import find_overlaps
from egov_budget.program import formulate
from egov_budget.scenario.decided import in_force, undone
from egov_budget.scenario.decided_words import decided_words

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.language import Language
    from egov_budget.solving import SolveOptions

DECISION = "decision"  # in place of a rule
MEASURES = (
    "indicators", "services", "scores", "effects",
    "readiness", "willingness", "ability", "readiness_growth",
)  # fmt: skip


def decision_costs(allocation: Allocation, options: SolveOptions, lang: Language) -> Iterator[dict[str, Any]]:
    """Yield what each decision in force costs, as a row of ``prices``.

    The cell is put back to what stood there before, and a plan is made under the same rules, with common
    work found anew. What that plan gains more is what the decision costs at least; its proved bound says
    what it costs at most.

    Parameters
    ----------
    allocation : Allocation
        The plan; what it gains is compared, whatever it aims at.
    options : SolveOptions
        How to search each time.
    lang : Language
        Of the words.

    Yields
    ------
    dict
        ``lifted`` is what a plan without the decision gains more, infinitely less where there is none;
        ``gap`` how much more than that it may cost. A decision on what a gain is measured by has neither.
    """
    scenario, rules = allocation.scenario, [rule for rule in allocation.rules if not rule.passing]
    measures = in_force(scenario).set_index("id")[["table", "column"]].agg(".".join, axis=1).map(_measures)
    for name, words in decided_words(scenario, lang).items():
        line = {"rule": DECISION, "subject": name, "lifted": np.nan, "gap": np.nan, "how": "solved again"}
        if measures[name]:
            yield line | {"how": "not comparable", "words": lang.say("decided.measures", said=words)}
            continue
        try:
            before, overlaps = undone(scenario, name), allocation.overlaps
            if overlaps is not None:
                overlaps = find_overlaps(before, overlaps.graph, calibration=overlaps.calibration)
            plan = drive(formulate(before, overlaps, rules=rules), options)
        except (IntakeError, ConflictingRules, Infeasible):
            yield line | {"lifted": -np.inf, "words": lang.say("decided.no_plan", said=words)}
            continue
        least = max(plan.gain - allocation.gain, 0.0)
        most = max(stated(certify(plan).bound, up=True) - allocation.gain, 0.0)
        costs = lang.say("decided.none_more", said=words)
        if most:
            costs = lang.say("decided.at_most", said=words, most=lang.figures(most, 4, up=True))
        if least:
            costs = lang.say("decided.at_least", said=costs, least=lang.figures(least, 4, up=False))
        yield line | {"lifted": least, "gap": most - least, "words": costs}


def _measures(cell: str) -> bool:
    """Tell whether what a gain is hangs on a cell, so that gains with and without it are not comparable."""
    table, column = cell.split(".")
    return table in MEASURES or column in MEASURES
