"""egov-budget overlaps: which requests are the same work, and the sheet to decide on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.language import Lang
from egov_budget.cli.places import a_file, a_folder
from egov_budget.cli.plan import asked, common_work
from egov_budget.cli.requests import Requests
from egov_budget.cli.say import say
from egov_budget.cli.steps import begin
from egov_budget.language import counted


def overlaps(  # noqa: PLR0917  # typer reads options from parameters of any kind
    requests: Requests,
    out: Annotated[Path | None, typer.Option(callback=a_file(".csv", ".html"))] = None,
    graph_out: Annotated[Path | None, typer.Option("--graph", callback=a_file(".html"))] = None,
    reviewer: str = "",
    index: Annotated[Path | None, typer.Option(callback=a_folder)] = None,
    lang: Lang = "en",
) -> None:
    """Find requests that are the same work; --out leaves a sheet.

    The review sheet has every pair, by money at stake x confidence; the page has those that are not settled,
    is read with the keyboard, and leaves such a sheet.

    Fill in the sheet's verdict (parallel, joint, rollout, site, reject, different requirement), share,
    connection_cost, lead, reviewer; egov-budget review --sheet takes it in, without the rows left open.
    """
    from egov_budget.overlaps import blind, write_index
    from egov_budget.reporting import overlaps_screen

    scenario = asked(requests, "comparing projects")
    scenario = blind(scenario, reviewer) if reviewer else scenario
    found = common_work(scenario)
    if index is not None:
        begin("writing the index")
        write_index(scenario, index)
    say(overlaps_screen(scenario, found))
    if out is not None:
        if out.suffix.lower() == ".html":
            found.to_review_page(out, lang, reviewer=reviewer)
        else:
            found.to_csv(out)
        say(f"\nReview sheet of {counted(len(found.pairs), 'pair')}: {out}")
    if index is not None:
        say(f"\nIndex of {counted(len(scenario.projects), 'request')}: {index}")
    if graph_out is not None:
        found.to_html(graph_out, scenario, lang)
        say(f"\nGraph of {counted(len(found.pairs), 'pair')}: {graph_out}")
