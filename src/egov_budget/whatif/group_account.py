"""GroupAccount: what one group of shared work costs and saves, member by member, in whole quanta."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.counting import BILLION
from egov_budget.whatif.apportion import apportion

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation


@dataclass(frozen=True)
class GroupAccount:
    r"""The common work of one group: alone, together, and what each member has to do with it.

    Of member p, delivered to the share x: alone it would pay :math:`c_p x_p`, of which
    :math:`(c_p - m_p) x_p` is its own work. What is left is its use of the common work.

    Parameters
    ----------
    group : str
        Id of the group.
    projects : tuple of int
        Funded members, the lead first.
    use : tuple of int
        Common work that each would do alone, quanta.
    connection : tuple of int
        What each pays to join, quanta; 0 for the lead.
    built : int
        What the lead pays for the common work, quanta.
    """

    group: str
    projects: tuple[int, ...]
    use: tuple[int, ...]
    connection: tuple[int, ...]
    built: int

    @classmethod
    def of(cls, allocation: Allocation, at: int) -> GroupAccount | None:
        """Read the account of one group from a plan; ``None`` if fewer than two members are funded.

        Whatever whole quanta round off stands where it is paid: with the lead in ``built``, with
        an adopter in its connection, so that the sums are those of the plan.
        """
        columns, parts = allocation.columns, allocation.parts
        inside = np.flatnonzero(columns.group == at)
        inside = inside[parts[columns.member[inside]] > 0]
        lead = int(allocation.leads[at])
        if len(inside) < 2 or lead < 0:
            return None
        inside = inside[np.argsort(columns.member[inside] != lead, kind="stable")]
        member = columns.member[inside]
        share = [int(part) for part in parts[member]]
        cost = [int(amount) for amount in columns.cost[member]]
        common = [int(amount) for amount in columns.common[inside]]
        own = [(whole - of) * part // BILLION for whole, of, part in zip(cost, common, share, strict=True)]
        apart = [amount * part for amount, part in zip(cost, share, strict=True)]
        alone = apportion(-(-sum(apart) // BILLION), apart)
        rest = [int(paid) - work for paid, work in zip(allocation.quanta[member], own, strict=True)]
        return cls(
            group=columns.groups[at],
            projects=tuple(member.tolist()),
            use=tuple(total - work for total, work in zip(alone, own, strict=True)),
            connection=(0, *rest[1:]),
            built=rest[0],
        )

    @property
    def gross(self) -> int:
        """Common work that is not done again, quanta: all use less what is built."""
        return sum(self.use) - self.built

    @property
    def net(self) -> int:
        """Gross saving less connection, quanta: members alone less members together."""
        return self.gross - sum(self.connection)

    def pays(self, key: str) -> list[int]:
        """Divide the cost of common work and connection among the members; the parts sum to it.

        Parameters
        ----------
        key : {"equal", "by use", "by own saving"}
            ``equal``: all the same. ``by use``: in proportion to the common work each would do
            alone. ``by own saving``: each pays its own connection, and what is built is divided in
            proportion to what each saves by not building (separable costs, remaining benefits).

        Returns
        -------
        list of int
            Quanta, in the order of ``projects``.
        """
        total = self.built + sum(self.connection)
        if key == "equal":
            return apportion(total, [1] * len(self.use))
        if key == "by use":
            return apportion(total, self.use)
        saved = [max(use - joining, 0) for use, joining in zip(self.use, self.connection, strict=True)]
        parts = apportion(self.built, saved)
        return [joining + part for joining, part in zip(self.connection, parts, strict=True)]
