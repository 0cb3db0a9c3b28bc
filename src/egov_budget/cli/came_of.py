"""What came of a plan, from the files that hold it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.cli.side_tables import side_tables

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.rounds import Evaluation


def came_of(plan: Allocation, observed: Path | None, spent: Path, earlier: Path | None = None) -> Evaluation:
    """Evaluate a plan by tables in files; faults are told by their rows and names there.

    Raises
    ------
    IntakeError
        With every fault of the tables.
    """
    import pandas as pd

    from egov_budget.errors import IntakeError
    from egov_budget.intake.head import Head
    from egov_budget.rounds import evaluate
    from egov_budget.rounds.given import EXPERIENCE, OBSERVED
    from egov_budget.whatif.spent import SPENT

    places = {OBSERVED: observed, SPENT: spent, EXPERIENCE: earlier}
    named = {schema: path for schema, path in places.items() if path is not None}
    tables = side_tables(*((path, Head.of(schema)) for schema, path in named.items()))
    found = {schema.name: table for schema, table in zip(named, tables, strict=True)}
    frames = {name: table.frame for name, table in found.items()}
    scores = frames.get(OBSERVED.name, pd.DataFrame(columns=OBSERVED.names))
    try:
        return evaluate(plan, scores, frames[SPENT.name], earlier=frames.get(EXPERIENCE.name))
    except IntakeError as error:
        placed = (
            found[fault.table].placed(fault) if fault.table in found else fault for fault in error.args[0]
        )
        raise IntakeError(placed) from None
