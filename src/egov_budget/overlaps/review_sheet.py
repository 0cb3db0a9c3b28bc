"""The review sheet: pairs on paper, decided by hand, read back as verdicts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.head import Head
from egov_budget.intake.read_table import read_table
from egov_budget.intake.write_sheet import write_sheet
from egov_budget.language import all_digits
from egov_budget.scenario.columns import BY_NAME, ENDS
from egov_budget.scenario.conform import words_of
from egov_budget.scenario.relations import EXISTS
from egov_budget.similarity import SimilarityGraph
from egov_budget.similarity.shared import Shared

DECISION = [*BY_NAME["verdicts"].names]
SHOWN = ("decided", "degree", "relation", "confidence", "similarity", "estimated_share", "at_stake")
MOST_SHARED = 8


def write_review_sheet(
    pairs: pd.DataFrame, verdicts: pd.DataFrame, graphs: tuple[SimilarityGraph, SimilarityGraph], path: Path
) -> None:
    """Write the pairs as a sheet to decide on; the file appears whole or not at all.

    Parameters
    ----------
    pairs : DataFrame
        As in ``Overlaps.pairs``, or ``Existing.pairs``.
    verdicts : DataFrame
        As in ``Overlaps.verdicts``: a pair has a row for each of its verdicts, and an empty one without.
    graphs : tuple of SimilarityGraph
        For titles, agencies and what the two share: of two requests, and of a request and a platform.
    path : Path
        File to write.
    """
    names = ("agency", "title", "description")
    told = pd.concat([graph.records for graph in graphs]).drop_duplicates("id").set_index("id")
    records = told[[name for name in names if name in told]]
    pairs = pairs.rename(columns={"verdict": "decided"})[[*ENDS, *SHOWN]]
    pairs = pairs.merge(verdicts.sort_values("reviewer", kind="stable"), how="left", on=ENDS)
    sheet = pairs[DECISION].copy()
    for name in records.columns:
        for end in ("a", "b"):
            sheet[f"# {name}_{end}"] = records[name].reindex(pairs[f"project_{end}"]).to_numpy()
    for name in SHOWN:
        sheet[f"# {name}"] = pairs[name].to_numpy()
    beside = (pairs["relation"] == EXISTS).to_numpy()
    sheet["# shared"] = ""
    for graph, chosen in zip(graphs, (~beside, beside), strict=True):
        sheet.loc[chosen, "# shared"] = _shared(graph, pairs[chosen])
    cells = {name: [*map(_cell, sheet[name].tolist())] for name in sheet}
    write_sheet(pd.DataFrame(cells, dtype=object), path)


def _shared(graph: SimilarityGraph, pairs: pd.DataFrame) -> list[str]:
    left, right = (graph.rows(pairs[end]) for end in ("project_a", "project_b"))
    both = np.unique(np.concatenate([left, right]))
    parts = [Shared(matrix, graph.records, both) for matrix in graph.matrices]
    found = []
    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        terms = dict.fromkeys(term for part in parts for term in part.of(a, b))
        found.append("; ".join(list(terms)[:MOST_SHARED]))
    return found


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    text = all_digits(value).replace(",", "") if isinstance(value, float) else str(value)
    return "" if text == "nan" and isinstance(value, float) else text


def read_verdicts(path: str | Path) -> pd.DataFrame:
    """Return the verdicts of a review sheet; rows without a verdict are left out.

    Parameters
    ----------
    path : str or Path
        A sheet that ``Overlaps.to_csv`` wrote and a reviewer filled in, as .csv or saved as .xlsx.

    Returns
    -------
    DataFrame
        For ``scenario.replace(verdicts=...)``, which checks every cell. Text is read back as it
        was: the quote that kept a cell from being a formula goes.

    Raises
    ------
    IntakeError
        If the file cannot be read or lacks a column of the verdicts.
    """
    table = BY_NAME["verdicts"]
    found = read_table(Path(path), Head.of(table))
    missing = [name for name in (*table.key, "verdict") if name not in found.frame]
    faults = [Fault(found.name, 1, name, "", "the column is missing", "Add it") for name in missing]
    IntakeError.if_any([*found.faults, *faults])
    sheet = found.frame[[name for name in table.names if name in found.frame]]
    decided = [word.strip() != "" for word in words_of(sheet["verdict"])]
    return sheet[decided].reset_index(drop=True)
