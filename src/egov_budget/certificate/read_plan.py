"""read_plan: a plan's folder -> Allocation, checked on the way."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.certificate.read_back import read_back
from egov_budget.certificate.sealed import DOCUMENT

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation


def is_plan(place: str | PathLike[str]) -> bool:
    """Tell whether a place is the folder of a plan.

    Examples
    --------
    >>> is_plan("nowhere")
    False
    """
    return Path(place, DOCUMENT).is_file()


def read_plan(folder: str | PathLike[str]) -> Allocation:
    """Read a plan back from the folder that ``egov-budget allocate --out`` left.

    The plan is verified first, without a solver: what was changed since, or does not rest on the
    requests beside it, down to their titles and reasons, is a fault. Pairs that may be the same work
    are found anew; the common work is that of the plan.

    Parameters
    ----------
    folder : str or path-like
        Holds ``plan.json`` and ``requests.json``.

    Returns
    -------
    Allocation
        As it was decided, but for what the solver gave.

    Raises
    ------
    IntakeError
        If a file is missing or unreadable, the plan is one over several years (``read_schedule`` reads
        it), or it does not verify; every fault at once.

    Examples
    --------
    >>> import tempfile
    >>> from egov_budget import allocate, worlds
    >>> from egov_budget.reporting import write_files
    >>> plan = allocate(worlds.four_projects())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = write_files(plan, Path(folder))
    ...     again = read_plan(folder)
    >>> again.credits.equals(plan.credits)
    True
    """
    from egov_budget.allocation import Allocation  # verifying, which is here too, loads no solver

    back = read_back(folder, over_years=False)
    return Allocation(**back.known, parent=back.sealed.content["plan"].get("parent", ""))
