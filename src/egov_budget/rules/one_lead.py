"""One lead: the common work of a group has one lead, not two that share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.rules.rule import Block

if TYPE_CHECKING:
    from egov_budget.errors import Conflict
    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class OneLead:
    r"""Each group is led by one member.

    By default the program is solved first, in each group the lead with the largest
    :math:`b_p` is kept (ties: the cheaper request, then the id), and it is solved again; the
    distance to the bound without this rule is reported. If asked to be exact, a switch decides:

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
        """Yield the exclusive sets of leads, or the rows with switches."""
        count, n_groups = len(columns.member), len(columns.groups)
        if not count:
            return
        b = columns.starts["b"]
        if not self.exact:
            order = np.lexsort((columns.member, columns.cost[columns.member], columns.group))
            sets = np.split(b + order, np.flatnonzero(np.diff(columns.group[order])) + 1)
            none = np.zeros(0)
            yield Block([], columns.rows(none, none, none, 0), none, none, exclusive=tuple(sets))
            return
        members = np.arange(count)
        leads = columns.rows(members, b + members, np.ones(count), count)
        switched = sparse.hstack([leads, -sparse.eye_array(count)])
        chosen = sparse.csr_array((np.ones(count), (columns.group, members)), shape=(n_groups, count))
        once = sparse.hstack([columns.rows(np.zeros(0), np.zeros(0), np.zeros(0), n_groups), chosen])
        yield Block(
            [*columns.projects[columns.member], *columns.groups],
            sparse.vstack([switched, once]).tocsr(),
            np.full(count + n_groups, -np.inf),
            np.concatenate([np.zeros(count), np.ones(n_groups)]),
            switches=count,
        )

    def say(self, subject: str, price: str) -> str:
        """Say what having one lead costs."""
        return f"That {subject} has one lead costs {price}"
