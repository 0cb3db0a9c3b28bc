"""egov-budget overlaps: which requests are the same work, and the sheet to decide on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.language import Lang
from egov_budget.cli.places import a_file
from egov_budget.cli.requests import Requests
from egov_budget.cli.say import say
from egov_budget.cli.steps import steps
from egov_budget.language import counted


def overlaps(
    requests: Requests,
    out: Annotated[
        Path | None,
        typer.Option(help="CSV file for the review sheet, every pair a row.", callback=a_file(".csv")),
    ] = None,
    graph_out: Annotated[
        Path | None,
        typer.Option(
            "--graph",
            help="HTML file for the graph: a map of groups with their evidence.",
            callback=a_file(".html"),
        ),
    ] = None,
    lang: Lang = "en",
) -> None:
    """Find requests that are the same work; --out leaves a sheet.

    The review sheet has every pair, by money at stake x confidence.

    Fill in the sheet's verdict (parallel, joint, rollout, site, reject, different requirement), share,
    connection_cost, lead, and save it as verdicts.csv beside the other tables: the next run obeys it.
    """
    from egov_budget.intake import read_scenario
    from egov_budget.overlaps import find_overlaps
    from egov_budget.reporting import overlaps_screen
    from egov_budget.similarity import similarity_graph

    with steps() as begin:
        begin("reading")
        scenario = read_scenario(requests)
        begin("comparing projects")
        graph = similarity_graph(scenario)
        begin("grouping common work")
        found = find_overlaps(scenario, graph)
    say(overlaps_screen(scenario, found))
    if out is not None:
        found.to_csv(out)
        say(f"\nReview sheet of {counted(len(found.pairs), 'pair')}: {out}")
    if graph_out is not None:
        found.to_html(graph_out, scenario, lang)
        say(f"\nGraph of {counted(len(found.pairs), 'pair')}: {graph_out}")
