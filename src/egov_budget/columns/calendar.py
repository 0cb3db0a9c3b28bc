"""Calendar: years, their pools, and when each project is paid, delivers and is expected to bring how much."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.counting.pools import pools_of
from egov_budget.display.fixed import Fixed
from egov_budget.money import to_quanta
from egov_budget.scenario.realisation import grown, realisation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Calendar(Fixed):
    r"""Everything about the years of a plan, as arrays over projects sorted by id and years in order.

    Parameters
    ----------
    years : tuple of int, length T
        The years, following each other.
    pools : ndarray of int64, shape (T,)
        Pool of each year, quanta.
    carry : ndarray of int64, shape (T,)
        Most that moves on from each year to the next, quanta; nothing does from the last.
    parts : ndarray of float, shape (n, W)
        Part of the cost of each project that is due in each of its own years. Of the whole cost
        these are whole quanta, by largest remainder.
    span : ndarray of int64, shape (n,)
        Years from its start to the last in which it is paid or delivers.
    delivery : ndarray of int64, shape (n,)
        Year of the project, from 1, at whose end it delivers.
    readiness : ndarray of float, shape (n, T)
        Part of the promise expected of what delivers at the end of each year, by that of the last.
    started, delivered : ndarray of float, shape (n,)
        Share that earlier plans began, and what of it has its points in the scores already.
    built : ndarray of float, shape (n,)
        Common work that it leads and earlier plans began, quanta; NaN where that is not known.
    promised : ndarray of int64, shape (n, T)
        Credits that earlier plans promised, quanta.
    released : ndarray of bool, shape (n,)
        Whether the promise may be given up.
    served : ndarray of int64, shape (n,)
        Last year of a promise, from 0; T for a project without one.
    discount : float
        What a point is worth a year later, 1 / (1 + rate).
    kept : tuple of Fraction, length T
        What a unit of money that moves into each year buys there of what it bought in the year before.
    trivial : bool
        Whether it is that of a plan of one year, which reads no profile, growth or promise.
    """

    years: tuple[int, ...]
    pools: NDArray[np.int64]
    carry: NDArray[np.int64]
    parts: NDArray[np.float64]
    span: NDArray[np.int64]
    delivery: NDArray[np.int64]
    readiness: NDArray[np.float64]
    started: NDArray[np.float64]
    delivered: NDArray[np.float64]
    built: NDArray[np.float64]
    promised: NDArray[np.int64]
    released: NDArray[np.bool_]
    served: NDArray[np.int64]
    discount: float
    kept: tuple[Fraction, ...] = (Fraction(1),)
    trivial: bool = False

    @classmethod
    def one_year(cls, columns: Columns, year: int = 1) -> Calendar:
        """Return the calendar of a plan of one year: all is paid and delivered in it, nothing was begun."""
        n = columns.n_projects
        one, zero = np.ones(n, dtype=np.int64), np.zeros(n)
        return cls(
            years=(year,),
            pools=np.array([columns.pool]),
            carry=np.zeros(1, dtype=np.int64),
            parts=np.ones((n, 1)),
            span=one,
            delivery=one,
            readiness=np.ones((n, 1)),
            started=zero,
            delivered=zero,
            built=zero,
            promised=np.zeros((n, 1), dtype=np.int64),
            released=np.zeros(n, dtype=bool),
            served=one,
            discount=1.0,
            trivial=True,
        )

    @classmethod
    def of(cls, scenario: Scenario, columns: Columns) -> Calendar:
        """Lay out the years of a scenario; one year with nothing from before it is that of ``one_year``."""
        money = pools_of(scenario)
        if len(money.years) == 1 and scenario.commitments.empty and not scenario.projects["started"].any():
            return cls.one_year(columns, *money.years)
        years = money.years
        listed = scenario.projects.set_index("id").loc[columns.projects]
        parts = _parts(scenario, columns)
        length = parts.shape[1] - np.argmax(parts[:, ::-1] > 0, axis=1)
        delivery = listed["delivery"].astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
        delivers = np.where(np.isnan(delivery), length, delivery).astype(np.int64)
        promised = np.zeros((columns.n_projects, len(years)), dtype=np.int64)
        released = np.zeros(columns.n_projects, dtype=bool)
        served = np.full(columns.n_projects, len(years), dtype=np.int64)
        table = scenario.commitments.sort_values("year")
        at, when = columns.places(table["project"]), table["year"].to_numpy(dtype=np.int64) - years[0]
        promised[at, when] = to_quanta(table["credits"], columns.quantum)
        released[at[table["released"].to_numpy(dtype=bool)]] = True
        served[at] = when  # the last one stays
        begun = listed["started"].to_numpy()
        return cls(
            years=years,
            pools=money.pools,
            carry=money.carry,
            parts=parts,
            span=np.maximum(length, delivers),
            delivery=delivers,
            readiness=_readiness(scenario, columns, len(years)),
            started=np.where(np.isnan(begun), served < len(years), begun),
            delivered=listed["delivered"].to_numpy(dtype=np.float64),
            built=np.where(
                listed["built"].isna(), np.nan, to_quanta(listed["built"].fillna(0), columns.quantum)
            ),
            promised=promised,
            released=released,
            served=served,
            discount=1 / (1 + scenario.settings.discount_rate),
            kept=money.kept,
        )

    @property
    def count(self) -> int:
        """Number of years."""
        return len(self.years)

    @property
    def worth(self) -> NDArray[np.float64]:
        """What a point gained from each year on is worth, shape (T,); 1 in the first."""
        return np.power(self.discount, np.arange(self.count, dtype=np.float64))

    @property
    def begun(self) -> bool:
        """Whether earlier plans began anything."""
        return bool(self.started.any())

    def due(self, new: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what is due by profile in each year, shape (n, T), of what starts in each, shape (T, n)."""
        due = np.zeros((new.shape[1], self.count))
        for year in range(self.count):
            for after in range(min(self.parts.shape[1], self.count - year)):
                due[:, year + after] += self.parts[:, after] * new[year]
        return due

    def may_start(self, year: int) -> NDArray[np.bool_]:
        """Tell which projects end within the horizon if they start in that year, counted from 0."""
        return year + self.span <= self.count


