"""Pool: all credits together stay within the one pool."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from scipy import sparse

from egov_budget.rules.rule import Block
from egov_budget.rules.words import words

if TYPE_CHECKING:
    from egov_budget.errors import Conflict
    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Pool:
    r"""All credits together stay within the pool.

    .. math:: \sum_p \text{credits}_p \le B

    in units of money; the credits of a project are given in ``Columns.credits``.
    """

    name: str = "pool"
    money: ClassVar[bool] = True

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield nothing: an empty pool funds nothing, which is allowed."""
        yield from ()

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield the one row."""
        total = sparse.csr_array(np.ones((1, columns.n_projects))) @ columns.credits
        yield Block(["pool"], total.tocsr(), np.array([-np.inf]), np.array([columns.pool / columns.unit]))

    def say(self, subject: str, price: str) -> str:
        """Say what more money in the pool brings."""
        return words(self, subject, price)
