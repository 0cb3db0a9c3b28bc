"""The service inventory -> services, with an importance that grows with their applications."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_budget.catalogues.canada.labels import OFFERED, STAGES
from egov_budget.catalogues.published import Published, read_published
from egov_budget.errors import Fault
from egov_budget.scenario.conform import read_column
from egov_budget.scenario.field import Field, Kind

ORGANISATION, YEAR = "owner_org_title", "fiscal_yr"
VOLUME = Field("num_applications_total", Kind.NUMBER, "Applications in the year.")
NOT_COUNTED = "ND"
NO_VOLUME = "No applications are counted: importance 1"
NO_STAGE = "No stage of it can be online: it is not rated"


def read_inventory(path: Path) -> Published:
    """Return the published service inventory, a service a row."""
    return read_published(path, "services", OFFERED, [*STAGES, VOLUME.name, ORGANISATION, YEAR])


class Offered(NamedTuple):
    """Services of the scenario, notes on them, and volumes that are no numbers."""

    services: pd.DataFrame
    notes: pd.DataFrame
    faults: list[Fault]


def offered(inventory: Published) -> Offered:
    r"""Return the services of the scenario, in the order of the inventory.

    .. math:: v = 1 + \log_{10}(1 + \text{applications})

    A tenfold volume adds one to the importance: the largest service counts some nine times the
    smallest, not ninety million times.

    Parameters
    ----------
    inventory : Published
        The service inventory.

    Returns
    -------
    Offered
        Services have id, agency, title, description, addressee, keyword (its programme) and importance;
        notes tell whose applications are not counted, and who has no stage that can be online.
    """
    cells = inventory.cells
    words = cells[VOLUME.name].str.strip().replace(NOT_COUNTED, "")
    volume, faults = read_column(inventory.table, VOLUME, words)
    frame = inventory.renamed().assign(importance=1 + np.log10(1 + volume.fillna(0.0)))
    if "agency" in frame:
        frame["agency"] = frame["agency"].str.strip()
    if "addressee" in frame:
        frame["addressee"] = frame["addressee"].str.replace(",", ";")
    if "keyword" in frame:  # written as a list of quoted names
        listed = frame["keyword"].str.replace(r"""(?<=['"]),\s*(?=['"])""", ";", regex=True)
        frame["keyword"] = listed.str.replace(r"""(?:^|(?<=;))['"]|['"](?=;|$)""", "", regex=True)
    uncounted = (volume.isna() | (volume == 0)).to_numpy()
    unrated = (cells[list(STAGES)].apply(lambda column: column.str.strip()) == "").all(axis=1)
    notes = [inventory.noted(uncounted, NO_VOLUME), inventory.noted(unrated, NO_STAGE)]
    return Offered(frame, pd.concat(notes, ignore_index=True), faults)


def organisations(inventory: Published) -> pd.DataFrame:
    """Return id and English name of each organisation of the inventory, in its order."""
    both = inventory.cells[[OFFERED["agency"], ORGANISATION]].set_axis(["id", "title"], axis="columns")
    both["id"] = both["id"].str.strip()
    names = both[both["id"] != ""].drop_duplicates("id", ignore_index=True)
    return names.assign(title=names["title"].str.split(" | ", n=1, regex=False).str[0])
