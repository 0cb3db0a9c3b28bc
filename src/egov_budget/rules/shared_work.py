"""Shared work: common work is led once, built large enough, and used only where it is led."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from egov_budget.columns import Block
from egov_budget.counting import Check, Inequalities
from egov_budget.counting.inequalities import Entries, ones
from egov_budget.rules.funding_rule import FundingRule

if TYPE_CHECKING:
    from egov_budget.columns import Columns
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class SharedWork(FundingRule):
    r"""Members of a group do their common work once.

    .. math::
        x_p \le \sum_{q \in G} b_q \le 1, \qquad b_p \le x_p, \qquad
        m_p x_p \le \sum_{q \in G} h_q \le \sum_{p \in G} m_p x_p, \qquad h_q \le b_q \max_{p \in G} m_p

    Shares have no unit; :math:`m_p` and :math:`h_q` are in units of money. Nobody uses what
    nobody leads, it is led once, it is built large enough for every member that uses it, no more
    is built than all of them use (a floor could be filled so), and only leads build it.
    """

    name: str = "shared work"
    by_each_year: ClassVar[bool] = True
    of_shared_work: ClassVar[bool] = True
    demanding: ClassVar[bool] = False
    priced: ClassVar[bool] = False
    proves: ClassVar[bool] = True
    frugal: ClassVar[bool] = True

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield four rows a member and two a group."""
        from scipy import sparse

        count = len(columns.member)
        if not count:
            return
        x, b, h = columns.starts["x"], columns.starts["b"], columns.starts["h"]
        members = np.arange(count)
        common = columns.common / columns.unit
        largest = columns.upper[h : h + count]
        peers = sparse.csr_array(
            (np.ones(count), (columns.group, members)), shape=(len(columns.groups), count)
        )
        pairs = peers[columns.group].tocoo()  # row: member, column: every member of its group
        here, peer = pairs.coords
        ones = np.ones(len(here))
        led = columns.rows(
            np.concatenate([members, here]),
            np.concatenate([x + columns.member, b + peer]),
            np.concatenate([np.ones(count), -ones]),
            count,
        )
        own = columns.rows(
            np.concatenate([members, members]),
            np.concatenate([b + members, x + columns.member]),
            np.concatenate([np.ones(count), -np.ones(count)]),
            count,
        )
        built = columns.rows(
            np.concatenate([members, here]),
            np.concatenate([x + columns.member, h + peer]),
            np.concatenate([common, -ones]),
            count,
        )
        builders = columns.rows(
            np.concatenate([members, members]),
            np.concatenate([h + members, b + members]),
            np.concatenate([np.ones(count), -largest]),
            count,
        )
        once = columns.rows(columns.group, b + members, np.ones(count), len(columns.groups))
        used = columns.rows(
            np.concatenate([columns.group, columns.group]),
            np.concatenate([h + members, x + columns.member]),
            np.concatenate([np.ones(count), -common]),
            len(columns.groups),
        )
        ids = columns.projects[columns.member]
        for label, matrix in (("led", led), ("leads", own), ("built", built), ("builds", builders)):
            yield Block(
                [f"{label}: {name}" for name in ids], matrix, np.full(count, -np.inf), np.zeros(count)
            )
        n_groups = len(columns.groups)
        for label, matrix, most in (("once", once, 1.0), ("used", used, 0.0)):
            names = [f"{label}: {name}" for name in columns.groups]
            yield Block(names, matrix, np.full(n_groups, -np.inf), np.full(n_groups, most))

    def counts_money(self, subject: str) -> bool:
        """Tell whether a row is about the common work that is built, which is money."""
        return subject.startswith(("built: ", "builds: ", "used: "))

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether each member gets no further than the lead of its group."""
        for project, group in plan.group.items():
            lead = plan.lead.get(group)
            ahead = 0 if lead is None or plan.group.get(lead) != group else plan.parts[lead]
            yield Check(self.name, project, plan.parts[project], ahead, plan.parts[project] <= ahead)

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield that common work is led once, built large enough, and used only where it is led."""
        tally = plan.tally
        member = np.flatnonzero(tally.group >= 0)
        at, groups = np.arange(len(member)), tally.group[member]
        frame = pd.DataFrame({"group": groups, "at": at})
        here, peer = (
            frame.merge(frame, on="group")[["at_x", "at_y"]].to_numpy().T
        )  # peers of each, itself too
        one, names, none = ones(member), tally.projects[member], [0] * len(member)
        x, b, h = (Entries(block, at, member, one) for block in "xbh")
        all_b, all_h = (Entries(block, here, member[peer], -ones(peer)) for block in "bh")
        common = Entries("x", at, member, tally.common[member])
        largest = Entries("b", at, member, -tally.largest[member])
        for label, entries in (
            ("led", [x, all_b]),
            ("leads", [b, x._replace(coefficients=-one)]),
            ("built", [common, all_h]),
            ("builds", [h, largest]),
        ):
            yield Inequalities([f"{label}: {name}" for name in names], none, entries)
        b, h = (Entries(block, groups, member, one) for block in "bh")
        used = Entries("x", groups, member, -tally.common[member])
        count = len(tally.groups)
        yield Inequalities([f"once: {name}" for name in tally.groups], [1] * count, [b])
        yield Inequalities([f"used: {name}" for name in tally.groups], [0] * count, [h, used])
