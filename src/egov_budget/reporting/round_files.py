"""write_round: an evaluation and the next round's requests as a folder of files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.reporting.folder import write_folder

if TYPE_CHECKING:
    from egov_budget.rounds import Evaluation
    from egov_budget.scenario import Scenario

TABLES = ("experience", "projects", "agencies", "services", "without_money", "reliability")


def write_round(evaluation: Evaluation, ahead: Scenario, folder: Path) -> list[Path]:
    """Write what came of a round and the requests of the next one.

    Parameters
    ----------
    evaluation : Evaluation
        What came of the round.
    ahead : Scenario
        As ``next_scenario`` returned it.
    folder : Path
        Folder for the files, made if it is not there; they appear all at once or not at all, and replace
        others of the same names.

    Returns
    -------
    list of Path
        evaluation.txt, experience.csv (for ``evaluate --earlier`` of the next round), projects.csv,
        agencies.csv, services.csv, without-money.csv, reliability.csv and the folder ``requests``.
    """
    tables = {f"{name.replace('_', '-')}.csv": getattr(evaluation, name) for name in TABLES}
    return write_folder(folder, {"evaluation.txt": str(evaluation), **tables, "requests": ahead})