def _parts(scenario: Scenario, columns: Columns) -> NDArray[np.float64]:
    """Return the profile of each project as parts of its cost that are whole quanta."""
    table = scenario.profiles
    width = int(table["year"].max()) if len(table) else 1
    wanted = np.zeros((columns.n_projects, width))
    wanted[columns.places(table["project"]), table["year"].to_numpy(dtype=np.int64) - 1] = table["part"]
    wanted[wanted.sum(axis=1) == 0, 0] = 1.0
    wanted *= columns.cost[:, None] / wanted.sum(axis=1, keepdims=True)
    return split(wanted, columns.cost) / columns.cost[:, None]


def split(wanted: NDArray[np.float64], total: NDArray[np.int64]) -> NDArray[np.int64]:
    """Round each row to whole numbers of a given sum, by largest remainder (ties: the earlier year).

    Examples
    --------
    >>> split(np.array([[2.5, 2.5, 5.0]]), np.array([10])).tolist()
    [[3, 2, 5]]
    """
    wanted = np.round(wanted, 6)  # equal remainders are equal, whatever the last digits of a float
    down = np.floor(wanted).astype(np.int64)
    order = np.argsort(-(wanted - down), axis=1, kind="stable")
    place = np.argsort(order, axis=1, kind="stable")
    whole: NDArray[np.int64] = down + (place < (total - down.sum(axis=1))[:, None])
    return whole


def _readiness(scenario: Scenario, columns: Columns, count: int) -> NDArray[np.float64]:
    """Return what each project can be expected to deliver in each year, by what it can in the last."""
    agency = scenario.projects.set_index("id").loc[columns.projects, "agency"]
    by_year = [realisation(grown(scenario.agencies, year)).loc[agency] for year in range(count)]
    table = np.stack([one.to_numpy(dtype=np.float64) for one in by_year], axis=1)
    last = table[:, -1:]
    part: NDArray[np.float64] = np.divide(table, last, out=np.ones_like(table), where=last > 0)
    return part
