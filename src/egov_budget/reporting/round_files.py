"""write_round: an evaluation and the next round's requests as a folder of files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.intake import write_scenario
from egov_budget.intake.atomic_write import atomic_folder
from egov_budget.intake.write_sheet import write_sheet

if TYPE_CHECKING:
    from egov_budget.rounds import Evaluation
    from egov_budget.scenario import Scenario

REQUESTS, TOLD = "requests", "evaluation.txt"
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
    tables = {name.replace("_", "-"): getattr(evaluation, name) for name in TABLES}
    with atomic_folder(folder) as part:
        (part / TOLD).write_text(f"{evaluation}\n", encoding="utf-8")
        for name, frame in tables.items():
            write_sheet(frame, part / f"{name}.csv")
        write_scenario(ahead, part / REQUESTS)
    return [folder / name for name in (TOLD, *(f"{name}.csv" for name in tables), REQUESTS)]
