"""One lead: the common work of a group has one lead, not two that share, or is done apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from egov_budget.columns import SOS1, Block
from egov_budget.counting.choice import Choice, Span
from egov_budget.rules.funding_rule import FundingRule

if TYPE_CHECKING:
    from egov_budget.columns import Columns
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class OneLead(FundingRule):
    r"""Each group is led by one member, or by nobody.

    By default the program is solved first, in each group the lead with the largest
    :math:`b_p` is kept (ties: the cheaper request, then the id), or nobody where no member leads at
    all, and it is solved again; the distance to the bound without this rule is reported. If
    asked to be exact, or if the leads kept leave no plan, switches decide:

    .. math::
        b_p \le \ell_p, \qquad n_G \le \ell_G, \qquad \ell_G + \sum_{p \in G} \ell_p \le 1, \qquad
        \ell \in \{0, 1\}

    in shares.

    Parameters
    ----------
    exact : bool
        Whether the best lead is searched for with switches (a MILP).
    """

    exact: bool = False
    name: str = "one lead"
    priced: ClassVar[bool] = False
    rank: ClassVar[int] = 62
    asks: ClassVar[str] = "group {subject!r} has one lead at most"

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield no row, but an SOS1 set for each group."""
        from scipy import sparse

        if not len(columns.member):
            return
        order = np.lexsort((columns.member, columns.cost[columns.member], columns.group))
        edges = np.flatnonzero(np.diff(columns.group[order])) + 1
        nobody = columns.starts["n"] + np.arange(len(columns.groups))
        chosen = tuple(
            SOS1(name, np.append(members, apart), self.exact, last_resort=True)
            for name, members, apart in zip(
                columns.groups, np.split(columns.starts["b"] + order, edges), nobody, strict=True
            )
        )
        none = np.zeros(0)
        yield Block([], sparse.csr_array((0, columns.size)), none, none, sos1=chosen)

    def choices(self, plan: Plan) -> Iterator[Choice]:
        """Yield for each member that it does not lead, or nobody else; for each group likewise."""
        none, group = Fraction(0), plan.tally.group
        for at, name in enumerate(plan.tally.groups):
            members = tuple(np.flatnonzero(group == at).tolist())
            yield Choice(f"n[{name}]", Span("n", (at,), none, none), Span("b", members, none, none))
        for place in np.flatnonzero(group >= 0).tolist():
            others = tuple(int(peer) for peer in np.flatnonzero(group == group[place]) if peer != place)
            sides = (Span("b", at, none, none) for at in ((place,), others))
            yield Choice(plan.tally.projects[place], *sides)

    def demand_of(self, subject: str) -> str | None:
        """Return the group; a row that ties a switch to a column only counts."""
        return None if subject.startswith(("b[", "n[", "z[")) else subject
