"""egov-budget report: the page for a budget meeting."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.language import Lang
from egov_budget.cli.places import a_file
from egov_budget.cli.plan import planned
from egov_budget.cli.requests import RequestsOrPlan
from egov_budget.cli.say import say
from egov_budget.cli.steps import begin


def report(  # noqa: PLR0917  # typer reads options from parameters of any kind
    requests: RequestsOrPlan,
    out: Annotated[Path, typer.Option(callback=a_file(".html"))] = Path("report.html"),
    brief: Annotated[Path | None, typer.Option(callback=a_file(".html"))] = None,
    what_if: Annotated[Path | None, typer.Option(callback=a_file(".html"))] = None,
    lang: Lang = "en",
    full: Annotated[bool, typer.Option("--full/--no-full")] = True,
) -> None:
    """Write the report of a plan for a budget meeting.

    It is one HTML file that needs no network.
    """
    from egov_budget.reporting.html import studies, write_page

    allocation = planned(requests, "writing")
    asked = studies(allocation, full=full, begin=begin)
    begin("writing")
    if what_if is not None:
        allocation.to_what_if(what_if, lang)
    write_page(allocation, out, asked, lang, what_if=what_if)
    if brief is not None:
        write_page(allocation, brief, asked, lang, page="brief")
    for name, why in asked.missing.items():
        say(f"Left out, {name}: {str(why).splitlines()[0]}", err=True)
    say(f"Report: {out}")
    if brief is not None:
        say(f"On two pages: {brief}")
    if what_if is not None:
        say(f"Page: {what_if}")
