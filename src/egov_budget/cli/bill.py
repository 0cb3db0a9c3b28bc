"""egov-budget bill: the annex of a budget bill."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.language import Lang
from egov_budget.cli.places import a_folder
from egov_budget.cli.plan_folder import PlanFolder
from egov_budget.cli.say import say
from egov_budget.cli.steps import steps
from egov_budget.language import counted, in_currency


def bill(
    plan: PlanFolder,
    out: Annotated[
        Path, typer.Option(help="Folder for annex.html, annex.xlsx and agencies.html.", callback=a_folder)
    ] = Path("annex"),
    lang: Lang = "en",
    part: Annotated[
        list[float] | None,
        typer.Option(help="Money that has arrived by a tranche, part of the pool; given often, up to 1."),
    ] = None,
) -> None:
    """Draw up the annex of a budget bill.

    It has credit lines, provisions, earmarks, common work, tranches with milestones, and a page an agency.
    """
    from egov_budget.bill import annex
    from egov_budget.certificate import read_plan
    from egov_budget.intake.atomic_write import atomic_folder
    from egov_budget.reporting.papers import agency_pages, write_paper
    from egov_budget.whatif.tranches import QUARTERS

    with steps() as begin:
        begin("reading the plan")
        decided = read_plan(plan)
        begin("drawing up the bill")
        drawn = annex(decided, parts=part or QUARTERS)
    with atomic_folder(out) as folder:
        drawn.to_html(folder / "annex.html", lang)
        drawn.to_excel(folder / "annex.xlsx", lang)
        write_paper(agency_pages(drawn, lang), folder / "agencies.html")
    currency = drawn.plan.scenario.settings.currency
    lines = counted(len(drawn.lines), "credit line")
    say(f"{lines}, {in_currency(drawn.plan.spent, currency)} in every table")
    say(f"Files in {out}: annex.html, annex.xlsx, agencies.html")
