"""Merged cells among the records of a sheet: one of them holds what seems to stand in all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from egov_budget.errors import Fault
from egov_budget.intake.kept import Kept


def merged(table: str, ranges: Iterable[str], found: Kept) -> Iterator[Fault]:
    """Yield a fault for each range of merged cells that the head or a record has a part in.

    Parameters
    ----------
    table : str
        Table named in the faults.
    ranges : iterable of str
        Such as ``"B3:B5"``.
    found : Kept
        Head and records.

    Examples
    --------
    >>> asked = Kept([["id", "agency"], ["p", "tax"], ["q", None]], [2, 3, 4])
    >>> [fault.fault for fault in merged("projects", ["A1:B1", "B3:B4"], asked)]
    ['the cells B3:B4 are merged, and the first alone holds what stands there']
    """
    from openpyxl.utils import range_boundaries

    head = ["" if cell is None else str(cell) for cell in found.rows[0]] if found.rows else []
    for cells in ranges:
        left, top, right, bottom = (bound or 0 for bound in range_boundaries(cells))
        names = [name for name in head[left - 1 : right] if not name.startswith("#")]
        at = bisect_left(found.numbers, top)
        if names and at < len(found.numbers) and found.numbers[at] <= bottom:
            fault = f"the cells {cells} are merged, and the first alone holds what stands there"
            yield Fault(table, top, names[0], cells, fault, "Unmerge them and fill in each")
