"""Allocation: who gets what, in which role, and what it brings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.allocation.alike import Alike
from egov_budget.allocation.brief import Brief
from egov_budget.allocation.counted import Counted
from egov_budget.allocation.forms import Forms
from egov_budget.allocation.levels import levels
from egov_budget.allocation.raised import raised
from egov_budget.allocation.role import roles_of
from egov_budget.allocation.values import values
from egov_budget.columns import Columns, Delivery, as_expected
from egov_budget.counting import BILLION
from egov_budget.counting.audit import audited
from egov_budget.language import all_digits, figures, harmless, in_currency
from egov_budget.money import to_amounts
from egov_budget.rules.reaching import attainment_after
from egov_budget.scenario import bands
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.counting.audit import Audit
    from egov_budget.counting.tree import Branch
    from egov_budget.overlaps import Overlaps
    from egov_budget.rules.funding_rule import FundingRule
    from egov_budget.scenario import Scenario
    from egov_budget.solving import Outcome


@dataclass(frozen=True, eq=False)
class Allocation(Alike, Forms, Counted):
    """Credits of every project in whole quanta, its role and what is gained.

    Parameters
    ----------
    scenario : Scenario
        What was asked for.
    overlaps : Overlaps or None
        The common work it knows of.
    rules : tuple of FundingRule
        Rules it was made under.
    columns : Columns
        Ids and numbers behind the arrays; projects are sorted by id.
    quanta : ndarray of int64, shape (n,)
        Credits of each project in quanta.
    parts : ndarray of int64, shape (n,)
        Delivered share of each project in billionths.
    leads : ndarray of int64, shape (groups,)
        Leading project of each group, -1 where nobody leads.
    outcome : Outcome or None
        What the solver gave; ``None`` for a split made by hand, and for a plan that was read back.
    proof : Branch or None
        Multipliers of the document that it was read from; ``None`` where none was read.
    parent : str
        Seal of the plan that it was made from; empty where it was made from requests.
    """

    scenario: Scenario
    overlaps: Overlaps | None
    rules: tuple[FundingRule, ...]
    columns: Columns
    quanta: NDArray[np.int64]
    parts: NDArray[np.int64]
    leads: NDArray[np.int64]
    outcome: Outcome | None = None
    proof: Branch | None = None
    parent: str = ""

    @cached_property
    def credits(self) -> pd.Series:
        """Credits by project id, currency units."""
        return self._by_project(to_amounts(self.quanta, self.columns.quantum), "credits")

    @cached_property
    def share(self) -> pd.Series:
        """Delivered share by project id, 0 to 1."""
        return self._by_project(self.parts / BILLION, "share")

    @cached_property
    def gain_by_project(self) -> pd.Series:
        """Gain by project id, points; they sum to ``gain``."""
        return self._by_project(self._delivery.by_project, "gain")

    @property
    def gain(self) -> float:
        """Total gain: points weighted by importance and indicator, counted from the settled shares."""
        return float(self.columns.value @ self._delivery.points)

    @property
    def promised(self) -> float:
        """Total gain if every agency delivered all that it promised, points; ``gain`` is what is expected."""
        columns, delivery = self._promises
        return float(columns.value @ delivery.points)

    @cached_property
    def promised_by_project(self) -> pd.Series:
        """Gain promised by project id, points, no less than is expected of it; they sum to ``promised``."""
        columns, delivery = self._promises
        expected = Delivery.of(as_expected(columns, self.scenario), self.parts / BILLION, self.leads)
        gains = delivery.beyond(columns, expected) * columns.value[columns.effect_cell]
        sums = np.bincount(columns.effect_project, gains, columns.n_projects)
        return self._by_project(sums.astype(np.float64), "promised")

    @property
    def spent(self) -> float:
        """Credits paid out, currency units."""
        return self._amount(int(self.quanta.sum()))

    @property
    def left(self) -> float:
        """Credits that stay in the pool, currency units."""
        return self._amount(self.columns.pool - int(self.quanta.sum()))

    @cached_property
    def saved(self) -> pd.Series:
        """Credits saved by doing common work once, by group id: members alone less members together.

        0 where fewer than two are funded or nobody leads.
        """
        alone = self.columns.cost.astype(object) * self.parts
        saving = np.zeros(len(self.columns.groups), dtype=np.int64)
        for at in np.flatnonzero(self.leads >= 0).tolist():
            member = self.columns.member[self.columns.group == at]
            if (self.parts[member] > 0).sum() > 1:
                saving[at] = -(-int(alone[member].sum()) // BILLION) - int(self.quanta[member].sum())
        amounts = to_amounts(saving, self.columns.quantum)
        return pd.Series(amounts, index=pd.Index(self.columns.groups, name="group"), name="saved")

    @cached_property
    def brief(self) -> Brief:
        """The plan in a dozen numbers, as every screen and paper tells them."""
        return Brief.of(self)

    @cached_property
    def raised(self) -> pd.DataFrame:
        """One row for each project and service that gains by it: project, service, gain (points)."""
        return raised(self.columns, self._delivery)

    @cached_property
    def attainment(self) -> pd.DataFrame:
        """Attainment of every service ``before`` and ``after``, 0 to 1, by service id."""
        known, after = self.columns.attainment, attainment_after(self.columns, self._delivery.points)
        index = pd.Index(known.services, name="service")
        return pd.DataFrame({"before": known.mean, "after": after}, index=index)

    @cached_property
    def bands(self) -> pd.DataFrame:
        """Number of services by band of the national evaluation, ``before`` and ``after``."""
        return levels(self).apply(lambda column: bands(column.to_numpy()))

    @cached_property
    def roles(self) -> pd.Series:
        """Role by project id: funded, partly funded, lead of G, adopter of lead, retired, not funded."""
        return self.role_records.map(str)

    @cached_property
    def role_records(self) -> pd.Series:
        """The same as records by project id: ``Role``, its kind and whom or what it names."""
        return roles_of(self.scenario, self.columns, self.parts, self.leads)

    @once
    def audit(self) -> Audit:
        """Re-check every rule from the scenario alone, in exact arithmetic, without solver or program.

        Examples
        --------
        >>> from egov_budget import allocate, worlds
        >>> allocate(worlds.four_projects()).audit()
        <Audit of 15 demands: every rule holds>
        """
        return audited(self.counted, self.rules)

    def __repr__(self) -> str:
        settings = self.scenario.settings
        funded = f"{self.brief.funded:,} of {self.brief.projects:,} projects"
        spent = f"{all_digits(self.spent)} of {in_currency(settings.pool, harmless(settings.currency))}"
        return f"<Allocation {settings.name!r}: {funded}, {spent}, gain {figures(self.gain, 6)}>"

    @cached_property
    def values(self) -> NDArray[np.float64]:
        """Value of every column of the program at the settled plan, shape (columns,)."""
        return values(self.columns, self.parts / BILLION, self.leads, self._delivery)

    @cached_property
    def _delivery(self) -> Delivery:
        return Delivery.of(self.columns, self.parts / BILLION, self.leads)

    @cached_property
    def _promises(self) -> tuple[Columns, Delivery]:
        columns = Columns.of(self.scenario, self.overlaps, promised=True)
        return columns, Delivery.of(columns, self.parts / BILLION, self.leads)

    def _by_project(self, values: NDArray[np.float64], name: str) -> pd.Series:
        return pd.Series(values, index=pd.Index(self.columns.projects, name="project"), name=name)

    def _amount(self, quanta: int) -> float:
        return float(to_amounts(quanta, self.columns.quantum))
