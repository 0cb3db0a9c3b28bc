"""Alternatives: of projects that stand for each other one at most is funded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.errors import Conflict
from egov_budget.rules.mandatory import required
from egov_budget.rules.rule import Block
from egov_budget.rules.words import words

if TYPE_CHECKING:
    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Alternatives:
    r"""Shares of the projects of one set sum to 1 at most.

    .. math:: \sum_{p \in D} x_p \le 1

    in shares delivered.
    """

    name: str = "alternatives"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for each set of which two projects must be funded.

        Two that are mandatory themselves are refused when a scenario is made; others are needed by
        mandatory projects.
        """
        must = required(scenario, columns)
        for name, members in scenario.alternatives.groupby("set")["project"]:
            both = sorted(members[must[columns.places(members)]])
            if len(both) > 1:
                yield Conflict(
                    self.name, str(name), 1.0, float(len(both)), "projects",
                    f"{' and '.join(map(repr, both))} are mandatory, or needed by one that is, and stand for "
                    "each other",
                    ("make what needs one of them optional", f"take one of them out of the set {name!r}"),
                )  # fmt: skip

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each set."""
        chosen = scenario.alternatives
        if chosen.empty:
            return
        row, sets = pd.factorize(chosen["set"], sort=True)
        project = columns.places(chosen["project"])
        matrix = columns.rows(row, project, np.ones(len(chosen)), len(sets))
        yield Block(list(sets), matrix, np.full(len(sets), -np.inf), np.ones(len(sets)))

    def say(self, subject: str, price: str) -> str:
        """Say what choosing one costs."""
        return words(self, subject, price)
