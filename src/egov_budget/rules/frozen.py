"""Frozen: a project keeps its credits and gets no less done with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from egov_budget.columns import Block
from egov_budget.counting import BILLION, Check
from egov_budget.errors import Conflict
from egov_budget.money import exact, to_amounts
from egov_budget.rules.excluded import excluded, most_each
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.holders import HOLDS, bounds_of, holding
from egov_budget.rules.limit import Given, Limit
from egov_budget.rules.mandatory import mandatory
from egov_budget.scenario.hints import did_you_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario

ROUNDING = 1e-9  # shares are counted in billionths, rounded down


@dataclass(frozen=True)
class Frozen(FundingRule):
    r"""A frozen project keeps its credits and delivers no less.

    .. math:: \text{credits}_p \le \text{credits}^0_p, \qquad x_p \ge x^0_p

    in units of money and as a share; 0 marks what it had. All of that is paid when the plan is settled,
    also where less would do. It is no rule of its own accord: add it to ``rules.STANDARD``.

    Parameters
    ----------
    credits : mapping of str to float
        What is kept, by project id, currency units.
    shares : mapping of str to float
        Share delivered with it, 0 to 1, by the same ids.
    rounded : bool
        Whether the programme may reckon with up to a quantum more each. A plan in whole quanta need
        not fit its own rows by that much; what is paid stays as it is.
    """

    credits: Mapping[str, float]
    shares: Mapping[str, float]
    rounded: bool = False
    name: str = "frozen"
    keeps: ClassVar[str] = "decided before"
    passing: ClassVar[bool] = True
    of_the_year: ClassVar[bool] = True

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for each frozen project that is none or that another rule forbids as it is."""
        kept = Given.of(self.credits, columns)
        share = np.array([self.shares[name] for name in kept.names])
        for name in sorted(set(self.credits) - set(kept.names)):
            hint = did_you_mean(name, columns.projects.tolist())
            remedy = f"correct the id ({hint})" if hint else "correct the id"
            yield Conflict.of("frozen_stranger", self.name, name, 0.0, 1.0, "project", remedy=remedy)
        yield from self._flags(scenario, columns, kept, share)
        yield from self._money(scenario, columns, kept)
        yield from self._pairs(scenario, dict(zip(kept.names, share.tolist(), strict=True)))

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield two rows for each project."""
        names, at, paid = Given.of(self.credits, columns)
        if not names:
            return
        open_ended, most = np.full(len(names), np.inf), (paid + int(self.rounded)) / columns.unit
        yield Block([f"paid: {name}" for name in names], columns.credits[at].tocsr(), -open_ended, most)
        least = np.array([self._least(name) / BILLION for name in names])
        shares = columns.rows(np.arange(len(names)), at, np.ones(len(names)), len(names))
        yield Block([f"delivered: {name}" for name in names], shares, least, open_ended)

    def _flags(
        self, scenario: Scenario, columns: Columns, kept: Given, share: NDArray[np.float64]
    ) -> Iterator[Conflict]:
        names, at, _ = kept
        projects = scenario.projects.set_index("id").loc[columns.projects[at]]
        whole = ~projects["divisible"].to_numpy() & (share > 0) & (share < 1)
        tests = (
            (excluded(scenario)[at] & (share > 0), 0.0, "is excluded", "admit it"),
            (mandatory(scenario)[at] & (share < 1), 1.0, "is mandatory", "make it optional"),
            (whole, 1.0, "is all or nothing", "make it divisible"),
        )
        for broken, need, fact, remedy in tests:
            for place in np.flatnonzero(broken):
                where = (self.name, names[place], float(share[place]), need, "share delivered")
                yield Conflict.of("frozen_against_a_flag", *where, fact=fact, remedy=remedy)

    def _money(self, scenario: Scenario, columns: Columns, kept: Given) -> Iterator[Conflict]:
        def conflict(key: str, subject: str, have: int, need: int, **told: str) -> Conflict:
            less, more = to_amounts([have, need], columns.quantum).tolist()
            return Conflict.of(key, self.name, subject, less, more, scenario.settings.currency, **told)

        given = np.zeros(columns.n_projects, dtype=np.int64)
        given[kept.places] = kept.quanta
        most = np.where(excluded(scenario), given, most_each(scenario, columns))
        for place in np.flatnonzero(given > most).tolist():
            name = columns.projects[place]
            yield conflict("frozen_over_request", name, int(most[place]), int(given[place]))
        if given.sum() > columns.pool:
            yield conflict("frozen_over_pool", "pool", columns.pool, int(given.sum()))
        for of in HOLDS:
            ceilings = bounds_of(scenario, of, "ceiling")
            held = holding(scenario, of, list(ceilings)) @ given
            for (name, ceiling), amount in zip(ceilings.items(), held, strict=True):
                if amount > ceiling:
                    yield conflict("frozen_over_ceiling", name, ceiling, int(amount), of=HOLDS[of])

    def _pairs(self, scenario: Scenario, share: Mapping[str, float]) -> Iterator[Conflict]:
        needs = scenario.prerequisites
        for project, needed in zip(needs["project"], needs["requires"], strict=True):
            have, need = share.get(needed, 1.0), share.get(project, 0.0)
            if have < need - ROUNDING:
                where = (self.name, project, have, need, f"of {needed!r} delivered")
                yield Conflict.of("needs_what_is_frozen", *where, needed=needed)
        for name, rows in scenario.alternatives.groupby("set")["project"]:
            total = sum(share.get(project, 0.0) for project in rows)
            if total > 1 + ROUNDING:
                yield Conflict.of("frozen_together", self.name, str(name), 1.0, total, "of one project")

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether each project keeps its credits, and delivers no less."""
        for project, amount in sorted(self.credits.items()):
            paid, kept = plan.quanta[project], plan.quantum_count(amount)
            yield Check(self.name, f"paid: {project}", paid, kept, paid == kept)
            part, least = plan.parts[project], self._least(project)
            yield Check(self.name, f"delivered: {project}", part, least, part >= least)

    def limits(self, scenario: Scenario, columns: Columns, share: NDArray[Any]) -> Iterator[Limit]:
        """Yield the credits of each frozen project, and the share that it delivers at least."""
        _, places, paid = Given.of(self.credits, columns)
        for at, kept in zip(places.tolist(), paid.tolist(), strict=True):
            yield Limit(np.array([at]), kept, kept)
            yield Limit(np.array([at]), self._least(str(columns.projects[at])), of="shares")

    def _least(self, project: str) -> int:
        """Return the share of a project that is kept, billionths."""
        return int(exact(self.shares[project]) * BILLION)
