"""What a plan is to be good at, and what it must reach, as words of the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from egov_budget.rules import Rule

# those of objectives.NAMED
GOALS = "gain, services-at-90, services-at-50, worst-off, avoided-cost or least-cost"

Goals = Annotated[
    list[str] | None,
    typer.Option(
        "--goal",
        help=f"What to be good at, first to last: {GOALS}; may be given often. Total gain if none is.",
        show_default=False,
    ),
]


def targets(services: int | None, level: float, mean: float | None) -> list[Rule]:
    """Return the targets as rules: so many services at a level, every agency's mean."""
    from egov_budget.rules import MeanTarget, ServicesTarget

    found: list[Rule] = []
    if services is not None:
        found.append(ServicesTarget(services, level))
    if mean is not None:
        found.append(MeanTarget(mean))
    return found
