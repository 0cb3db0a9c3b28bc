"""egov-budget prices: what each bound costs."""

from __future__ import annotations

from typing import Annotated

import typer

from egov_budget.cli.language import Lang
from egov_budget.cli.plan import planned
from egov_budget.cli.requests import RequestsOrPlan
from egov_budget.cli.tables import Out, tell
from egov_budget.language import on_screen


def prices(
    requests: RequestsOrPlan,
    rule: list[str] | None = None,
    every: Annotated[bool, typer.Option("--every")] = False,
    out: Out = None,
    lang: Lang = "en",
) -> None:
    """Say what more money brings, and what each bound costs.

    That is one credit more in the pool; with --rule or --every what each bound that binds costs the plan.

    Where projects are all or nothing, each price is found by solving again, which takes its time.
    """
    from egov_budget.reasons import prices as priced

    allocation = planned(requests, "pricing each bound")
    found = priced(allocation, rules=None if every else rule or ["pool"], lang=lang)
    told = on_screen(f"{words}." for words in found["words"])
    tell(told or "No bound that was looked at costs anything.", found, out)
