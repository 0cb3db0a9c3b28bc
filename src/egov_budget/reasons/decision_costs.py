"""What each decision costs: the plan made again as if it had not been taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.errors import ConflictingRules, Infeasible, IntakeError
from egov_budget.reasons.made_again import MadeAgain
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
    scenario = allocation.scenario
    measures = in_force(scenario).set_index("id")[["table", "column"]].agg(".".join, axis=1).map(_measures)
    for name, words in decided_words(scenario, lang).items():
        line = {"rule": DECISION, "subject": name, "lifted": np.nan, "gap": np.nan, "how": "solved again"}
        if measures[name]:
            yield line | {"how": "not comparable", "words": lang.say("decided.measures", said=words)}
            continue
        try:
            yield line | MadeAgain.of(allocation, undone(scenario, name), options).priced(words, lang)
        except (IntakeError, ConflictingRules, Infeasible):
            yield line | {"lifted": -np.inf, "words": lang.say("decided.no_plan", said=words)}


def _measures(cell: str) -> bool:
    """Tell whether what a gain is hangs on a cell, so that gains with and without it are not comparable."""
    table, column = cell.split(".")
    return table in MEASURES or column in MEASURES
