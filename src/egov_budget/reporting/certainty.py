"""How good a plan is known to be, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.allocation import Allocation
from egov_budget.certificate.proved import proved
from egov_budget.certificate.rest import asked_of_rest, rest_words
from egov_budget.money import exact

if TYPE_CHECKING:
    from egov_budget.language import Language
    from egov_budget.solving import Outcome


def certainty(allocation: Allocation, said: Language) -> str:
    """Return in words how good the plan is known to be: as its certificate proves, without a solver.

    It is called optimal if no plan is proved to gain more above it than the gap that was asked for, and a
    draft if most of its gain rests on effects that are assumed or weak. For another goal than total gain
    there is no proof here, and the solver is named.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    said : Language
        What it is said in.

    Returns
    -------
    str
        What is proved, rounded up.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> from egov_budget.language import language_of
    >>> certainty(allocate(worlds.four_projects()), language_of("en"))
    'optimal: no plan of this pool under these rules gains more than 0.001% above it'
    """
    outcome, proof, name = allocation.outcome, proved(allocation), "read_back"
    if proof is None:
        return said.say("certainty.by_hand") if outcome is None else _by_solver(outcome, said)
    rest = rest_words(allocation.counted, proof.gap, said)
    if allocation.brief.draft:
        name = "draft"
    elif outcome is not None:
        near = exact(outcome.relative_gap) * proof.gain + asked_of_rest(allocation.counted)
        name = "proved" if proof.gap <= near else "found"
    return said.say(f"certainty.{name}", said=rest or proof.said(said))


def _by_solver(outcome: Outcome, said: Language) -> str:
    """Return what the solver knows of a goal for which there is no proof here."""
    first, status = outcome.reached[0], said.word("status", outcome.status)
    solver = said.isolate(outcome.solver)
    if first.bound is None:
        return said.say("certainty.no_bound", status=status, solver=solver)
    value = said.figures(first.value, 6)
    reached = said.say(
        "certainty.reached", status=status, solver=solver, goal=said.word("goal", first.name),
        value=value, unit=said.unit(first.unit, value),
    )  # fmt: skip
    if not first.gap:
        return reached if first.gap is None else said.say("certainty.at_bound", said=reached)
    return said.say("certainty.within", said=reached, gap=said.percent(first.gap, 3, up=True))
