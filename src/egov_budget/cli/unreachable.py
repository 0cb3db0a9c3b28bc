"""egov-budget unreachable: services that no money lifts to a level."""

from __future__ import annotations

from typing import Annotated

import typer

from egov_budget.cli.plan import asked
from egov_budget.cli.requests import Requests
from egov_budget.cli.tables import Out, tell
from egov_budget.language import figures, on_screen

SHOWN = 20


def unreachable(
    requests: Requests, level: Annotated[float, typer.Option(min=0, max=1)] = 0.9, out: Out = None
) -> None:
    """List services that no pool lifts to a level, and why."""
    from egov_budget.allocation import unreachable as found_in

    scenario = asked(requests, "raising every service")
    found = found_in(scenario, level=level)
    of, under = f"{len(found):,} of {len(scenario.services):,}", f"{figures(round(100 * level, 6), 6)}%"
    lines = [f"{of} services stay under {under} whatever is funded"]
    lines += [  # rounded down: what stays under the level is not written as if it reached it
        f"  {row['service']}: {figures(round(100 * row['best'], 6), up=False)}%, {row['why']}"
        for row in found.head(SHOWN).to_dict("records")
    ]
    if len(found) > SHOWN:
        lines.append(f"  ... and {len(found) - SHOWN:,} more; --out leaves them all in a file")
    tell(on_screen(lines), found, out)
