"""egov-budget allocate: requests -> a plan."""

from __future__ import annotations

from typing import Annotated

import typer

from egov_budget.cli.language import Lang
from egov_budget.cli.left_out import say_left_out
from egov_budget.cli.plan import plan
from egov_budget.cli.requests import Requests
from egov_budget.cli.say import say
from egov_budget.cli.steps import begin
from egov_budget.cli.tables import PlanOut, leave


def allocate(  # noqa: PLR0917  # typer reads options from parameters of any kind
    requests: Requests,
    out: PlanOut = None,
    pool: float | None = None,
    goal: Annotated[list[str] | None, typer.Option(show_default=False)] = None,
    services: Annotated[int | None, typer.Option(min=1)] = None,
    level: Annotated[float, typer.Option(min=0, max=1)] = 0.9,
    mean: float | None = None,
    solver: str = "HiGHS",
    time_limit: Annotated[float | None, typer.Option(min=0)] = None,
    relative_gap: Annotated[float, typer.Option(min=0)] = 1e-4,
    lang: Lang = "en",
    full: Annotated[bool, typer.Option("--full")] = False,
) -> None:
    """Allocate the pool: the plan on one screen, or as files."""
    from egov_budget.intake import read_draft
    from egov_budget.rules import STANDARD, MeanTarget, Rule, ServicesTarget

    reach: list[Rule] = [] if services is None else [ServicesTarget(services, level)]
    reach += [] if mean is None else [MeanTarget(mean)]
    objective = goal or (["least-cost"] if reach else None)
    begin("reading")
    draft = read_draft(requests)
    scenario = draft.scenario()
    if pool is not None:
        scenario = scenario.replace(pool=pool)
    allocation = plan(
        scenario, objective=objective, rules=[*STANDARD, *reach], solver=solver, time_limit=time_limit,
        relative_gap=relative_gap,
    )  # fmt: skip
    begin("reporting")
    told = leave(allocation, out, full=full)
    say(told)
    say_left_out(draft, err=True)
