"""One fault for each row of a table that is wrong in the same way."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from egov_budget.errors import SHOWN, Fault


def row_faults(
    table: str, rows: pd.DataFrame, column: str, fault: str, remedy: str, *, value: str = ""
) -> Iterator[Fault]:
    """Yield a fault of each row, in the words of a template.

    Parameters
    ----------
    table : str
        Table named in the faults.
    rows : DataFrame
        Rows that are wrong; the index counts the rows of the table from 0.
    column : str
        Column the faults stand in.
    fault, remedy : str
        Texts in which braces name columns: ``{id!r} is mandatory``.
    value : str
        Text of the offending value; by default the cell.

    Yields
    ------
    Fault
        In the order of the rows; long texts of cells are cut.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["p"], "lead": ["x"]}, index=[3])
    >>> print(*row_faults("verdicts", rows, "lead", "{id!r} is not led by {lead!r}", "Name {id!r}"))
    verdicts, row 5, column lead: 'p' is not led by 'x'. Name 'p'.
    """
    for row, cells in zip(rows.index, rows.to_dict("records"), strict=True):
        named = {str(name): cell[:SHOWN] if isinstance(cell, str) else cell for name, cell in cells.items()}
        told = (value or f"{{{column}}}").format(**named)
        yield Fault.at(table, row, column, told, fault.format(**named), remedy.format(**named))
