"""write_round: an evaluation and the next round's requests as a folder of files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.intake import write_scenario
from egov_budget.intake.atomic_write import atomic_write
from egov_budget.reporting.sheet import write_sheet

if TYPE_CHECKING:
    from egov_budget.rounds import Evaluation
    from egov_budget.scenario import Scenario

REQUESTS = "requests"


def write_round(evaluation: Evaluation, ahead: Scenario, folder: Path) -> list[Path]:
    """Write what came of a round and the requests of the next one.

    Parameters
    ----------
    evaluation : Evaluation
        What came of the round.
    ahead : Scenario
        As ``next_scenario`` returned it.
    folder : Path
        Folder for the files, made if it is not there; files of the same names are replaced.

    Returns
    -------
    list of Path
        evaluation.txt, experience.csv (for ``evaluate --earlier`` of the next round), projects.csv,
        agencies.csv, services.csv, without-money.csv, reliability.csv and the folder ``requests``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    told = folder / "evaluation.txt"
    with atomic_write(told) as part:
        part.write_text(f"{evaluation}\n", encoding="utf-8")
    tables = {
        "experience": evaluation.experience,
        "projects": evaluation.projects,
        "agencies": evaluation.agencies,
        "services": evaluation.services,
        "without-money": evaluation.without_money,
        "reliability": evaluation.reliability,
    }
    files = [told]
    for name, frame in tables.items():
        files.append(folder / f"{name}.csv")
        write_sheet(frame, files[-1])
    write_scenario(ahead, folder / REQUESTS)
    return [*files, folder / REQUESTS]
