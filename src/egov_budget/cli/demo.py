"""egov-budget demo: the national example, start to finish."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from egov_budget.cli.places import a_folder
from egov_budget.cli.plan import plan
from egov_budget.cli.say import say
from egov_budget.cli.steps import steps

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.allocation import Allocation
    from egov_budget.bill import Annex
    from egov_budget.inspection import Inspection
    from egov_budget.rounds import Evaluation

LANGUAGES = ("en", "fa")


def demo(
    out: Annotated[Path, typer.Option(help="Folder for everything that is left.", callback=a_folder)] = Path(
        "out"
    ),
    services: Annotated[int, typer.Option(help="Number of services.", min=1)] = 5968,
    projects: Annotated[int, typer.Option(help="Number of requests.", min=1)] = 2400,
    seed: Annotated[int, typer.Option(help="Seed of all that is drawn.", min=0)] = 1400,
) -> None:
    """Go a whole round with a made-up national example.

    105 agencies, 5,968 services in the bands of the eighth national evaluation, 2,400 made-up requests.
    Leaves the plan, the report, the annex of the budget bill, what was (made up to be) observed after
    a year, the inspection report, and the requests of the next round, papers in English and Persian.
    """
    from egov_budget.bill import annex
    from egov_budget.inspection import inspect
    from egov_budget.intake import read_scenario, write_scenario
    from egov_budget.reporting import overlaps_screen, screen, write_files, write_round
    from egov_budget.reporting.html import studies, write_page
    from egov_budget.rounds import next_scenario
    from egov_budget.whatif import withholding
    from egov_budget.worlds import delivered, national_1400, national_delivery

    requests = out / "requests"
    for folder in (out, out / "observed", out / "bill", out / "inspection"):
        folder.mkdir(parents=True, exist_ok=True)
    with steps() as begin:
        begin("drawing the world")
        write_scenario(national_1400(services, projects, seed), requests)
        begin("reading")
        allocation = plan(read_scenario(requests), begin)
        begin("writing the plan")
        files = write_files(allocation, out / "plan")
        text = screen(allocation)
        begin("asking about the plan")
        costs = withholding(allocation)
        asked = studies(allocation, withholding=costs)
        begin("writing the report")
        for lang in LANGUAGES:
            write_page(allocation, out / f"report.{lang}.html", asked, lang)
        begin("drawing up the bill")
        drawn = annex(allocation)
        begin("a year goes by")
        found = _a_year_on(
            allocation, delivered(allocation, national_delivery(services, projects, seed)), out
        )
        begin("writing the papers")
        inspected = inspect(allocation, found, costs=costs)
        write_round(found, next_scenario(found).replace(findings=inspected.findings), out / "next")
        _papers(drawn, inspected, out)
    if allocation.overlaps is not None:
        say(overlaps_screen(allocation.scenario, allocation.overlaps))
        say("")
    say(text)
    say("")
    say(str(found))
    say(f"\nRequests in {requests}; plan in {out / 'plan'}: {', '.join(file.name for file in files)}")
    say(f"Report, bill, inspection, observed and next in {out}; papers in English and Persian")


def _a_year_on(allocation: Allocation, scores: pd.DataFrame, out: Path) -> Evaluation:
    """Leave what was observed after a year; return what was reached."""
    from egov_budget.reporting import write_sheet
    from egov_budget.rounds import evaluate

    spent = allocation.credits.rename("amount").reset_index()
    for name, table in (("scores", scores), ("spent", spent)):
        write_sheet(table, out / "observed" / f"{name}.csv")
    return evaluate(allocation, scores, spent)


def _papers(drawn: Annex, inspected: Inspection, out: Path) -> None:
    """Leave the annex of the bill and the inspection report."""
    from egov_budget.reporting.papers import agency_pages, annex_paper, inspection_paper, write_paper

    for lang in LANGUAGES:
        write_paper(agency_pages(drawn, lang), out / "bill" / f"agencies.{lang}.html")
        for form in ("html", "xlsx"):
            write_paper(annex_paper(drawn, lang), out / "bill" / f"annex.{lang}.{form}")
        for form in ("html", "xlsx", "md"):
            write_paper(inspection_paper(inspected, lang), out / "inspection" / f"inspection.{lang}.{form}")
