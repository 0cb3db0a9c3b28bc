"""egov-budget years: several years planned at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.language import Lang
from egov_budget.cli.places import charts_or_table, is_table
from egov_budget.cli.plan import asked
from egov_budget.cli.requests import Requests
from egov_budget.cli.say import say
from egov_budget.cli.tables import files_in, tell


def years(
    requests: Requests,
    discount: Annotated[float | None, typer.Option(min=0)] = None,
    out: Annotated[Path | None, typer.Option(callback=charts_or_table)] = None,
    lang: Lang = "en",
) -> None:
    """Plan several years at once: what starts when.

    The pool of each year is that of the table years.
    """
    from egov_budget.certificate.read_back import REQUESTS
    from egov_budget.certificate.sealed import DOCUMENT
    from egov_budget.horizon import plan_years
    from egov_budget.reporting import write_folder
    from egov_budget.reporting.papers import schedule_paper
    from egov_budget.reporting.plots import write_picture

    scenario = asked(requests, "planning the years")
    if discount is not None:
        scenario = scenario.replace(discount_rate=discount)
    found = plan_years(scenario)
    if out is None or is_table(out):
        tell(str(found), found.table(), out)
        return
    paper = schedule_paper(found, lang)
    files = write_folder(out, {
        "years.html": paper, "years.xlsx": paper, "years.csv": found.table(),
        "years.png": partial(write_picture, found.plot(lang=lang)), DOCUMENT: found.to_json,
        REQUESTS: found.scenario,
    })  # fmt: skip
    say(f"{found}\n\n{files_in(out, files)}")
