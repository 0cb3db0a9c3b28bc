"""read_rounds: service inventories of several years -> which stages were online in each."""

from __future__ import annotations

from dataclasses import replace
from os import PathLike
from pathlib import Path

import pandas as pd

from egov_budget.catalogues.canada.labels import EARLIER, OFFERED, STAGES
from egov_budget.catalogues.canada.services import ORGANISATION, YEAR
from egov_budget.catalogues.canada.stages import scores
from egov_budget.catalogues.published import Published, read_published
from egov_budget.errors import Fault, IntakeError

DEPARTMENT = "department_name_en"
COLUMNS = ["year", "service", "agency", "indicator", "score"]


def read_rounds(first: str | PathLike[str], *others: str | PathLike[str]) -> pd.DataFrame:
    r"""Read Canada's service inventories of several years, whichever names the stages have in them.

    Parameters
    ----------
    first, *others : str or path-like
        Inventories as published, CSV: up to 2019-2020 their stages are ``e_registration`` to
        ``e_feedback``, later ``os_account_registration`` to ``os_issue_resolution_feedback``.

    Returns
    -------
    DataFrame
        One row for each year and stage that applies to a service: year, service (its id, the same in
        every year), agency (English name of the department as the year has it), indicator (by its later
        name), score (1 for Y, 0 for N). NA, ND and blank do not apply.

    Raises
    ------
    IntakeError
        With every fault of every file.

    Examples
    --------
    >>> import tempfile
    >>> head = ",".join(["fiscal_yr,service_id,department_name_en", *EARLIER])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "services.csv")
    ...     _ = path.write_text(head + "\n2018-2019,7,Health Canada,Y,N,NA,,ND,\n", "utf-8")
    ...     read_rounds(path)[["year", "indicator", "score"]].values.tolist()
    [['2018-2019', 'os_account_registration', 1.0], ['2018-2019', 'os_authentication', 0.0]]
    """
    rounds = [_round(Path(path)) for path in (first, *others)]
    IntakeError.if_any(fault for _, wrong in rounds for fault in wrong)
    return pd.concat([frame for frame, _ in rounds], ignore_index=True)


def _round(path: Path) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the stages of one inventory, and what is wrong with it."""
    known = read_published(path, "services", {"id": OFFERED["id"]}, [YEAR]).cells
    early = not {*EARLIER}.isdisjoint(known.columns)
    stages, owner = ([*EARLIER], DEPARTMENT) if early else ([*STAGES], ORGANISATION)
    inventory = read_published(path, "services", {"id": OFFERED["id"]}, [YEAR, owner, *stages])
    if inventory.faults:
        return pd.DataFrame(columns=COLUMNS), [inventory.traced(fault) for fault in inventory.faults]
    later = replace(inventory, cells=inventory.cells.rename(columns=EARLIER))
    frame, wrong = scores(later)
    faults = [*wrong, *_twice(inventory)]
    names = {new: old for old, new in EARLIER.items()} if early else {}
    placed = [replace(fault, column=names.get(fault.column, fault.column)) for fault in faults]
    told = inventory.cells.set_index(OFFERED["id"])[[YEAR, owner]].set_axis(["year", "agency"], axis=1)
    told["agency"] = told["agency"].str.split(" | ", n=1, regex=False).str[0].str.strip()
    if placed:
        return pd.DataFrame(columns=COLUMNS), [inventory.traced(fault) for fault in placed]
    return frame.join(told, on="service")[COLUMNS], []


def _twice(inventory: Published) -> list[Fault]:
    ids, where = inventory.ids.reset_index(drop=True), OFFERED["id"]
    twice = ids[ids.duplicated()]
    again = zip(twice.index.tolist(), twice.tolist(), strict=True)
    return [Fault.at("service_twice", "services", at, where, name, name=name) for at, name in again]
