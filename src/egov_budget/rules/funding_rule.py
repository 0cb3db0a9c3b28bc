"""FundingRule: all that a rule means, each face with what most rules say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from math import isfinite
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from egov_budget.columns.precedence import Precedence
from egov_budget.rules.words import request, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from egov_budget.columns import Block, Columns
    from egov_budget.columns.expansion import TimeExpansion
    from egov_budget.counting import Check, Choice, Inequalities, Plan
    from egov_budget.counting.course import Course, Dated
    from egov_budget.errors import Conflict
    from egov_budget.language import Language
    from egov_budget.rules.limit import Limit, Loosening
    from egov_budget.scenario import Scenario

KIND = "rule"


class FundingRule:
    """A rule as this library makes them: a frozen dataclass that says itself all that it means.

    ``rows`` speaks to the solver, in arrays; ``demands`` and ``inequalities`` to audit and proof, in whole
    numbers from the tables alone, so that each can find the other wrong. What a rule leaves out here is as
    most rules have it.

    Attributes
    ----------
    money : bool
        Whether its bounds are amounts of money.
    demanding, priced : bool
        Whether it demands what could be given up, and does not only say how things are counted; whether
        somebody set its bounds, so that each has a price.
    by_each_year : bool
        Whether it holds of what has started by each year of several, or of all years together.
    frugal : bool
        Whether what it charges a project is what the project costs, or spares.
    of_the_pool : bool
        Whether its bound is the pool itself.
    of_the_year, of_exchanges : bool
        Whether it demands of the whole year what is not due in a part of it; whether it ties shares to the
        projects that open the exchanges they need.
    holder : str
        Column of the projects that says whose bound it is, or empty.
    bars, keeps : str
        Reason given where it keeps a project out; where the plan would break it without a project.
    rank : int
        What a treasury would rather be told about has the lower one.
    mended_by_money : bool
        Whether a larger pool would end what it keeps out.
    passing : bool
        Whether it was made for one plan and falls when another is made from that.
    of_points : bool
        Whether it demands points, which rounding may take.
    exact_leads : bool
        Whether the best of each SOS1 set must be searched for under it.
    covers : bool
        Whether it has a row for each cell, then one for each shared cell, that says what is gained there.
    proves, unchecked : bool
        Whether it has inequalities; whether it demands more than ``demands`` can check.
    provision, asks : str
        The provision of a bill for it, or empty; its demand of a subject, where ``{asked}`` is a request.
    """

    money: ClassVar[bool] = False
    demanding: ClassVar[bool] = True
    priced: ClassVar[bool] = True
    by_each_year: ClassVar[bool] = False
    frugal: ClassVar[bool] = False
    of_the_pool: ClassVar[bool] = False
    of_the_year: ClassVar[bool] = False
    of_exchanges: ClassVar[bool] = False
    holder: str = ""
    bars: ClassVar[str] = "another rule"
    keeps: ClassVar[str] = "drawn in"
    rank: ClassVar[int] = 50
    mended_by_money: ClassVar[bool] = False
    passing: ClassVar[bool] = False
    of_points: ClassVar[bool] = False
    exact_leads: ClassVar[bool] = False
    covers: ClassVar[bool] = False
    proves: ClassVar[bool] = False
    provision: ClassVar[str] = ""
    unchecked: ClassVar[bool] = False
    asks: ClassVar[str] = "{rule} ({subject})"

    @property
    def name(self) -> str:
        """Name of the rule in rows, prices, conflicts and the audit."""
        raise NotImplementedError

    @property
    def reads(self) -> tuple[str, ...]:
        """Columns of the services that the rule reads beyond ids, scores and importance."""
        return ()

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield what arithmetic alone shows to be impossible: nothing, where it can be kept always."""
        yield from ()

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield the rows of the rule; none where it has no subject."""
        raise NotImplementedError

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield what the rule demands of a plan: nothing, of one that only counts."""
        yield from ()

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield what holds of every plan under the rule; a rule without any can only lower the gain."""
        yield from ()

    def choices(self, plan: Plan) -> Iterator[Choice]:
        """Yield pairs of spans, to one of which every plan under the rule keeps: where proofs branch."""
        yield from ()

    def inequalities_over(self, course: Course) -> Iterator[Inequalities]:
        """Yield what holds of every plan over several years."""
        return self._of_years(self.inequalities, course)

    def choices_over(self, course: Course) -> Iterator[Choice]:
        """Yield the same pairs of spans over several years."""
        return self._of_years(self.choices, course)

    def limits(self, scenario: Scenario, columns: Columns, share: NDArray[Any]) -> Iterator[Limit]:
        """Yield what settling has to keep: bounds on credits or on shares delivered."""
        yield from ()

    def limits_over(
        self, scenario: Scenario, expansion: TimeExpansion, share: NDArray[Any]
    ) -> Iterator[Limit]:
        """Yield what settling has to keep over several years; credits stand by project, then by year.

        ``share``, of shape (T + 1, n), is what was begun before, then what has started by each year.
        """
        count = expansion.calendar.count
        for limit in self.limits(scenario, expansion.columns, share[-1]):
            yield limit.over(count) if limit.of == "credits" else limit

    def over(self, scenario: Scenario, expansion: TimeExpansion) -> Iterator[Block]:
        """Yield the rows of a plan of one year, or of several."""
        if expansion.calendar.trivial:
            yield from self.rows(scenario, expansion.columns)
        else:
            yield from self.stretched(scenario, expansion)

    def stretched(self, scenario: Scenario, expansion: TimeExpansion) -> Iterator[Block]:
        """Yield the rows over several years: on what has started by each, or by the last."""
        years = range(expansion.calendar.count) if self.by_each_year else (expansion.calendar.count - 1,)
        for year in years:
            for block in self.rows(scenario, expansion.columns):
                yield expansion.placed(block, year, named=self.by_each_year)

    def demands_over(self, course: Course) -> Iterator[Check]:
        """Yield what the rule demands of a plan over several years."""
        return self._of_years(self.demands, course)

    def _of_years(self, said: Callable[[Plan], Iterator[Dated]], course: Course) -> Iterator[Dated]:
        """Yield what is said of what has started by each year, or by the last."""
        if not self.by_each_year:
            yield from said(course.plans[-1])
        for year, plan in enumerate(course.plans if self.by_each_year else ()):
            for each in said(plan):
                yield course.placed(each, year)

    def loosening(self, scenario: Scenario) -> Mapping[str, Loosening]:
        """Return how the bound on each subject may give way; those that are not there do not."""
        return {}

    def at_pool(self, scenario: Scenario, pool: float) -> Mapping[str, int]:
        """Return the bounds at another pool, in quanta, by subject; what does not move may be left out."""
        return {}

    def paying(self, beyond: Mapping[str, float]) -> FundingRule:
        """Return the rule where some projects are paid more than their work costs, by id, currency units."""
        return self

    def demand_of(self, subject: str) -> str | None:
        """Return what a row is about as a demand that could be given up; ``None`` if it only counts."""
        return subject if self.demanding else None

    def viable(self, scenario: Scenario, columns: Columns) -> NDArray[Any] | None:
        """Return the billionths below which a project delivers nothing, shape (n,); ``None`` for no such."""
        return None

    def precedence(self, scenario: Scenario, columns: Columns) -> Precedence:
        """Return who gets no further than whom: nobody, where that is not what the rule says."""
        return Precedence.none()

    def whole_columns(self, scenario: Scenario, columns: Columns) -> NDArray[Any]:
        """Return the columns that the rule demands to be whole, as demands that could be given up."""
        return np.zeros(0, dtype=np.int64)

    def counts_money(self, subject: str) -> bool:
        """Tell whether the bound of one row is an amount of money."""
        return self.money

    def say(self, subject: str, price: str) -> str:
        """Say what the rule on this subject costs."""
        return words(self, subject, price)

    def said(self, subject: str, price: str, lang: Language) -> str:
        """Say in a language what the rule on this subject costs; one with words of its own says these."""
        own = type(self).say is not FundingRule.say
        return self.say(subject, price) if own else words(self, subject, price, lang)

    def demand(self, scenario: Scenario, subject: str) -> str:
        """Say what the rule demands of a subject, without a full stop."""
        asked = request(scenario, subject) if "{asked}" in self.asks else ""
        return self.asks.format(rule=self.name, subject=subject, asked=asked)

    def record(self) -> dict[str, Any]:
        """Return the rule as a record: its name, its kind and what it was made with."""
        made: Iterable[Any] = fields(self)  # type: ignore[arg-type]  # every rule is a dataclass
        given = {field.name: plain(getattr(self, field.name)) for field in made if field.name != "name"}
        return {"name": self.name, KIND: type(self).__name__} | given

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Self:
        """Return the rule that a record states.

        Raises
        ------
        RuleError, TypeError or ValueError
            If it cannot be made with such parameters.
        """
        made: Iterable[Any] = fields(cls)  # type: ignore[arg-type]  # every rule is a dataclass
        derived = {KIND} if "name" in {field.name for field in made} else {KIND, "name"}
        return cls(**{key: value for key, value in record.items() if key not in derived})


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it; what it has nothing for is written as text."""
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in sorted(value.items())}
    finite = not isinstance(value, float) or isfinite(value)
    return value if isinstance(value, bool | int | float | str) and finite else repr(value)
