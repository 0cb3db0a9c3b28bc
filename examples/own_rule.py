"""A rule of one's own: no agency gets more than a multiple of what it got last year.

A rule is a frozen dataclass with a name, a check by arithmetic, rows, and a sentence. Nothing else is
edited: hand it to ``allocate`` beside the standard rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

import egov_budget as eb
from egov_budget.errors import Conflict
from egov_budget.rules import STANDARD, Block, Columns


@dataclass(frozen=True)
class SlowGrowth:
    r"""Credits of an agency stay within a multiple of last year's.

    .. math:: \sum_{p \in A} \text{credits}_p \le \gamma \, L_A

    in units of money; agencies without credits last year are left out.

    Parameters
    ----------
    growth : float
        The multiple, 0 or more.
    """

    growth: float = 1.5

    @property
    def name(self) -> str:
        """Name of the rule in rows, prices and conflicts."""
        return "slow growth"

    def check(self, scenario: eb.Scenario, columns: Columns) -> Iterator[Conflict]:
        """Nothing to find by arithmetic: no credits at all keep the rule."""
        return iter(())

    def rows(self, scenario: eb.Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each agency: which columns are its money, and the most they may cost."""
        agencies = scenario.agencies[scenario.agencies["last_year"] > 0]
        owner = scenario.projects.set_index("id")["agency"].reindex(columns.projects)
        held = (owner.to_numpy()[None, :] == agencies["id"].to_numpy()[:, None]).astype(float)
        most = agencies["last_year"].to_numpy() * self.growth / scenario.settings.quantum / columns.unit
        matrix = sparse.csr_array(sparse.csr_array(held) @ columns.credits)
        yield Block(list(agencies["id"]), matrix, np.full(len(most), -np.inf), most)

    def say(self, subject: str, price: str) -> str:
        """Say what the rule costs."""
        return f"Letting {subject} grow no faster costs {price}"


if __name__ == "__main__":
    scenario = eb.worlds.four_projects()
    free = eb.allocate(scenario)
    slow = eb.allocate(scenario, rules=[*STANDARD, SlowGrowth(0.9)])
    for name, plan in (("without the rule", free), ("with it", slow)):
        spent = plan.by_agency().set_index("agency")["credits"].to_dict()
        print(f"{name}: {spent}, gain {plan.gain:.3f} points")
