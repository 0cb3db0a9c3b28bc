"""Own: a rule of the user's, with the faces that it leaves out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from egov_budget.columns import Block
from egov_budget.columns.block import Stated
from egov_budget.counting import BILLION, Inequalities
from egov_budget.counting.inequalities import Entries, cost_entries, ones
from egov_budget.rules.exact_row import ExactRow, read_rows
from egov_budget.rules.funding_rule import KIND, FundingRule, plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.counting import Check, Plan
    from egov_budget.errors import Conflict
    from egov_budget.language import Language
    from egov_budget.rules.limit import Limit
    from egov_budget.rules.rule import Rule
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Own(FundingRule):
    """A rule of the user's own, known by its rows.

    What its rows say of credits paid or of shares delivered is settled and checked exactly. A rule
    with other rows is kept by the solver and named as not checked.

    Parameters
    ----------
    name : str
        Name of the rule.
    exact_rows : tuple of ExactRow
        Rows on credits and shares.
    unchecked : bool
        Whether it has rows besides.
    rule : Rule or None
        The rule itself; ``None`` for one that was read from a document.
    """

    name: str = ""
    exact_rows: tuple[ExactRow, ...] = ()
    unchecked: bool = False  # type: ignore[misc]  # here it hangs on the rows
    rule: Rule | None = None

    @classmethod
    def of(cls, rule: Rule, scenario: Scenario, columns: Columns) -> Self:
        """Read the rows of a rule on a scenario."""
        known: list[ExactRow] = []
        unchecked = False
        for part in rule.rows(scenario, columns):
            if isinstance(part, Stated):
                known.append(ExactRow.of_stated(part, columns.quantum))
                continue
            found = read_rows(part, columns)
            unchecked |= found is None
            known += found or []
        return cls(rule.name, tuple(known), unchecked, rule)

    @property
    def money(self) -> bool:  # type: ignore[override]  # a rule of the library has it in its class
        """Whether its bounds are amounts of money: it says so, or all its rows are on credits."""
        of_credits = bool(self.exact_rows) and all(row.of == "credits" for row in self.exact_rows)
        return bool(getattr(self.rule, "money", of_credits and not self.unchecked))

    @property
    def proves(self) -> bool:  # type: ignore[override]  # as above
        """Whether some of its rows hold of the cost of work as they do of credits."""
        return any(_proved(row) is not None for row in self.exact_rows)

    @property
    def by_each_year(self) -> bool:  # type: ignore[override]  # as above
        """Whether it holds of what has started by each year."""
        return bool(getattr(self.rule, "by_each_year", False))

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield what the rule itself finds."""
        if self.rule is not None:
            yield from self.rule.check(scenario, columns)

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield the rows of the rule, the stated ones over the columns."""
        if self.rule is None:
            yield from (_over(row, columns) for row in self.exact_rows)
            return
        for part in self.rule.rows(scenario, columns):
            if isinstance(part, Stated):
                yield _over(ExactRow.of_stated(part, columns.quantum), columns)
            else:
                yield part

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield each row on credits or shares."""
        for row in self.exact_rows:
            yield from row.check(self.name, plan)

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield ceilings on credits, which bind the cost of work too, and on shares."""
        tally = plan.tally
        for row in self.exact_rows:
            most = _proved(row)
            if most is None:
                continue
            weight = np.array([row.weights.get(project, 0) for project in tally.projects], dtype=object)
            held = np.where(weight != 0, 0, -1)
            if row.of == "credits":
                parts = cost_entries(tally, held)
            else:
                at = np.flatnonzero(held == 0)
                parts = [Entries("x", held[at], at, ones(at))]
            weighted = (one._replace(coefficients=one.coefficients * weight[one.columns]) for one in parts)
            yield Inequalities([row.subject], [most], [*weighted])

    def limits(self, scenario: Scenario, columns: Columns, share: NDArray[Any]) -> Iterator[Limit]:
        """Yield each row on credits or shares."""
        yield from (row.limit(columns) for row in self.exact_rows)

    def say(self, subject: str, price: str) -> str:
        """Say what the rule itself says."""
        if self.rule is None:
            return f"{self.name} ({subject}) costs {price}"
        return self.rule.say(subject, price)

    def said(self, subject: str, price: str, lang: Language) -> str:
        """Say what the rule itself says, in whatever language it does."""
        return self.say(subject, price)

    def record(self) -> dict[str, Any]:
        """Return name, kind and exact rows, and what the rule was made with as far as it is a dataclass."""
        made: Any = self.rule
        given = {}
        if dataclasses.is_dataclass(made):
            names = [field.name for field in dataclasses.fields(made) if field.name != "name"]
            given = {name: plain(getattr(made, name)) for name in names}
        rows = [row.record() for row in self.exact_rows]
        return {
            "name": self.name,
            KIND: type(self).__name__,
            "of": type(made).__name__,
            "made_with": given,
            "rows": rows,
            "unchecked": self.unchecked,
        }

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Self:
        """Return the rule that the rows of a record make."""
        rows = tuple(ExactRow(**row) for row in record["rows"])
        return cls(record["name"], rows, bool(record["unchecked"]))


def complete(rule: Rule, scenario: Scenario, columns: Columns) -> FundingRule:
    """Return a rule with all faces: itself if the library made it, else ``Own``, read on this scenario."""
    if isinstance(rule, Own):
        return rule if rule.rule is None else Own.of(rule.rule, scenario, columns)
    return rule if isinstance(rule, FundingRule) else Own.of(rule, scenario, columns)


def _proved(row: ExactRow) -> int | None:
    """Return the bound of a ceiling in whole weights, in quanta or in whole shares; ``None`` if it is none.

    Credits are never less than the cost of work, so what bounds the one from above bounds the other,
    unless a weight is below 0.
    """
    if row.most is None or row.scale != 1:
        return None
    if row.of == "credits":
        return row.most if min(row.weights.values(), default=0) >= 0 else None
    shares, rest = divmod(row.most, BILLION)
    return None if rest else shares


def _over(row: ExactRow, columns: Columns) -> Block:
    """Return an exact row over the columns of the program."""
    from scipy import sparse

    limit = row.limit(columns)
    weights = np.zeros((1, columns.size))
    weights[0, limit.projects] = np.asarray(limit.weights, dtype=np.float64) / row.scale
    if row.of == "credits":
        weights, unit = weights[:, : columns.n_projects] @ columns.credits, columns.unit
    else:
        unit = BILLION
    low, high = (
        np.array([none if end is None else end / row.scale / unit])
        for end, none in ((row.least, -np.inf), (row.most, np.inf))
    )
    return Block([row.subject], sparse.csr_array(weights), low, high)
