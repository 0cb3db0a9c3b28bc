"""Rules of a user's own, without a base class: a name, a check, rows and a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from egov_budget import Scenario
from egov_budget.errors import Conflict
from egov_budget.rules import Block, Columns, Stated


@dataclass(frozen=True)
class CreditsWithin:
    """Credits of some projects together stay between two amounts of money."""

    name: str
    projects: tuple[str, ...]
    least: float = -np.inf
    most: float = np.inf

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        return iter(())

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        at = columns.projects.get_indexer(list(self.projects))
        together = sparse.csr_array(columns.credits[at].sum(axis=0)[None, :])
        bounds = np.array([self.least, self.most]) / scenario.settings.quantum / columns.unit
        yield Block(["all"], together, bounds[:1], bounds[1:])

    def say(self, subject: str, price: str) -> str:
        return f"Keeping {len(self.projects)} projects within limits costs {price}"


class SharesWithin:
    """So many projects are delivered at most, shares added up; a class without any decoration."""

    def __init__(self, most: float, name: str = "at most projects") -> None:
        self.most, self.name = most, name

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        return iter(())

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        shares = np.zeros((1, columns.size))
        shares[0, : columns.n_projects] = 1
        yield Block(["all"], sparse.csr_array(shares), np.array([-np.inf]), np.array([self.most]))

    def say(self, subject: str, price: str) -> str:
        return f"Running no more than {self.most:g} projects costs {price}"


@dataclass(frozen=True)
class Less:
    """The first project gets so much less than the second."""

    by: float
    name: str = "less"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        return iter(())

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Stated]:
        yield Block.of_credits({"p0": 1, "p1": -1}, most=-self.by, subject="p0")

    def say(self, subject: str, price: str) -> str:
        return f"{subject} costs {price}"
