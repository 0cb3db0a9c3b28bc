"""One fault for each row of a table that is wrong in the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from egov_budget.errors import SHOWN, Fault
from egov_budget.language import all_digits

Frames = Mapping[str, pd.DataFrame]


def row_faults(  # noqa: PLR0917  # what is wrong, then the fields of a fault in their order
    table: str,
    frame: pd.DataFrame,
    wrong: pd.Series | NDArray[np.bool_],
    column: str,
    fault: str,
    remedy: str,
    *,
    value: str = "",
) -> Iterator[Fault]:
    """Yield a fault of each row that is wrong, in the words of a template.

    Parameters
    ----------
    table : str
        Table named in the faults.
    frame : DataFrame
        The table; its index counts the rows from 0.
    wrong : Series or ndarray of bool
        Which of its rows are wrong: mostly none, which costs next to nothing.
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
    >>> frame = pd.DataFrame({"id": ["p", "q"], "lead": ["p", "x"]})
    >>> wrong = frame["id"] != frame["lead"]
    >>> print(*row_faults("verdicts", frame, wrong, "lead", "{id!r} is not led by {lead!r}", "Name {id!r}"))
    verdicts, row 3, column lead: 'q' is not led by 'x'. Name 'q'.
    """
    if not wrong.any():
        return
    rows = frame[wrong]
    for row, cells in zip(rows.index, rows.to_dict("records"), strict=True):
        named = {str(name): _told(cell) for name, cell in cells.items()}
        told = (value or f"{{{column}}}").format(**named)
        yield Fault.at(table, row, column, told, fault.format(**named), remedy.format(**named))


def _told(cell: object) -> object:
    if isinstance(cell, float):
        return all_digits(cell)
    return cell[:SHOWN] if isinstance(cell, str) else cell
