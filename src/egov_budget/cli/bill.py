"""egov-budget bill: the annex of a budget bill."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from egov_budget.cli.language import Lang
from egov_budget.cli.places import a_folder
from egov_budget.cli.plan import decided
from egov_budget.cli.plan_folder import PlanFolder
from egov_budget.cli.say import say
from egov_budget.cli.side_tables import side_frames
from egov_budget.cli.tables import Parts, files_in
from egov_budget.language import counted, in_currency

if TYPE_CHECKING:
    from egov_budget.bill import Annex


def bill(
    plan: PlanFolder,
    out: Annotated[Path, typer.Option(callback=a_folder)] = Path("annex"),
    lang: Lang = "en",
    part: Parts = None,
    progress: Path | None = None,
) -> None:
    """Draw up the annex of a budget bill.

    It has credit lines, provisions, earmarks, common work, tranches with milestones, and a page an agency.
    progress.csv lists the milestones: fill it in, and --progress tells what they release.
    """
    from egov_budget.bill import annex
    from egov_budget.bill.progress import PROGRESS, form
    from egov_budget.reporting import write_folder
    from egov_budget.reporting.papers import agency_pages, annex_paper
    from egov_budget.whatif.tranches import QUARTERS

    stands = decided(plan, "drawing up the bill")
    with side_frames({PROGRESS: progress}) as frames:
        drawn = annex(stands, parts=part or QUARTERS, progress=frames.get(PROGRESS.name))
    paper, pages = annex_paper(drawn, lang), agency_pages(drawn, lang)
    papers = {"annex.html": paper, "annex.xlsx": paper, "agencies.html": pages}
    files = write_folder(out, {**papers, "progress.csv": form(drawn)})
    currency = drawn.plan.scenario.settings.currency
    lines = counted(len(drawn.lines), "credit line")
    say(f"{lines}, {in_currency(drawn.plan.spent, currency)} in every table")
    if progress is not None:
        say(progress_words(drawn))
    say(files_in(out, files))


def progress_words(drawn: Annex) -> str:
    """Say how many milestones are reached, and what waits for none any more."""
    goals = drawn.releases[drawn.releases["milestone"] > 0]
    free = drawn.releases["credits"][drawn.releases["released"]].sum()
    reached, currency = int(goals["released"].sum()), drawn.plan.scenario.settings.currency
    told = f"{reached} of {counted(len(goals), 'milestone')} reached and shown as the bill asks"
    return f"{told}; {in_currency(free, currency)} wait for no milestone any more"
