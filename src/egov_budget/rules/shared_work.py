"""Shared work: a group does its common work once, led by a member, or each member its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from egov_budget.columns import Block
from egov_budget.columns.block import laid_out
from egov_budget.counting import Check, Inequalities
from egov_budget.counting.inequalities import Entries, ones
from egov_budget.rules.funding_rule import FundingRule

if TYPE_CHECKING:
    from egov_budget.columns import Columns
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class SharedWork(FundingRule):
    r"""Members of a group do their common work once, or all of them apart.

    .. math::
        \begin{aligned}
        x_p - a_p &\le \sum_{q \in G} b_q, & \sum_{q \in G} b_q + n_G &\le 1, &
        b_p &\le x_p - a_p, & a_p &\le n_G, \\
        m_p (x_p - a_p) &\le \sum_{q \in G} h_q, &
        \sum_{q \in G} h_q &\le \sum_{p \in G} m_p (x_p - a_p), & h_q &\le b_q \max_{p \in G} m_p
        \end{aligned}

    Shares have no unit; :math:`m_p` and :math:`h_q` are in units of money. Nobody uses what
    nobody leads, it is led once, it is built large enough for every member that uses it, no more
    is built than all of them use (a floor could be filled so), and only leads build it. As far as nobody
    leads, :math:`n_G`, members deliver :math:`a_p` apart, at full cost.
    """

    name: str = "shared work"
    by_each_year: ClassVar[bool] = True
    provision: ClassVar[str] = "shared"
    demanding: ClassVar[bool] = False
    priced: ClassVar[bool] = False
    proves: ClassVar[bool] = True
    frugal: ClassVar[bool] = True

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield five rows a member and two a group."""
        from scipy import sparse

        count, n_groups = len(columns.member), len(columns.groups)
        if not count:
            return
        at, group = np.arange(count), columns.group
        peers = sparse.csr_array((np.ones(count), (group, at)), shape=(n_groups, count))
        here, peer = peers[group].tocoo().coords  # row: member, column: every member of its group
        x, (b, h, a) = columns.member, (columns.starts[block] + at for block in "bha")
        n = columns.starts["n"] + np.arange(n_groups)
        one, all_of, common = np.ones(count), np.ones(len(here)), columns.common / columns.unit
        ids, largest = columns.projects[columns.member], columns.upper[h]
        names: list[str] = []
        most: list[float] = []
        terms = []  # rows, columns and coefficients in parallel arrays
        labelled: list[tuple[str, Any, float, list[Any]]] = [
            ("led", ids, 0.0, [(at, x, one), (at, a, -one), (here, b[peer], -all_of)]),
            ("leads", ids, 0.0, [(at, b, one), (at, x, -one), (at, a, one)]),
            ("built", ids, 0.0, [(at, x, common), (at, a, -common), (here, h[peer], -all_of)]),
            ("builds", ids, 0.0, [(at, h, one), (at, b, -largest)]),
            ("apart", ids, 0.0, [(at, a, one), (at, n[group], -one)]),
            ("once", columns.groups, 1.0, [(group, b, one), (np.arange(n_groups), n, np.ones(n_groups))]),
            ("used", columns.groups, 0.0, [(group, h, one), (group, x, -common), (group, a, common)]),
        ]
        for label, of, top, parts in labelled:
            terms += [(row + len(names), column, data) for row, column, data in parts]
            names += [f"{label}: {name}" for name in of]
            most += [top] * len(of)
        matrix = laid_out(terms, (len(names), columns.size))
        yield Block(names, matrix, np.full(len(names), -np.inf), np.array(most))

    def counts_money(self, subject: str) -> bool:
        """Tell whether a row is about the common work that is built, which is money."""
        return subject.startswith(("built: ", "builds: ", "used: "))

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether each member of a group that is led gets no further than its lead."""
        for project, group in plan.group.items():
            lead = plan.lead.get(group)
            if lead is not None:
                ahead = plan.parts[lead] if plan.group.get(lead) == group else 0
                yield Check(self.name, project, plan.parts[project], ahead, plan.parts[project] <= ahead)

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield that common work is led once, built large enough and used where it is led, or done apart."""
        tally = plan.tally
        member = np.flatnonzero(tally.group >= 0)
        at, groups = np.arange(len(member)), tally.group[member]
        frame = pd.DataFrame({"group": groups, "at": at})
        here, peer = frame.merge(frame, on="group")[["at_x", "at_y"]].to_numpy().T  # itself too
        one, names, none = ones(member), tally.projects[member], [0] * len(member)
        x, b, h, a = (Entries(block, at, member, one) for block in "xbha")
        all_b, all_h = (Entries(block, here, member[peer], -ones(peer)) for block in "bh")
        own = tally.common[member]
        common, spared = Entries("x", at, member, own), Entries("a", at, member, -own)
        largest = Entries("b", at, member, -tally.largest[member])
        for label, entries in (
            ("led", [x, a._replace(coefficients=-one), all_b]),
            ("leads", [b, x._replace(coefficients=-one), a]),
            ("built", [common, spared, all_h]),
            ("builds", [h, largest]),
            ("apart", [a, Entries("n", at, groups, -one)]),
        ):
            yield Inequalities([f"{label}: {name}" for name in names], none, entries)
        b, h = (Entries(block, groups, member, one) for block in "bh")
        turned = (part._replace(coefficients=-part.coefficients) for part in (common, spared))
        used, spared = (part._replace(rows=groups) for part in turned)
        count, every = len(tally.groups), np.arange(len(tally.groups))
        nobody = Entries("n", every, every, ones(every))
        yield Inequalities([f"once: {name}" for name in tally.groups], [1] * count, [b, nobody])
        yield Inequalities([f"used: {name}" for name in tally.groups], [0] * count, [h, used, spared])
