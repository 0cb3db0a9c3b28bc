"""Schedule: who gets what in which year, when it starts and when it gains."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from egov_budget.allocation.alike import Alike
from egov_budget.allocation.role import roles_of
from egov_budget.allocation.settle import in_quanta
from egov_budget.certificate.certify import certify
from egov_budget.counting import BILLION
from egov_budget.counting.upkeep import upkeep_by_year
from egov_budget.display import Displayed, form
from egov_budget.horizon.counted import Counted
from egov_budget.horizon.points_by_year import points_by_year
from egov_budget.language import figures, harmless, in_currency
from egov_budget.money import to_amounts
from egov_budget.rules.reaching import attainment_after

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.columns.calendar import Calendar
    from egov_budget.counting.tree import Branch
    from egov_budget.overlaps import Overlaps
    from egov_budget.rules.funding_rule import FundingRule
    from egov_budget.scenario import Scenario
    from egov_budget.solving import Outcome


@dataclass(frozen=True, eq=False)
class Schedule(Alike, Displayed, Counted):
    """Credits of every project in every year, in whole quanta, and what is gained by when.

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
    calendar : Calendar
        Years, pools, profiles and promises.
    quanta : ndarray of int64, shape (n, T)
        Credits of each project in each year, quanta.
    parts : ndarray of int64, shape (n, T)
        Share of each project that has started by each year, billionths.
    begun : ndarray of int64, shape (n,)
        Share that earlier plans began and that is kept, billionths.
    leads : ndarray of int64, shape (groups,)
        Leading project of each group, -1 where nobody leads.
    outcome : Outcome or None
        What the solver gave; ``None`` for a plan that was read.
    proof : Branch or None
        Multipliers of the document that it was read from; ``None`` where none was read.
    """

    scenario: Scenario
    overlaps: Overlaps | None
    rules: tuple[FundingRule, ...]
    columns: Columns
    calendar: Calendar
    quanta: NDArray[np.int64]
    parts: NDArray[np.int64]
    begun: NDArray[np.int64]
    leads: NDArray[np.int64]
    outcome: Outcome | None = None
    proof: Branch | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """The years, in order."""
        return self.calendar.years

    @classmethod
    def of(cls, outcome: Outcome, scenario: Scenario) -> Schedule:
        """Settle what the solver gave for the years of a scenario, in whole quanta."""
        settled, program = in_quanta(outcome), outcome.program
        return cls(
            scenario=scenario,
            overlaps=program.overlaps,
            rules=program.rules,
            columns=program.columns,
            calendar=program.expansion.calendar,
            outcome=outcome,
            **vars(settled),
        )

    @cached_property
    def credits(self) -> pd.DataFrame:
        """Credits by project id (rows) and year (columns), currency units."""
        return self._by_year(to_amounts(self.quanta, self.columns.quantum))

    @cached_property
    def share(self) -> pd.DataFrame:
        """Share of each project (rows) that has started by the end of each year (columns), 0 to 1."""
        return self._by_year(self.parts / BILLION)

    @cached_property
    def start(self) -> pd.Series:
        """Year in which each project starts, by id; missing for one that does not, or began before."""
        new = self.parts > self.begun[:, None]
        first = pd.array(np.array(self.years)[np.argmax(new, axis=1)], dtype="Int64")
        first[~new.any(axis=1)] = pd.NA
        return pd.Series(first, index=pd.Index(self.columns.projects, name="project"), name="start")

    @cached_property
    def attainment(self) -> pd.DataFrame:
        """Attainment of every service ``before`` and at the end of each year, 0 to 1, by service id."""
        known = self.columns.attainment
        frame = pd.DataFrame({"before": known.mean}, index=pd.Index(known.services, name="service"))
        for year, points in zip(self.years, self.points, strict=True):
            frame[year] = attainment_after(self.columns, points)
        return frame

    @cached_property
    def gains(self) -> pd.DataFrame:
        """One row a year: year, gain so far, added in the year, worth of a point, discounted.

        ``discounted`` is what the year adds times the worth of a point in it; it sums to ``gain``.
        """
        so_far = np.array([self.columns.value @ points for points in self.points])
        added = np.diff(so_far, prepend=0.0)
        worth = self.calendar.worth
        return pd.DataFrame(
            {"year": self.years, "gain": so_far, "added": added, "worth": worth, "discounted": added * worth}
        )

    @property
    def gain(self) -> float:
        """Gain of all years, each point by the worth of the year in which it comes."""
        return float(self.gains["discounted"].sum())

    @property
    def gap(self) -> float:
        """How much more another plan may gain at most, as a part of the gain; see ``certify``."""
        proof = certify(self)
        return float(proof.gap / proof.gain) if proof.gain else float(proof.gap and np.inf)

    @cached_property
    def pools(self) -> pd.DataFrame:
        """One row a year: pool, carried in, promised, spent, upkeep, carried out, lapsed; currency units.

        ``spent`` are credits of projects; ``upkeep`` is what has delivered before the year costs to run.
        What is not spent moves on as far as the year's carry-over lets it; the rest lapses. All of it is in
        prices of the requests: the pool is divided by the deflator of its year, and what is carried out buys
        less by the next where prices rise.
        """
        rows: list[list[float]] = []
        carried: int | Fraction = 0
        promised = np.minimum(self.calendar.promised, self.quanta).sum(axis=0)
        spent, upkeep = self.quanta.sum(axis=0), [ceil(cost) for cost in upkeep_by_year(self.course)]
        for year in range(self.calendar.count):
            left = int(self.calendar.pools[year]) + carried - int(spent[year]) - upkeep[year]
            out = floor(max(min(left, int(self.calendar.carry[year])), 0))
            had = [self.calendar.pools[year], floor(carried), promised[year], spent[year]]
            row = [*had, upkeep[year], out, floor(left) - out]
            rows.append(to_amounts(np.array(row, dtype=np.int64), self.columns.quantum).tolist())
            carried = self.course.pools.moved_on(year, left)
        names = ["pool", "carried in", "promised", "spent", "upkeep", "carried out", "lapsed"]
        return pd.DataFrame(rows, columns=names, index=pd.Index(self.years, name="year")).reset_index()

    @property
    def dated(self) -> bool:
        """Whether prices differ between any of the years and the requests, so that pools were divided."""
        return bool((self.scenario.years["deflator"] != 1).any())

    @property
    def spent(self) -> float:
        """Credits of all years, currency units."""
        return float(to_amounts(int(self.quanta.sum()), self.columns.quantum))

    @cached_property
    def roles(self) -> pd.Series:
        """Role by project id: funded, partly funded, lead of G, adopter of lead, retired, not funded."""
        return roles_of(self.scenario, self.columns, self.parts[:, -1], self.leads).map(str)

    def table(self) -> pd.DataFrame:
        """Return one row a project, in the scenario's order: asked, start, share, role, a column a year."""
        asked = self.scenario.projects.set_index("id", drop=False)
        frame = asked[["id", "agency", "title", "cost"]].rename(columns={"cost": "asked"})
        own = {"start": self.start, "share": self.share[self.years[-1]], "role": self.roles}
        frame = frame.join(pd.DataFrame(own))
        for year in self.years:
            frame[str(year)] = self.credits[year].reindex(frame.index)
        return frame.reset_index(drop=True)

    def to_excel(self, path: str | Path, lang: str = "en") -> None:
        """Write the plan as a workbook in a language, a sheet a table, whole or not at all."""
        form("Schedule.to_excel")(self, Path(path), lang)

    def to_html(self, path: str | Path, lang: str = "en") -> None:
        """Write the plan as one HTML file to be printed on A4, in a language, whole or not at all."""
        form("Schedule.to_html")(self, Path(path), lang)

    def to_dict(self) -> dict[str, Any]:
        """Return the plan as plain data, with its certificate; ``verify`` checks it."""
        found: dict[str, Any] = form("Schedule.to_dict")(self)
        return found

    def to_json(self, path: str | Path | None = None) -> str | None:
        """Write the same as JSON, whole or not at all; without a path return the text."""
        text: str | None = form("Schedule.to_json")(self, None if path is None else Path(path))
        return text

    def plot(self, ax: Axes | None = None, *, lang: str = "en") -> Axes:
        """Draw credits and gain by year; see ``reporting.plots``."""
        drawn: Axes = form("Schedule.plot")(self, ax, lang=lang)
        return drawn

    @cached_property
    def points(self) -> list[NDArray[np.float64]]:
        """Points gained by each cell at the end of each year, counted from the settled shares."""
        return points_by_year(self)

    def _by_year(self, values: NDArray[np.float64]) -> pd.DataFrame:
        index = pd.Index(self.columns.projects, name="project")
        return pd.DataFrame(values, index=index, columns=pd.Index(self.years, name="year"))

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"years": self.pools, "projects": self.table()}

    def __repr__(self) -> str:
        funded = f"{int((self.parts[:, -1] > 0).sum())} of {len(self.parts)} projects"
        span = f"{self.years[0]}-{self.years[-1]}" if len(self.years) > 1 else f"{self.years[0]}"
        money = f"{in_currency(self.spent, self.scenario.settings.currency)}, gain {figures(self.gain, 6)}"
        return harmless(f"<Schedule {self.scenario.settings.name!r} {span}: {funded}, {money}>")

    def __str__(self) -> str:
        from egov_budget.horizon.in_words import in_words

        return in_words(self)
