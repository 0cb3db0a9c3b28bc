"""The list of IT projects, and the departments that ask."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from egov_budget.catalogues.canada.labels import REQUESTED
from egov_budget.catalogues.published import Published, read_published

CODE = "deptAcronym"


def read_requests(path: Path) -> Published:
    """Return the published list of IT projects, a project a row."""
    return read_published(path, "projects", REQUESTED, [CODE])


def departments(requests: Published) -> pd.DataFrame:
    """Return code and title of each department that asks, in the order of the list, and its first row."""
    both = requests.cells[[CODE, REQUESTED["agency"]]].set_axis(["code", "title"], axis="columns")
    rows = [requests.row(place) for place in range(len(both))]
    both = both.assign(code=both["code"].str.strip(), title=both["title"].str.strip(), row=rows)
    return both[both["title"] != ""].drop_duplicates("title", ignore_index=True)
