"""From one year's plan to the next: what was promised, what came of it, what is asked for now."""

from egov_budget.rounds.evaluate import evaluate
from egov_budget.rounds.evaluation import Evaluation
from egov_budget.rounds.next_scenario import next_scenario

__all__ = ["Evaluation", "evaluate", "next_scenario"]
