"""egov-budget compare: two sets of requests, their plans side by side."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from egov_budget.cli.language import Lang
from egov_budget.cli.places import a_folder
from egov_budget.cli.plan import planned
from egov_budget.cli.requests import RequestsOrPlan
from egov_budget.cli.say import say
from egov_budget.cli.steps import begin
from egov_budget.cli.tables import Out, files_in, tell

if TYPE_CHECKING:
    from egov_budget.whatif.causes import Causes

SAFE = re.compile(r"[\w-]+")  # an id that can name a file


def compare(  # noqa: PLR0917  # typer reads options from parameters of any kind
    requests: RequestsOrPlan,
    other: Annotated[Path, typer.Argument(metavar="REQUESTS")],
    out: Out = None,
    why: Annotated[bool, typer.Option("--why")] = False,
    letters: Annotated[Path | None, typer.Option(callback=a_folder)] = None,
    lang: Lang = "en",
) -> None:
    """Hold two plans side by side and say what differs, and why.

    Causes are requests, verdicts, decisions and pool, taken up in this order.
    """
    from egov_budget.whatif import compare as compared
    from egov_budget.whatif.causes import causes

    told = None
    before = planned(requests, "reading the other")
    after = planned(other, "comparing")
    found = compared(before, after)
    if why or letters is not None:
        begin("planning each cause")
        told = causes(before, after)
    files = None if told is None or letters is None else write_letters(told, letters, lang)
    tell(str(found), found.projects if told is None else told.projects, out)
    if told is not None:
        say(f"\n{told}")
    if files:
        say(files)


def write_letters(told: Causes, letters: Path, lang: str) -> str:
    """Write a letter to each agency with a project whose credits changed; return what was left."""
    from egov_budget.reporting import write_folder
    from egov_budget.reporting.papers import letter_paper

    agencies = sorted({*told.projects["agency"]})
    papers = {
        f"{name if SAFE.fullmatch(name) else at}.html": letter_paper(told, name, lang)
        for at, name in enumerate(agencies, start=1)
    }
    return files_in(letters, write_folder(letters, papers)) if papers else ""
