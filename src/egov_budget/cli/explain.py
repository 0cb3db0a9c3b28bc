"""egov-budget explain: why a project gets what it gets."""

from __future__ import annotations

from typing import Annotated

import typer

from egov_budget.cli.language import Lang
from egov_budget.cli.plan import planned
from egov_budget.cli.requests import RequestsOrPlan
from egov_budget.cli.say import say

GAP = 1e-4  # of the gain; the sentence says "at least" where it matters


def explain(
    requests: RequestsOrPlan, project: Annotated[str, typer.Argument(metavar="PROJECT")], lang: Lang = "en"
) -> None:
    """Say why a project is funded, or why not, with the numbers.

    The project is then refused, and delivered in full, to see what changes.
    """
    from egov_budget.language import language_of
    from egov_budget.reasons import explain as explained
    from egov_budget.reporting import reason_screen

    allocation = planned(requests, "looking for reasons")
    found = explained(allocation, project, relative_gap=GAP, lang=lang)
    say(reason_screen(allocation, found.iloc[0], language_of(lang)))
