"""Waits: whose data a project still needs for its points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from egov_budget.scenario.needed import needed
from egov_budget.scenario.strong import strong

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation


class Wait(NamedTuple):
    """An exchange that points wait for.

    Parameters
    ----------
    register, provider : str
        The register and who provides it.
    project : str
        The project that opens it, empty where it is withheld.
    """

    register: str
    provider: str
    project: str


@dataclass(frozen=True, eq=False)
class Waits:
    """Exchanges that points of a plan's projects wait for.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    """

    allocation: Allocation

    @cached_property
    def _missing(self) -> pd.DataFrame:
        """Return withheld exchanges and planned ones whose project is not delivered in full, each once.

        What is at full marks without them waits for nothing.
        """
        scenario, cell = self.allocation.scenario, ["service", "indicator"]
        effects = strong(scenario).merge(scenario.scores[[*cell, "score"]], on=cell)
        rows = needed(effects[(effects["points"] > 0) & (effects["score"] < 1)], scenario.exchanges)
        share = rows["opened_by"].map(self.allocation.share)
        planned = (rows["status"] == "planned") & (rows["opened_by"] != rows["project"]) & (share < 1)
        found = rows[(rows["status"] == "withheld") | planned]
        found = found.drop_duplicates(["project", "provider", "register", "status", "opened_by"])
        return found.sort_values(["status", "provider", "register"], ascending=[False, True, True])

    @cached_property
    def _by_project(self) -> dict[str, list[Wait]]:
        rows, found = self._missing, dict[str, list[Wait]]()
        waits = map(Wait, rows["register"], rows["provider"], rows["opened_by"])
        for project, wait in zip(rows["project"], waits, strict=True):
            found.setdefault(project, []).append(wait)
        return found

    def of(self, project: str) -> list[Wait]:
        """Return what a project waits for, withheld exchanges first.

        Parameters
        ----------
        project : str
            Its id.

        Returns
        -------
        list of Wait
            Each exchange once.
        """
        return self._by_project.get(project, [])
