"""What is told of files, sheets and columns that were not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.cli.say import say

if TYPE_CHECKING:
    from egov_budget.intake.draft import Draft


def say_left_out(draft: Draft, *, err: bool = False) -> None:
    """Print each file, sheet, column and row that is there and is not read, and what was read otherwise."""
    for told in draft.told:
        say(f"  {told}", err=err)
    if draft.left_out:
        say(f"  not read: {', '.join(draft.left_out)}", err=err)
