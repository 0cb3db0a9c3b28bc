"""One lead: the common work of a group has one lead, not two that share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.rules.rule import SOS1, Block
from egov_budget.rules.words import words

if TYPE_CHECKING:
    from egov_budget.errors import Conflict
    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class OneLead:
    r"""Each group is led by one member.

    By default the program is solved first, in each group the lead with the largest
    :math:`b_p` is kept (ties: the cheaper request, then the id), and it is solved again; the
    distance to the bound without this rule is reported. If asked to be exact, or if the leads
    kept leave no plan, switches decide:

    .. math:: b_p \le \ell_p, \qquad \sum_{p \in G} \ell_p \le 1, \qquad \ell_p \in \{0, 1\}

    in shares.

    Parameters
    ----------
    exact : bool
        Whether the best lead is searched for with switches (a MILP).
    """

    exact: bool = False
    name: str = "one lead"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield nothing: no lead at all can be kept always."""
        yield from ()

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield no row, but an SOS1 set for each group."""
        if not columns.groups:
            return
        order = np.lexsort((columns.member, columns.cost[columns.member], columns.group))
        edges = np.flatnonzero(np.diff(columns.group[order])) + 1
        sets = np.split(columns.starts["b"] + order, edges)
        chosen = tuple(SOS1(name, at, self.exact) for name, at in zip(columns.groups, sets, strict=True))
        none = np.zeros(0)
        yield Block([], columns.rows(none, none, none, 0), none, none, sos1=chosen)

    def say(self, subject: str, price: str) -> str:
        """Say what having one lead costs."""
        return words(self, subject, price)
