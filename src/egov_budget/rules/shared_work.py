"""Shared work: common work is led once, built large enough, and used only where it is led."""

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
class SharedWork:
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

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield nothing: a group that nobody leads is not funded, which is allowed."""
        yield from ()

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield four rows a member and two a group."""
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

    def say(self, subject: str, price: str) -> str:
        """Say what doing common work once costs here."""
        return words(self, subject, price)
