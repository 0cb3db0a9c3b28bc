"""egov-budget check: every fault of every table, with its remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.language import TOLD
from egov_budget.cli.left_out import say_left_out
from egov_budget.cli.places import a_file
from egov_budget.cli.requests import Requests
from egov_budget.cli.say import say
from egov_budget.cli.steps import begin
from egov_budget.errors import IntakeError
from egov_budget.language import all_digits, counted, in_currency, language_of

WIDE = 23  # the name of a table and its count


def check(
    requests: Requests, out: Annotated[Path | None, typer.Option(callback=a_file(".csv"))] = None
) -> None:
    """Tell every fault of the requests at once, with its remedy.

    Nothing is repaired on the quiet.
    """
    from egov_budget.display.as_text import width
    from egov_budget.intake import read_draft
    from egov_budget.scenario.names import names_in

    try:
        begin("reading")
        draft = read_draft(requests)
        begin("checking")
        scenario = draft.scenario()
    except IntakeError as fault:
        if out is not None:
            from egov_budget.reporting import write_sheet

            write_sheet(fault.faults, out)
        raise
    settings, names = scenario.settings, names_in(TOLD.get())
    say(f"{requests}: no fault found")
    say(f"  {settings.name}, a pool of {in_currency(settings.pool, settings.currency)}")
    for name in scenario.tables:
        rows = len(scenario.tables[name])
        if rows:
            title, count = names.table(name), f"{rows:,}"
            room = " " * (WIDE - width(title) - len(count))
            say(f"  {title}{room}{count} {'row' if rows == 1 else 'rows'}")
    asked = scenario.projects["cost"].sum()
    part = language_of("en").percent(settings.pool / asked) if asked else ""
    say(f"  asked for {all_digits(asked)}: the pool is {part} of it" if asked else "")
    for words, way in ((draft.grouped(), "with separators"), (draft.percents(), "with a percent sign")):
        if words:
            say(f"  {counted(len(words), 'number')} read {way}, such as {words[0]}")
    say_left_out(draft)
