"""egov-budget score: what a split of one's own gains and breaks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.language import TOLD
from egov_budget.cli.plan import asked
from egov_budget.cli.requests import Requests
from egov_budget.cli.split import read_split
from egov_budget.cli.tables import Out, tell
from egov_budget.language import all_digits, on_screen

SHOWN = 20


def score(
    requests: Requests, split: Annotated[Path, typer.Argument(metavar="SPLIT")], out: Out = None
) -> None:
    """Score a split made by hand as it is; broken rules are listed."""
    from egov_budget.reporting import said
    from egov_budget.whatif import score as scored

    found = scored(asked(requests, "scoring"), read_split(split))
    lines = [said(found, TOLD.get())]
    lines += [
        f"  {row['rule']}: {row['subject']}, have {row['have']}, need {row['need']}"
        for row in found.breaches.head(SHOWN).to_dict("records")
    ]
    if len(found.breaches) > SHOWN:
        lines.append(f"  ... and {len(found.breaches) - SHOWN:,} more")
    if found.idle.sum():
        lines.append(f"Credits that deliver nothing: {all_digits(found.idle.sum())}")
    tell(on_screen(lines), found.table(), out)
