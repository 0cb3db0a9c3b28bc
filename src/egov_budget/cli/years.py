"""egov-budget years: several years planned at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.language import Lang
from egov_budget.cli.places import charts_or_table, is_table
from egov_budget.cli.plan import asked
from egov_budget.cli.requests import Requests
from egov_budget.cli.say import say
from egov_budget.cli.tables import tell


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
    from egov_budget.intake import write_scenario
    from egov_budget.intake.atomic_write import atomic_folder
    from egov_budget.reporting import write_sheet
    from egov_budget.reporting.plots import write_picture

    scenario = asked(requests, "planning the years")
    if discount is not None:
        scenario = scenario.replace(discount_rate=discount)
    found = plan_years(scenario)
    if out is None or is_table(out):
        tell(str(found), found.table(), out)
        return
    with atomic_folder(out) as part:
        found.to_html(part / "years.html", lang)
        found.to_excel(part / "years.xlsx", lang)
        write_sheet(found.table(), part / "years.csv")
        write_picture(found.plot(lang=lang), part / "years.png")
        found.to_json(part / DOCUMENT)
        write_scenario(found.scenario, part / REQUESTS)
    say(str(found))
    say(f"\nFiles in {out}: years.html, years.xlsx, years.csv, years.png, {DOCUMENT}, {REQUESTS}")
