"""egov-budget decide: one decision more about the requests."""

from __future__ import annotations

from datetime import date as calendar
from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.language import TOLD
from egov_budget.cli.say import say
from egov_budget.cli.steps import steps
from egov_budget.errors import Fault, IntakeError


def decide(  # noqa: PLR0917  # typer reads options from parameters of any kind
    requests: Annotated[Path, typer.Argument(metavar="REQUESTS", help="Folder of CSV with scenario.toml.")],
    table: Annotated[str, typer.Argument(metavar="TABLE", help="Table of the cell, or settings.")],
    column: Annotated[str, typer.Argument(metavar="COLUMN", help="Column of the cell, or the setting.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What it is set to; '' empties it.")],
    by: Annotated[str, typer.Option(help="Who decided.")],
    key: Annotated[str, typer.Option(help="Id of its row; several are joined by ' / '.")] = "",
    ground: Annotated[str, typer.Option(help="Why, or where it is written.")] = "",
    date: Annotated[str, typer.Option(help="Day of the decision, year-month-day; today if left out.")] = "",
    name: Annotated[str, typer.Option("--id", help="Its id; the next number if left out.")] = "",
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
        fault, remedy = "a decision is added to a folder of CSV", "Add the row to the table decisions of it"
        raise IntakeError([Fault(requests.name, None, "", "", fault, remedy)])
    with steps() as begin:
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
