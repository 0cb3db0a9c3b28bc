"""Notes: what a reader of a catalogue noticed, row by row of the file it read."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def noted(source: str, rows: Sequence[int | None], subjects: Sequence[str], note: str) -> pd.DataFrame:
    """Return rows of the table ``notes`` that all say the same.

    Parameters
    ----------
    source : str
        Name of the file.
    rows : sequence of int or None
        Rows there, as a spreadsheet numbers them; ``None`` where no single row is meant.
    subjects : sequence of str
        Ids or names, one a row.
    note : str
        What was noticed. The same words each time, so that notes can be counted by what they say.

    Returns
    -------
    DataFrame
        Empty where there is nothing to note.

    Examples
    --------
    >>> noted("projects.csv", [3], ["fleet"], "No budget is published").values.tolist()
    [['projects.csv', 3, 'fleet', 'No budget is published']]
    """
    subjects = list(subjects)
    frame = {"source": [source] * len(subjects), "row": list(rows), "subject": subjects}
    return pd.DataFrame({**frame, "note": [note] * len(subjects)}, dtype=object)
