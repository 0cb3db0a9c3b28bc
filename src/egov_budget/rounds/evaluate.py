"""evaluate: a plan, what was observed and what was spent -> Evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.errors import IntakeError
from egov_budget.rounds.attribution import Attribution, as_promised
from egov_budget.rounds.evaluation import Evaluation
from egov_budget.rounds.given import experience_before, observed_matrix
from egov_budget.rounds.paid import paid_shares
from egov_budget.whatif.floored import on_lines
from egov_budget.whatif.spent import Spent, spent_quanta

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation


def evaluate(
    plan: Allocation, observed_scores: pd.DataFrame, spent: Spent, *, earlier: pd.DataFrame | None = None
) -> Evaluation:
    """Return the evaluation of a plan: what it promised, what came of it, how far agencies deliver.

    Parameters
    ----------
    plan : Allocation
        What was decided.
    observed_scores : DataFrame
        service, indicator, score (0-1), measured after the round or within it. A cell that is left out
        counts as unchanged; what a project was to bring there is told as not measured and judged by nobody.
    spent : mapping, Series or DataFrame
        Credits spent by project id, currency units (as a table: project, date, amount); a project that
        is not there spent nothing. More than was given is an overrun, which delivers no more.
    earlier : DataFrame or None
        ``experience`` of the evaluation before, so that the rounds add up.

    Returns
    -------
    Evaluation
        Promised and realised by project, service and agency; what changed without money; factors.
        Nothing paid leaves every factor as it was stated.

    Raises
    ------
    IntakeError
        With every fault of the three at once: what does not exist, rounds out of order.

    See Also
    --------
    next_scenario : the requests of the next round.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> plan = allocate(worlds.four_projects())
    >>> observed = plan.scenario.scores.assign(score=[0.5, 0.25, 0.5, 0.5, 1, 0.5, 1, 0.5])
    >>> found = evaluate(plan, observed, plan.credits)
    >>> found.agencies[["agency", "promised", "realised", "factor"]].round(2).values.tolist()
    [['tax', 1.0, 0.5, 0.77], ['health', 1.24, 1.12, 0.86]]
    """
    columns = as_promised(plan)
    quanta, more = spent_quanta(plan, spent)
    quanta = on_lines(plan, quanta)
    paid = np.array(paid_shares(plan, quanta), dtype=np.float64)
    found = observed_matrix(plan, observed_scores)
    before, others = experience_before(plan, earlier)
    IntakeError.if_any([*found.faults, *more, *others])
    attribution = Attribution.of(plan, columns, found, paid)
    return Evaluation(plan, found.scores, quanta, before, attribution, found.frame)
