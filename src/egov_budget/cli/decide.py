"""egov-budget decide: one decision more about the requests."""

from __future__ import annotations

from datetime import date as calendar
from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.language import TOLD
from egov_budget.cli.say import say
from egov_budget.cli.steps import begin
from egov_budget.errors import Fault, IntakeError


def decide(  # noqa: PLR0917  # typer reads options from parameters of any kind
    requests: Annotated[Path, typer.Argument(metavar="REQUESTS")],
    table: Annotated[str, typer.Argument(metavar="TABLE")],
    column: Annotated[str, typer.Argument(metavar="COLUMN")],
    value: Annotated[str, typer.Argument(metavar="VALUE")],
    by: Annotated[str, typer.Option()],
    key: str = "",
    ground: str = "",
    date: str = "",
    name: Annotated[str, typer.Option("--id")] = "",
) -> None:
    """Set a cell of the requests, with author and ground.

    A row is added to decisions.csv; the other tables stay as they were asked for. Whatever reads the requests
    afterwards carries it out.
    """
    import pandas as pd

    from egov_budget.intake import read_scenario
    from egov_budget.intake.append_row import append_row
    from egov_budget.language import language_of
    from egov_budget.scenario.decided_words import decided_words

    if not requests.is_dir():
        raise IntakeError([Fault.of("decided_in_no_folder", requests.name)])
    begin("reading")
    scenario = read_scenario(requests)
    made = scenario.decisions
    row = {
        "id": name or f"d{len(made) + 1}", "date": date or calendar.today().isoformat(), "by": by,
        "table": table, "key": key, "column": column, "value": value, "ground": ground,
    }  # fmt: skip
    decided = scenario.replace(decisions=pd.concat([made, pd.DataFrame([row])], ignore_index=True))
    path = append_row(requests, "decisions", row)
    later = "A later decision on the same cell stays in force"
    say(decided_words(decided, language_of(TOLD.get())).get(row["id"], later))
    say(f"Written to {path}")
