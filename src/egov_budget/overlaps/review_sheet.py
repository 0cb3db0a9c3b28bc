"""The review sheet: pairs on paper, decided by hand, read back as verdicts."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pandas as pd

from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.atomic_write import atomic_write
from egov_budget.intake.formulas import guard, unguard
from egov_budget.language import all_digits
from egov_budget.scenario.columns import BY_NAME
from egov_budget.similarity import SimilarityGraph
from egov_budget.similarity.shared import Shared

DECISION = ("verdict", "share", "connection_cost", "lead", "reviewer", "date", "reason")
SHOWN = ("degree", "confidence", "similarity", "estimated_share", "at_stake")
MOST_SHARED = 8


def write_sheet(pairs: pd.DataFrame, graph: SimilarityGraph, path: Path) -> None:
    """Write the pairs as a sheet to decide on; the file appears whole or not at all.

    Parameters
    ----------
    pairs : DataFrame
        As in ``Overlaps.pairs``, with the columns of the verdicts.
    graph : SimilarityGraph
        For titles, agencies and what the two share.
    path : Path
        File to write.
    """
    names = ("agency", "title", "description")
    records = graph.records.set_index("id")[[name for name in names if name in graph.records]]
    sheet = pairs.assign(share=pairs["decided_share"])[["project_a", "project_b", *DECISION]]
    for name in records.columns:
        for end in ("a", "b"):
            sheet[f"# {name}_{end}"] = records[name].reindex(pairs[f"project_{end}"]).to_numpy()
    for name in SHOWN:
        sheet[f"# {name}"] = pairs[name].to_numpy()
    sheet["# shared"] = _shared(graph, pairs)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    for row in sheet.itertuples(index=False):
        writer.writerow([_cell(value) for value in row])
    with atomic_write(path) as part:
        part.write_text(text.getvalue(), encoding="utf-8-sig", newline="")


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
    """Return a cell that no spreadsheet takes for a formula."""
    text = all_digits(value).replace(",", "") if isinstance(value, float) else str(value)
    text = "" if text == "nan" and isinstance(value, float) else text
    return guard(text)


def read_verdicts(path: str | Path) -> pd.DataFrame:
    """Return the verdicts of a review sheet; rows without a verdict are left out.

    Parameters
    ----------
    path : str or Path
        A sheet that ``Overlaps.to_csv`` wrote and a reviewer filled in.

    Returns
    -------
    DataFrame
        For ``scenario.replace(verdicts=...)``, which checks every cell. Text is read back as it
        was: the quote that kept a cell from being a formula goes.

    Raises
    ------
    IntakeError
        If the file is not there, is not UTF-8 or lacks a column of the verdicts.
    """
    path = Path(path)
    try:
        sheet = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise IntakeError([Fault(path.name, None, "", "", str(error), "Give a CSV file in UTF-8")]) from error
    needed = BY_NAME["verdicts"].names
    missing = [name for name in ("project_a", "project_b", "verdict") if name not in sheet]
    if missing:
        raise IntakeError(
            Fault(path.name, 1, name, "", "the column is missing", "Add it") for name in missing
        )
    kept = {name: sheet[name].map(unguard) for name in needed if name in sheet}
    return pd.DataFrame(kept)[sheet["verdict"].str.strip() != ""].reset_index(drop=True)
