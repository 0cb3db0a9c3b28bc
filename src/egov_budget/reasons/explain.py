"""explain: Allocation -> why each project is funded, or why not, in one sentence and its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.allocation.rounding import NEAR
from egov_budget.counting import BILLION
from egov_budget.language import language_of
from egov_budget.money import to_amounts
from egov_budget.reasons.against_the_pool import NOTHING, AgainstThePool
from egov_budget.reasons.neighbours import Neighbours
from egov_budget.reasons.places import places
from egov_budget.reasons.reason import Reasons
from egov_budget.reasons.reduced_costs import ReducedCosts
from egov_budget.reasons.room import Room
from egov_budget.reasons.round_step import round_step
from egov_budget.reasons.sensitivity import Sensitivity
from egov_budget.reasons.sentence import Sentences
from egov_budget.reasons.standing import standing, whole_numbers
from egov_budget.reasons.ways_in import ways_in
from egov_budget.scenario.once import once
from egov_budget.solving import SolveOptions
from egov_budget.solving.change import Change

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation.allocation import Allocation
    from egov_budget.solving.resolve import Resolve

COLUMNS = (
    "project", "role", "reason", "rule", "asked", "credits", "share", "gain", "alone", "could_add",
    "per_step", "pool_per_step", "enters_at", "not_above", "more_at_most", "loss_at_least", "words",
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

    What binds is counted on the plan: the rules that would be broken with a project, or without it. Bounds
    are proved by the prices of the linear relaxation, so they are true of every plan, whole numbers and
    other leads included. A request at which a project enters is told only where a plan with it is
    known. For one project the program is solved again, to know more.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    project : str or None
        Id of the one project to look at; ``None`` means all.
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
        it; asked, credits, share, gain; words. In points: alone (what it could bring) and
        could_add (to this plan, as it is). In the unit of the plan's first goal: per_step and
        pool_per_step (of a round step of money in it, and of the last in the pool). For what is not
        funded: enters_at (at this request a plan with it in full gains more than this one; missing where
        none was found, or it is in a group), not_above (at a larger request it is in no better
        plan; missing where that is not known) and more_at_most (what a better plan with it
        could gain above this one). For what is funded: loss_at_least (any plan without it gains
        less, whatever rule demands it).
        For one project also lost_without (if it is refused), lost_with (if it is delivered in full;
        infinite if no plan is left), both with the leads as they are, and gap (how far these may be off).

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
    Not funded: it would bring 0.00937 points for 1 credit, where the pool's last bring 0.0167; at
    22 credits instead of 40 a plan with it in full gains more
    """
    language_of(lang)  # an unknown one is told first
    if project is None:
        return _all_told(allocation, lang).copy()
    [place] = places(allocation, [project]).tolist()
    options = SolveOptions(time_limit=time_limit, relative_gap=relative_gap)
    look = Sensitivity(allocation, options)
    frame = _told(allocation, _looked_at(look, _lines(allocation, [place])), lang)
    return frame[[*COLUMNS[:-1], *LOOKED_AT, "words"]]


@once
def _all_told(allocation: Allocation, lang: str) -> pd.DataFrame:
    """Return the reasons of all projects, in the order of the scenario."""
    every = _lines(allocation, range(allocation.columns.n_projects))
    frame = _told(allocation, every, lang).set_index("project", drop=False)
    return frame.loc[allocation.scenario.projects["id"], [*COLUMNS]].reset_index(drop=True)


