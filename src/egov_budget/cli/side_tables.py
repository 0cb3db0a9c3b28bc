"""Tables beside the requests or a plan, each in a file of its own: read as theirs are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.cli.say import say

if TYPE_CHECKING:
    from egov_budget.intake.head import Head
    from egov_budget.intake.one_table import OneTable


def side_tables(*given: tuple[Path, Head]) -> list[OneTable]:
    """Read tables, and tell what stands beside them and is not read.

    Raises
    ------
    IntakeError
        If they are at fault by themselves; their cells are checked by what they are for.
    """
    from egov_budget.errors import IntakeError
    from egov_budget.intake.read_table import read_table

    found = [read_table(path, head) for path, head in given]
    if faults := [fault for table in found for fault in table.faults]:
        raise IntakeError(faults)
    for table in found:
        for told in (*table.told, *(f"not read: {text}" for text in table.left_out)):
            say(f"  {told}", err=True)
    return found
