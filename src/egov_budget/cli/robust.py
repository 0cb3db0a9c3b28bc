"""egov-budget robust: what it costs to stand projects that go wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from egov_budget.cli.language import Lang
from egov_budget.cli.places import charts_or_table, is_table
from egov_budget.cli.plan import asked
from egov_budget.cli.requests import Requests
from egov_budget.cli.say import say
from egov_budget.cli.steps import steps
from egov_budget.cli.tables import tell


def robust(
    requests: Requests,
    against: Literal["costs", "effects"] = "costs",
    gamma: list[float] | None = None,
    out: Annotated[Path | None, typer.Option(callback=charts_or_table)] = None,
    lang: Lang = "en",
) -> None:
    """Say what it costs to stand projects that go wrong."""
    from egov_budget.intake.atomic_write import atomic_folder
    from egov_budget.reporting import write_sheet
    from egov_budget.reporting.plots import write_picture
    from egov_budget.whatif import price_of_robustness

    with steps() as begin:
        scenario = asked(requests, begin, "letting projects go wrong")
        found = price_of_robustness(scenario, against=against, gammas=gamma)
    if out is None or is_table(out):
        tell(str(found), found.points, out)
        return
    with atomic_folder(out) as part:
        write_sheet(found.points, part / "robust.csv")
        write_picture(found.plot(lang=lang), part / "robust.png")
    say(str(found))
    say(f"\nFiles in {out}: robust.csv, robust.png")
