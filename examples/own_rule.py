"""A rule of one's own: no agency gets more than a multiple of what it got last year.

A rule is a class with a name, a check by arithmetic, rows, and a sentence. Nothing else is edited: hand
it to ``allocate`` beside the standard rules. What it states of credits is kept and checked to the quantum.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import egov_budget as eb
from egov_budget.errors import Conflict
from egov_budget.rules import STANDARD, Block, Columns, Stated


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
    money: ClassVar[bool] = True

    @property
    def name(self) -> str:
        """Name of the rule in rows, prices and conflicts."""
        return "slow growth"

    def check(self, scenario: eb.Scenario, columns: Columns) -> Iterator[Conflict]:
        """Nothing to find by arithmetic: no credits at all keep the rule."""
        return iter(())

    def rows(self, scenario: eb.Scenario, columns: Columns) -> Iterator[Stated]:
        """State a row for each agency: whose credits, and the most they may come to."""
        projects = scenario.projects.set_index("id")["agency"]
        last_year = scenario.agencies.set_index("id")["last_year"]
        for agency, amount in last_year[last_year > 0].items():
            held = projects.index[projects == agency]
            yield Block.of_credits(dict.fromkeys(held, 1), most=amount * self.growth, subject=agency)

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
