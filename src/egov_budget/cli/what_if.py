"""egov-budget what-if: the page on which the pool is moved."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.language import Lang
from egov_budget.cli.places import a_file
from egov_budget.cli.plan import planned
from egov_budget.cli.requests import RequestsOrPlan
from egov_budget.cli.say import say


def what_if(
    requests: RequestsOrPlan,
    out: Annotated[Path, typer.Option(callback=a_file(".html"))] = Path("what-if.html"),
    lang: Lang = "en",
) -> None:
    """Write a page that moves the pool and locks projects in or out.

    It is one HTML file that solves in the browser and needs no network; what was moved is saved as
    decisions.csv.
    """
    planned(requests, "writing").to_what_if(out, lang)
    say(f"Page: {out}")
