"""A table beside the requests or a plan, in a file of its own: read as theirs are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.cli.say import say

if TYPE_CHECKING:
    from egov_budget.intake.head import Head
    from egov_budget.intake.one_table import OneTable


def side_table(path: Path, head: Head) -> OneTable:
    """Read a table, and tell what stands beside it and is not read.

    Raises
    ------
    IntakeError
        If it is at fault by itself; its cells are checked by what it is for.
    """
    from egov_budget.errors import IntakeError
    from egov_budget.intake.read_table import read_table

    found = read_table(path, head)
    if found.faults:
        raise IntakeError(found.faults)
    for told in (*found.told, *(f"not read: {text}" for text in found.left_out)):
        say(f"  {told}", err=True)
    return found
