"""viable_parts: below which share a project delivers nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.rules.funding_rule import FundingRule
    from egov_budget.scenario import Scenario


def viable_parts(rules: Iterable[FundingRule], scenario: Scenario, columns: Columns) -> NDArray[np.int64]:
    """Return the billionths below which some rule lets a project deliver nothing, 0 where none does."""
    found = [part for rule in rules if (part := rule.viable(scenario, columns)) is not None]
    least: NDArray[np.int64] = np.max([np.zeros(columns.n_projects, dtype=np.int64), *found], axis=0)
    return least