def _lines(allocation: Allocation, at: Sequence[int]) -> pd.DataFrame:
    """Return reasons and numbers of projects by their places, a row each, before anything is said."""
    known = _known(allocation)
    found = [known.reasons.of(place) for place in at]
    out = (allocation.parts[[*at]] == 0).any()
    enters_at = known.enters_at[[*at]] if out else np.zeros(len(at), dtype=np.int64)
    return _numbers(allocation).iloc[list(at)].assign(
        enters_at=_money(enters_at, enters_at > 0, allocation.columns.quantum),
        reason=[str(each.reason) for each in found],
        rule=["" if each.rule is None else each.rule.name for each in found],
        found=pd.Series(found, index=list(at), dtype=object),
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class _Known:
    """All that the reasons of a plan rest on; requests in quanta, as ``explain`` tells them."""

    reasons: Reasons
    resolve: Resolve
    leads: Change
    whole: Change
    not_above: NDArray[np.int64]

    @cached_property
    def enters_at(self) -> NDArray[np.int64]:
        """Requests at which projects enter, for which plans of smaller pools are made; 0 where funded."""
        pool = self.reasons.pool
        if pool.hurdle or not pool.counted:
            return np.zeros_like(self.not_above)
        return ways_in(pool.allocation, self.resolve, self.leads, self.whole, self.not_above)


@once
def _known(allocation: Allocation) -> _Known:
    """Solve the relaxation of a plan's program, and hold it to the plan's own leads and whole numbers."""
    from egov_budget.solving.resolve import Resolve

    program, shut = standing(allocation)
    resolve = Resolve.relaxed(program)
    leads = Change(shut, 0.0, 0.0, of_columns=True)
    whole = whole_numbers(allocation, program, resolve, leads)
    found = resolve([leads, whole])
    neighbours = Neighbours.of(allocation, allocation.parts / BILLION)
    stands = ReducedCosts.at(allocation, program, found if len(found.prices) else resolve.base)
    pool = AgainstThePool(allocation, program, neighbours, stands)
    bounds = ReducedCosts.at(allocation, program, resolve.base)
    reasons = Reasons(allocation, bounds, pool, neighbours, Room.of(allocation, program))
    above = reasons.allocation.columns.cost if pool.hurdle else _not_above(reasons)
    return _Known(reasons, resolve, leads, whole, above)


def _not_above(reasons: Reasons) -> NDArray[np.int64]:
    """Return the requests above which a project is in no better plan, quanta; its own where none is proved.

    At another request of a member of a group other work would be common, so nothing is proved of it.
    """
    columns, bounds = reasons.allocation.columns, reasons.bounds
    lacks = -(bounds.net + bounds.gap)  # at least; where it is not above 0 nothing is known
    proved = (reasons.allocation.parts == 0) & (lacks > NOTHING) & (bounds.rate > NOTHING)
    proved[columns.member] = False
    spared = np.divide(lacks, bounds.rate, out=np.zeros_like(lacks), where=proved)
    most: NDArray[np.int64] = np.maximum(np.floor(columns.cost - spared + NEAR), 0).astype(np.int64)
    return most


def _told(allocation: Allocation, frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return lines with their sentences."""
    known = _known(allocation)
    unit = standing(allocation)[0].goals[0].unit
    sentences = Sentences(known.reasons, round_step(allocation.columns), unit, language_of(lang))
    lines = [{str(name): value for name, value in line.items()} for line in frame.to_dict("records")]
    told = zip(frame.index.tolist(), lines, strict=True)
    words = [sentences.of(at, line["found"], line) for at, line in told]
    return frame.assign(words=words).reset_index(drop=True)


def _looked_at(sensitivity: Sensitivity, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the line of one project with what solving again tells."""
    place = int(frame.index[0])
    without, gap = sensitivity.refused(place)
    full, gap_too = sensitivity.funded(place)
    return frame.assign(lost_without=without, lost_with=full, gap=max(gap, gap_too))


@once
def _numbers(allocation: Allocation) -> pd.DataFrame:
    """Return projects, their roles and the columns that are numbers, a row a project by place."""
    known, step = _known(allocation), round_step(allocation.columns)
    reasons, bounds, neighbours = known.reasons, known.reasons.bounds, known.reasons.neighbours
    columns, out = allocation.columns, allocation.parts == 0
    more = np.maximum(bounds.net + bounds.gap, 0.0)
    return pd.DataFrame(
        {
            "project": columns.projects,
            "role": allocation.roles.to_numpy(),
            "asked": to_amounts(columns.cost, columns.quantum),
            "credits": allocation.credits.to_numpy(),
            "share": allocation.share.to_numpy(),
            "gain": allocation.gain_by_project.to_numpy(),
            "alone": neighbours.alone,
            "could_add": neighbours.added,
            "per_step": reasons.pool.each * step,
            "pool_per_step": reasons.pool.last * step,
            "not_above": _money(known.not_above, known.not_above < columns.cost, columns.quantum),
            "more_at_most": np.where(out, np.where(more > NOTHING, more, 0.0), np.nan),
            "loss_at_least": np.where(out, np.nan, reasons.loss),
        }
    )


def _money(quanta: NDArray[np.int64], known: NDArray[np.bool_], quantum: float) -> NDArray[np.float64]:
    """Return amounts, missing where they are not known."""
    return np.where(known, to_amounts(quanta, quantum), np.nan)
