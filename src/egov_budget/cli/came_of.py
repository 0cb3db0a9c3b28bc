"""What came of a plan, from the files that hold it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.cli.side_tables import side_frames

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

    from egov_budget.rounds import evaluate
    from egov_budget.rounds.given import EXPERIENCE, OBSERVED
    from egov_budget.whatif.spent import SPENT

    with side_frames({OBSERVED: observed, SPENT: spent, EXPERIENCE: earlier}) as frames:
        scores = frames.get(OBSERVED.name, pd.DataFrame(columns=OBSERVED.names))
        return evaluate(plan, scores, frames[SPENT.name], earlier=frames.get(EXPERIENCE.name))
