"""What a rule is to whoever states one: a name, a check, rows and a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from egov_budget.columns import Block, Columns
    from egov_budget.columns.block import Stated
    from egov_budget.errors import Conflict
    from egov_budget.scenario import Scenario


class Rule(Protocol):
    """A rule of funding: what it demands, whether it can hold, and what to say about it.

    One whose bounds are amounts of money, in ``Columns.unit``, has an attribute ``money`` that is true;
    one that holds of what has started by each year of a plan over several, and not only of all its
    years together, has ``by_each_year``.
    """

    @property
    def name(self) -> str:
        """Name of the rule in rows, prices, conflicts and the audit."""

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield what arithmetic alone shows to be impossible."""

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block | Stated]:
        """Yield the rows of the rule; none where it has no subject."""

    def say(self, subject: str, price: str) -> str:
        """Return the sentence for a report: what the rule on this subject costs."""
