"""Mean attainment of groups of services: of each agency, or of any other column of the services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.errors import Fault, RuleError
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.hints import did_you_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from egov_budget.columns.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Means:
    r"""Mean attainment of each group, linear in the points gained.

    .. math:: M_G = \frac{\sum_{k \in G} v_k A_k}{\sum_{k \in G} v_k}

    over the rated services of the group, weighted by importance; a group without any has no mean
    and is left out.

    Parameters
    ----------
    names : Index
        Groups, sorted.
    before : ndarray of float, shape (groups,)
        Mean before anything is funded, 0 to 1.
    per_point : csr_array, shape (groups, cells)
        What one point at a cell adds to the mean.
    """

    names: pd.Index
    before: NDArray[np.float64]
    per_point: sparse.csr_array

    @classmethod
    def of(cls, scenario: Scenario, columns: Columns, by: str) -> Means:
        """Lay out the means of a scenario.

        Parameters
        ----------
        scenario : Scenario
            What is asked for.
        columns : Columns
            Keys and numbers of the cells.
        by : str
            Column of the services that groups them; a service whose column is a list counts in
            each group it lists, and one without an entry in none.

        Returns
        -------
        Means
            One row a group.

        Raises
        ------
        RuleError
            If services have no such column.
        """
        from scipy import sparse

        if by not in BY_NAME["services"].names:
            hint = did_you_mean(by, BY_NAME["services"].names) or "By 'agency' is the usual"
            fault = f"services have no column {by!r} to group them by"
            raise RuleError([Fault("services", None, by, by, fault, hint.rstrip("?"))])
        known = columns.attainment
        column = scenario.services.set_index("id").loc[known.services, by].astype(str)
        listed = column.reset_index(drop=True).str.split(";").explode()
        listed = listed[listed != ""]
        rated = listed[~np.isnan(known.mean[listed.index])]
        code, names = pd.factorize(rated, sort=True)
        service = rated.index.to_numpy()
        weight = np.bincount(code, weights=known.importance[service], minlength=len(names))
        part = known.importance[service] / weight[code]
        member = sparse.csr_array((part, (code, service)), shape=(len(names), len(known.services)))
        cells = np.arange(len(columns.service))
        at, weights = (columns.service, cells), known.weight[columns.service, columns.indicator]
        worth = sparse.csr_array((weights, at), shape=(len(known.services), len(cells)))
        before = np.bincount(code, weights=part * known.mean[service], minlength=len(names))
        return cls(pd.Index(names), before.astype(np.float64), (member @ worth).tocsr())

    def after(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the mean of each group after so many points at each cell, shape (groups,)."""
        mean: NDArray[np.float64] = self.before + self.per_point @ points
        return mean
