"""explain: Allocation -> why each project is funded, or why not, in one sentence and its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.allocation.rounding import NEAR
from egov_budget.language import language_of
from egov_budget.money import to_amounts, to_quanta
from egov_budget.reasons.neighbours import Neighbours
from egov_budget.reasons.places import places
from egov_budget.reasons.reason import NOTHING, Reason, Reasons
from egov_budget.reasons.reduced_costs import ReducedCosts
from egov_budget.reasons.round_step import round_step
from egov_budget.reasons.sensitivity import Sensitivity
from egov_budget.reasons.sentence import Sentences
from egov_budget.reasons.standing import standing
from egov_budget.scenario.once import once
from egov_budget.solving import SolveOptions

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation

COLUMNS = (
    "project", "role", "reason", "rule", "asked", "credits", "share", "gain", "alone", "could_add",
    "worth", "per_step", "pool_per_step", "enters_at", "enters_from", "more_at_most", "loss_at_least",
    "words",
)  # fmt: skip

LOOKED_AT = ("lost_without", "lost_with", "gap")


def explain(
    allocation: Allocation,
    project: str | None = None,
    *,
    relative_gap: float = 1e-6,
    time_limit: float | None = None,
    lang: str = "en",
) -> pd.DataFrame:
    """Say of every project why it is funded, or why not.

    All numbers come from the prices of the linear relaxation with the leads as they are, without
    solving again, so they are true of plans with whole numbers too; what is only known to lie on one
    side is named as a bound. For one project the program is solved again, to know more.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    project : str or None
        Id of the one project to look at; ``None`` means all, without solving again.
    relative_gap : float
        Gap at which a search with whole numbers stops.
    time_limit : float or None
        Seconds for each search.
    lang : str
        Language of the words: ``"en"`` or ``"fa"``.

    Returns
    -------
    DataFrame
        One row a project, in the order of the scenario: project, role, reason and the rule behind
        it; asked, credits, share, gain; words. Gains in the unit of the plan's first goal: alone
        (with no other beside it), could_add (to this plan, as it is), worth (at the prices of the
        relaxation), per_step and pool_per_step (of a round step of money in it, and of the last in
        the pool). For what is not funded: enters_at (a larger request keeps it out of every better
        plan), enters_from (so does a smaller worth), more_at_most (what a better plan with it could
        gain above this one). For what is funded, unless it leads: loss_at_least (without it).
        For one project also lost_without (if it is refused), lost_with (if it is delivered in full;
        infinite if no plan is left), gap (how far these may be off); in a linear program enters_at is
        then exact to the quantum.

    Raises
    ------
    RuleError
        If the id names no project.
    SolveError
        If no plan keeps every rule.
    ValueError
        If there is no such language.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> table = explain(allocate(worlds.four_projects())).set_index("project")
    >>> print(table.at["e-filing", "words"])
    Not funded: it would bring 0.00937 points for 1 credits, where the pool's last bring 0.0167; to
    enter it would have to ask for at most 22 credits instead of 40, or bring 0.667 points instead of 0.375
    """
    language_of(lang)  # an unknown one is told first
    if project is None:
        return _all_told(allocation, lang).copy()
    [place] = places(allocation, [project]).tolist()
    options = SolveOptions(time_limit=time_limit, relative_gap=relative_gap)
    look = Sensitivity(allocation, options)
    frame = _told(allocation, _looked_at(look, _lines(allocation).iloc[[place]]), lang)
    return frame[[*COLUMNS[:-1], *LOOKED_AT, "words"]]


@once
def _all_told(allocation: Allocation, lang: str) -> pd.DataFrame:
    """Return the reasons of all projects, in the order of the scenario."""
    frame = _told(allocation, _lines(allocation), lang).set_index("project", drop=False)
    return frame.loc[allocation.scenario.projects["id"], [*COLUMNS]].reset_index(drop=True)


@once
def _reasons(allocation: Allocation) -> Reasons:
    """Price the relaxation of a plan: all that the reasons of its projects rest on."""
    program, shut = standing(allocation)
    costs = ReducedCosts.of(allocation, program, shut)
    return Reasons(allocation, costs, Neighbours.of(allocation, allocation.parts / 10**9))


def _lines(allocation: Allocation) -> pd.DataFrame:
    """Return reasons and numbers, a row a project by place, before anything is said."""
    reasons = _reasons(allocation)
    found = reasons.all()
    return _numbers(reasons, round_step(allocation)).assign(
        project=allocation.columns.projects,
        role=allocation.roles.to_numpy(),
        reason=[str(reason) for reason, _ in found],
        rule=[rule for _, rule in found],
    )


def _told(allocation: Allocation, frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return lines with their sentences."""
    unit = standing(allocation)[0].goals[0].unit
    sentences = Sentences(_reasons(allocation), round_step(allocation), unit, language_of(lang))
    lines = [{str(name): value for name, value in line.items()} for line in frame.to_dict("records")]
    told = zip(frame.index.tolist(), lines, strict=True)
    words = [sentences.of(at, Reason(line["reason"]), line["rule"], line) for at, line in told]
    return frame.assign(words=words).reset_index(drop=True)


