"""egov-budget review: read the pairs that matter, one by one, and decide."""

from __future__ import annotations

from datetime import date
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from egov_budget.cli.places import for_requests
from egov_budget.cli.requests import Requests
from egov_budget.cli.say import say
from egov_budget.cli.steps import begin
from egov_budget.language import counted

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.overlaps import Overlaps
    from egov_budget.overlaps.reviewing import Reviewer
    from egov_budget.scenario import Scenario


def review(  # noqa: PLR0917  # typer reads options from parameters of any kind
    requests: Requests,
    out: Annotated[Path, typer.Option(callback=for_requests)],
    last: Path | None = None,
    reviewer: str = "",
    materiality: Annotated[float, typer.Option(min=0, max=1)] = 0.95,
    sheet: list[Path] | None = None,
    unseen: Annotated[bool, typer.Option("--blind")] = False,
) -> None:
    """Read pair by pair what may be the same work, and decide.

    Pairs that nobody has read or on which reviewers disagree come up, most money in doubt first; a verdict
    on the latter settles them.

    Nothing is asked that changes little: the walk ends when the material pairs are read. Quit with q at
    any time; what was decided until then is written.
    """
    import pandas as pd

    from egov_budget.intake import read_scenario, write_scenario
    from egov_budget.overlaps import blind, carry_over, decide, find_overlaps, read_verdicts
    from egov_budget.overlaps.reviewing import Reviewer
    from egov_budget.reporting import overlaps_screen

    begin("reading")
    scenario = read_scenario(requests)
    if last is not None:
        carried = carry_over(read_scenario(last), scenario)
        scenario = decide(scenario, carried.verdicts)
    for filled in sheet or ():
        scenario = decide(scenario, read_verdicts(filled))
    who = Reviewer(reviewer or getuser(), date.today().isoformat())
    begin("comparing projects")
    found = find_overlaps(blind(scenario, who.name) if unseen else scenario)
    if last is not None:
        say(f"Verdicts of last year that hold: {len(carried.verdicts):,}, that do not: {len(carried.lost):,}")
    verdicts = pd.DataFrame() if sheet else _walk(scenario, found, who, materiality)
    write_scenario(decide(scenario, verdicts) if len(verdicts) else scenario, out)
    if sheet:
        say(overlaps_screen(scenario, found))
    else:
        say(f"{counted(len(verdicts), 'verdict')} by {who.name} written: {out}")


def _walk(scenario: Scenario, found: Overlaps, who: Reviewer, materiality: float) -> pd.DataFrame:
    import pandas as pd

    from egov_budget.overlaps.reviewing import HELP, HELP_ON_PLATFORMS, answers, card
    from egov_budget.scenario.relations import EXISTS

    queue = found.queue(materiality)
    queue = queue[queue["material"]]
    rows: list[dict[str, object]] = []
    for number, (_, pair) in enumerate(queue.iterrows(), 1):
        keys = answers(pair["relation"])
        how = HELP_ON_PLATFORMS if pair["relation"] == EXISTS else HELP
        say(f"\n{card(scenario, found, pair, (number, len(queue)))}\n\n{how}")
        answer = ""
        while answer not in keys:
            answer = typer.prompt("Verdict", default="s").strip().lower()
            if keys.get(answer):
                reason = typer.prompt("Why", default="", show_default=False)
                told = [*rows, who.verdict(pair, answer, reason=reason)]
                rows, answer = (told, answer) if _holds(scenario, pd.DataFrame(told)) else (rows, "")
        if answer == "q":
            break
    return pd.DataFrame(rows)


def _holds(scenario: Scenario, verdicts: pd.DataFrame) -> bool:
    """Tell whether verdicts go together; say of those that do not what contradicts what."""
    from egov_budget.errors import IntakeError
    from egov_budget.overlaps import decide
    from egov_budget.overlaps.verdicts import decided

    try:
        decided(decide(scenario, verdicts))
    except IntakeError as contradiction:
        say(str(contradiction))
        return False
    return True
