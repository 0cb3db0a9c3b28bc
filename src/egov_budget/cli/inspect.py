"""egov-budget inspect: the report for the oversight bodies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.came_of import came_of
from egov_budget.cli.language import Lang
from egov_budget.cli.places import a_folder
from egov_budget.cli.plan import decided
from egov_budget.cli.plan_folder import PlanFolder
from egov_budget.cli.say import say
from egov_budget.cli.tables import files_in


def inspect(
    plan: PlanFolder,
    *,
    observed: Path | None = None,
    spent: Path | None = None,
    out: Annotated[Path, typer.Option(callback=a_folder)] = Path("inspection"),
    date: str = "",
    lang: Lang = "en",
) -> None:
    """Report on a plan to the oversight bodies.

    Who did nothing, what was promised and delivered, duplicated work, conflicts of interest.

    Gains delivered are told where both --observed and --spent are given. findings.csv is the table findings
    of the next requests: replies and states are recorded there.
    """
    from egov_budget.inspection import inspect as inspected
    from egov_budget.reporting import write_folder
    from egov_budget.reporting.papers import inspection_paper
    from egov_budget.whatif import withholding

    if (observed is None) != (spent is None):
        raise typer.BadParameter("give both --observed and --spent, or neither")
    stands, known = decided(plan, "withholding each register"), None
    if observed is not None and spent is not None:
        known = came_of(stands, observed, spent)
    found = inspected(stands, known, costs=withholding(stands), date=date)
    paper = inspection_paper(found, lang)
    papers = {f"inspection.{form}": paper for form in ("html", "xlsx", "md")}
    files = write_folder(out, {**papers, "findings.csv": found.findings})
    say(repr(found)[1:-1])
    say(files_in(out, files))
