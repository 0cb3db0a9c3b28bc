"""egov-budget replan: a plan made anew in its year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from egov_budget.cli.plan_folder import PlanFolder, made_from
from egov_budget.cli.say import say
from egov_budget.cli.side_tables import side_frames
from egov_budget.cli.steps import begin
from egov_budget.cli.tables import PlanOut, leave

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation


def replan(  # noqa: PLR0917  # typer reads options from parameters of any kind
    plan: PlanFolder,
    pool: float | None = None,
    spent: Path | None = None,
    requests: Path | None = None,
    first: str = "gain",
    time_limit: Annotated[float | None, typer.Option(min=0)] = None,
    out: PlanOut = None,
) -> None:
    """Make a plan anew in its year, near to how it stands.

    What is spent is a floor; a project that is given up gives back the rest.
    """
    from egov_budget.certificate import read_plan
    from egov_budget.intake import read_scenario
    from egov_budget.whatif import compare
    from egov_budget.whatif.replan import replan as anew
    from egov_budget.whatif.spent import SPENT

    begin("reading the plan")
    stands = read_plan(plan)
    asked = None if requests is None else read_scenario(requests)
    with side_frames({SPENT: spent}) as frames:
        begin("planning anew")
        found = anew(
            stands, requests=asked, pool=pool, spent=frames.get(SPENT.name), first=first,
            time_limit=time_limit,
        )  # fmt: skip
    told = leave(made_from(found, plan), out)
    say(told)
    say(_changed(compare(stands, found).projects["change"].abs().tolist(), found))


def _changed(moved: list[float], plan: Allocation) -> str:
    """Say how far a plan is from the one that stood."""
    from egov_budget.language import counted, in_currency
    from egov_budget.whatif.replan import proved_nearest

    changed = [amount for amount in moved if amount]
    money = in_currency(sum(changed), plan.scenario.settings.currency)
    told = f"\n{counted(len(changed), 'project')} given other credits than before, {money} moved"
    return told if proved_nearest(plan) or not changed else f"{told}\nThat no plan is nearer is not proved."
