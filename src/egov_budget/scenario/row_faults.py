"""One fault for each row of a table that is wrong in the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from egov_budget.errors import FIRST_ROW, SHOWN, Fault
from egov_budget.language import all_digits
from egov_budget.language.toml_of import toml_of

WORDS = ("egov_budget.scenario", "row_faults.toml")
Frames = Mapping[str, pd.DataFrame]


class Unchecked(dict[str, pd.DataFrame]):
    """Typed tables, some of which were checked against each other before.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        All tables.
    new : set of str
        Those that are others than when they were checked.
    """

    def __init__(self, frames: Frames, new: Set[str]) -> None:
        super().__init__(frames)
        self.new = new

    def due(self, table: str, *read: str) -> bool:
        """Tell whether a table has rows, and they or the tables they are held against are new."""
        return len(self[table]) > 0 and not self.new.isdisjoint((table, *read))


def row_faults(
    name: str, frame: pd.DataFrame, wrong: pd.Series | NDArray[np.bool_], **told: str
) -> Iterator[Fault]:
    """Yield a fault of each row that is wrong, in the words of a template of row_faults.toml.

    Parameters
    ----------
    name : str
        Name of the template.
    frame : DataFrame
        The table; its index counts the rows from 0.
    wrong : Series or ndarray of bool
        Which of its rows are wrong: mostly none, which costs next to nothing.
    **told : str
        What stands in the template beside columns; ``table`` and ``column`` are named in place of its own.

    Yields
    ------
    Fault
        In the order of the rows; long texts of cells are cut.

    Examples
    --------
    >>> frame = pd.DataFrame({"id": ["p", "q"], "mandatory": True, "excluded": [False, True]})
    >>> print(*row_faults("mandatory_and_excluded", frame, frame["excluded"]))
    projects, row 3, column excluded: project 'q' is mandatory and excluded at once. Drop one of the two.
    """
    if not wrong.any():
        return
    said, rows = toml_of(*WORDS)[name] | told, frame[wrong]
    for row, cells in zip(rows.index, rows.to_dict("records"), strict=True):
        named = told | {str(column): _told(cell) for column, cell in cells.items()}
        value = said.get("value", f"{{{said['column']}}}").format(**named)
        known = named | {"value": value}
        fault, remedy = (said[part].format(**known) for part in ("fault", "remedy"))
        yield Fault(said["table"], row + FIRST_ROW, said["column"], value[:SHOWN], fault, remedy)


def _told(cell: object) -> object:
    if isinstance(cell, float):
        return all_digits(cell)
    return cell[:SHOWN] if isinstance(cell, str) else cell
