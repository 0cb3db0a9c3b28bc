"""From one year's plan to the next: what was promised, what came of it, what is asked for now."""

from egov_budget.rounds.evaluate import evaluate
from egov_budget.rounds.evaluation import Evaluation
from egov_budget.rounds.next_scenario import next_scenario
from egov_budget.rounds.usual_growth import UsualGrowth, usual_growth

__all__ = ["Evaluation", "UsualGrowth", "evaluate", "next_scenario", "usual_growth"]