def _looked_at(sensitivity: Sensitivity, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the line of one project with what solving again tells."""
    place, line = int(frame.index[0]), frame.iloc[0]
    quantum = sensitivity.allocation.columns.quantum
    changes = {}
    if line["enters_at"] > 0 and not sensitivity.resolve.mixed:
        exact = sensitivity.enters_at(place, int(to_quanta(line["enters_at"], quantum)))
        changes["enters_at"] = np.nan if exact is None else float(to_amounts(exact, quantum))
    without, gap = sensitivity.refused(place)
    full, gap_too = sensitivity.funded(place)
    return frame.assign(**changes, lost_without=without, lost_with=full, gap=max(gap, gap_too))


def _numbers(reasons: Reasons, step: int) -> pd.DataFrame:
    """Return the columns that are numbers, a row a project by place."""
    allocation, costs, neighbours = reasons.allocation, reasons.costs, reasons.neighbours
    columns, none = allocation.columns, np.zeros(allocation.columns.n_projects)
    out = allocation.parts == 0
    lacks = -(costs.net + costs.gap)  # at least; where it is not above 0 nothing is known
    known = out & (lacks > NOTHING)
    spared = np.divide(lacks, costs.rate, out=np.full_like(none, np.inf), where=costs.rate > 0)
    finite = np.where(np.isfinite(spared), spared, columns.cost)
    below = np.floor(columns.cost - finite + NEAR).astype(np.int64)
    common = none.copy()
    common[columns.member] = columns.common  # a smaller request than that would change it too
    leads = none.astype(bool)
    leads[allocation.leads[allocation.leads >= 0]] = True  # without it, another might lead
    loss = costs.net + np.minimum(costs.takes.get("mandatory", none), 0.0) - costs.gap
    charged = costs.takes.get("pool", none) + costs.takes.get("shared work", none)
    takes = np.maximum(charged / costs.pool, 1.0) if costs.pool > 0 else columns.cost
    return pd.DataFrame(
        {
            "asked": to_amounts(columns.cost, columns.quantum),
            "credits": allocation.credits.to_numpy(),
            "share": allocation.share.to_numpy(),
            "gain": allocation.gain_by_project.to_numpy(),
            "alone": neighbours.alone,
            "could_add": neighbours.added,
            "worth": costs.worth,
            "per_step": costs.worth / takes * step,
            "pool_per_step": costs.pool * step,
            "enters_at": np.where(known & (below > common), to_amounts(below, columns.quantum), np.nan),
            "enters_from": np.where(known, costs.worth + lacks, np.nan),
            "more_at_most": np.where(out, np.where(-lacks > NOTHING, -lacks, 0.0), np.nan),
            "loss_at_least": np.where(out | leads, np.nan, np.maximum(loss, 0.0)),
        }
    )
