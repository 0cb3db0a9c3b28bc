"""The argument of commands that begin with a decided plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation

PlanFolder = Annotated[Path, typer.Argument(metavar="PLAN", help="plan")]


def made_from(plan: Allocation, place: Path) -> Allocation:
    """Return a plan that knows by seal that it was made from the plan in a folder."""
    from dataclasses import replace

    from egov_budget.certificate.read_plan import is_plan
    from egov_budget.certificate.sealed import read

    return replace(plan, parent=read(place)["certificate"]["seal"]) if is_plan(place) else plan
