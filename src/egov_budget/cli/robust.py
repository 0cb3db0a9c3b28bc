"""egov-budget robust: what it costs to stand projects that go wrong."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from egov_budget.cli.language import Lang
from egov_budget.cli.places import charts_or_table, is_table
from egov_budget.cli.plan import asked
from egov_budget.cli.requests import Requests
from egov_budget.cli.say import say
from egov_budget.cli.tables import files_in, tell


def robust(  # noqa: PLR0917  # typer reads options from parameters of any kind
    requests: Requests,
    against: Literal["costs", "effects"] = "costs",
    gamma: list[float] | None = None,
    earlier: list[Path] | None = None,
    out: Annotated[Path | None, typer.Option(callback=charts_or_table)] = None,
    lang: Lang = "en",
) -> None:
    """Say what it costs to stand projects that go wrong.

    With requests of earlier years, whose projects have the same ids, those that state no range get the usual
    one: from how many times as much the same project asked for in the next list.
    """
    from egov_budget.intake import read_scenario
    from egov_budget.reporting import write_folder
    from egov_budget.reporting.plots import write_picture
    from egov_budget.rounds import usual_growth
    from egov_budget.whatif import price_of_robustness

    scenario = asked(requests, "letting projects go wrong")
    growth = usual_growth(*map(read_scenario, earlier), scenario) if earlier else None
    ranged = growth.onto(scenario) if growth else scenario
    found = price_of_robustness(ranged, against=against, gammas=gamma)
    told = f"{growth}\n{found}" if growth else str(found)
    if out is None or is_table(out):
        tell(told, found.points, out)
        return
    tables = {"robust.csv": found.points} | ({"usual.csv": growth.beside(scenario)} if growth else {})
    files = write_folder(out, {**tables, "robust.png": partial(write_picture, found.plot(lang=lang))})
    say(f"{told}\n\n{files_in(out, files)}")
