"""What came of a plan, from the files that hold it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.cli.side_tables import side_tables

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.rounds import Evaluation


def came_of(plan: Allocation, observed: Path, spent: Path, earlier: Path | None = None) -> Evaluation:
    """Evaluate a plan by tables in files; faults are told by their rows and names there.

    Raises
    ------
    IntakeError
        With every fault of the tables.
    """
    from egov_budget.errors import IntakeError
    from egov_budget.intake.head import Head
    from egov_budget.rounds import evaluate
    from egov_budget.rounds.given import EXPERIENCE, OBSERVED
    from egov_budget.whatif.spent import SPENT

    named = {OBSERVED: observed, SPENT: spent, **({} if earlier is None else {EXPERIENCE: earlier})}
    tables = side_tables(*((path, Head.of(schema)) for schema, path in named.items()))
    found = {schema.name: table for schema, table in zip(named, tables, strict=True)}
    scores, credits, *before = (table.frame for table in found.values())
    try:
        return evaluate(plan, scores, credits, earlier=before[0] if before else None)
    except IntakeError as error:
        placed = (
            found[fault.table].placed(fault) if fault.table in found else fault for fault in error.args[0]
        )
        raise IntakeError(placed) from None
