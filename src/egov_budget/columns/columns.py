"""Columns: the variables of the program, each with its key, and the numbers they stand on.

Ids are sorted, so the order of rows in a file changes nothing. Money is counted in whole quanta;
in the matrix it stands in units of ``unit`` quanta, a power of two, so that scaling is exact.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from egov_budget.columns.joint import Joint
from egov_budget.columns.layout import cells, largest_of, members, needs, shared
from egov_budget.display import Fixed
from egov_budget.money import to_quanta
from egov_budget.scenario import Attainment
from egov_budget.scenario.listed import listed

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from egov_budget.columns.precedence import Precedence
    from egov_budget.overlaps import Overlaps
    from egov_budget.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Columns(Fixed):
    r"""Keyed columns of the program: x, h, a, b, n, y, u, g in this order.

    ====== ============ ================================================================
    symbol size         meaning
    ====== ============ ================================================================
    x      projects     delivered share of a project, 0 to 1
    h      members      credits of the common work that the member builds as lead
    a      members      share of a member that is delivered apart, its common work at full cost
    b      members      how far a member of a group leads its common work, 0 to 1
    n      groups       how far a group works apart, led by nobody, 0 to 1
    y      joint shares share of a project together with those that open its exchanges
    u      shared cells points that a group as a whole adds to a cell
    g      cells        points gained by a service on an indicator, 0 to 1 - score
    ====== ============ ================================================================

    Parameters
    ----------
    projects : Index, length n
        Project ids, sorted.
    cost : ndarray of int64, shape (n,)
        Requests in quanta.
    pool : int
        The pool in quanta.
    quantum : float
        Currency units of one quantum.
    needs : Precedence
        Each project with each one that it needs, sorted.
    member, group : ndarray of int64, shape (m,)
        Project and group of each member of a binding group.
    groups : tuple of str
        Group ids, sorted.
    common, connection : ndarray of int64, shape (m,)
        Common work of a member and what adopting it costs, quanta.
    named_lead : ndarray of bool, shape (m,)
        Whether a verdict names the member as lead.
    attainment : Attainment
        Scores and weights of all services.
    cells : Index, length k
        Readable name of each cell, service and indicator, that some project raises and that is below 1.
    service, indicator : ndarray of int64, shape (k,)
        Service and indicator of each cell.
    room : ndarray of float, shape (k,)
        1 - score of the cell.
    value : ndarray of float, shape (k,)
        Gain of one point there: importance of the service times its weight of the indicator.
    effect_project, effect_cell : ndarray of int64, shape (e,)
        Project and cell of each effect.
    points : ndarray of float, shape (e,)
        Points expected: promised points times the realisation factor of the agency.
    effect_shared : ndarray of int64, shape (e,)
        Shared cell (group and cell that two members raise) the effect goes through, or -1.
    joint : Joint
        Shares of projects together with those that open the exchanges they need.
    shared_group, shared_cell : ndarray of int64, shape (s,)
        Group and cell of each shared cell.
    shared_most : ndarray of float, shape (s,)
        Most that the group adds there: the largest of its members' points.

    Attributes
    ----------
    n_projects, size : int
        Number of projects, and of columns.
    starts : dict of str to int
        First column of each block.
    unit : int
        Quanta to one unit of money in the matrix: the power of two next to the mean request.
    upper : ndarray of float, shape (size,)
        Upper bound of every column; lower bounds are 0.
    as_adopter, as_lead : ndarray of int64, shape (n,)
        Cost in full of each project if another leads its group, and the most it may cost, by leading
        it; its request outside groups; quanta.
    effect_column : ndarray of int64, shape (e,)
        Column whose share each effect comes with: of its project, or a joint one.
    credits : csr_array, shape (n, size)
        Credits of each project over the columns, in units of money. Outside a group ``c x``; in a group
        ``(c - m + k) x + (m - k) a - k b + h`` with common work m and connection cost k: an adopter pays
        k instead of m, a lead pays the common work it builds, and what is delivered apart costs c.
    """

    projects: pd.Index
    cost: NDArray[np.int64]
    pool: int
    quantum: float
    needs: Precedence
    groups: tuple[str, ...]
    member: NDArray[np.int64]
    group: NDArray[np.int64]
    common: NDArray[np.int64]
    connection: NDArray[np.int64]
    named_lead: NDArray[np.bool_]
    attainment: Attainment
    cells: pd.Index
    service: NDArray[np.int64]
    indicator: NDArray[np.int64]
    room: NDArray[np.float64]
    value: NDArray[np.float64]
    effect_project: NDArray[np.int64]
    effect_cell: NDArray[np.int64]
    points: NDArray[np.float64]
    effect_shared: NDArray[np.int64]
    joint: Joint
    shared_group: NDArray[np.int64]
    shared_cell: NDArray[np.int64]
    shared_most: NDArray[np.float64]
    n_projects: int = field(init=False)
    starts: dict[str, int] = field(init=False)
    size: int = field(init=False)
    unit: int = field(init=False)
    upper: NDArray[np.float64] = field(init=False)
    as_adopter: NDArray[np.int64] = field(init=False)
    as_lead: NDArray[np.int64] = field(init=False)
    effect_column: NDArray[np.int64] = field(init=False)
    credits: sparse.csr_array = field(init=False)

    def __post_init__(self) -> None:
        """Lay out what follows from the rest, once: rules and objectives only read it."""
        from scipy import sparse

        n, m, spared = len(self.projects), len(self.member), self.common - self.connection
        sizes = [n, m, m, m, len(self.groups), len(self.joint), len(self.shared_cell), len(self.service)]
        starts = dict(zip("xhabnyug", [0, *np.cumsum(sizes).tolist()], strict=False))
        size, unit = sum(sizes), 1 << (max(int(self.cost.mean()) if n else 1, 1).bit_length() - 1)
        joint = self.joint.of_effect
        built, others = self.largest(self.common)[self.group], np.ones(starts["u"] - starts["a"])
        as_adopter, as_lead = self.cost.copy(), self.cost.copy()
        as_adopter[self.member] -= spared
        as_lead[self.member] += built - self.common
        rows = np.concatenate([np.arange(n), self.member, self.member, self.member])
        cols = np.concatenate([np.arange(n), *(starts[block] + np.arange(m) for block in "bha")])
        data = np.concatenate([as_adopter, -self.connection, np.full(m, unit), spared])
        vars(self).update(
            n_projects=n,
            starts=starts,
            size=size,
            unit=unit,
            upper=np.concatenate([np.ones(n), built / unit, others, self.shared_most, self.room]),
            as_adopter=as_adopter,
            as_lead=as_lead,
            effect_column=np.where(joint >= 0, starts["y"] + joint, starts["x"] + self.effect_project),
            credits=sparse.csr_array((data / unit, (rows, cols)), shape=(n, size)),
        )

    @classmethod
    def of(cls, scenario: Scenario, overlaps: Overlaps | None = None, *, promised: bool = False) -> Columns:
        """Lay out the columns of a scenario; points are those ``promised``, or those expected."""
        projects, quantum = pd.Index(listed(scenario, "id")), scenario.settings.quantum
        working = members(projects, overlaps, quantum)
        attainment = Attainment.of(scenario)
        raised = cells(scenario, attainment, projects, promised=promised)
        return cls(
            projects=projects,
            cost=to_quanta(listed(scenario, "cost").to_numpy(), quantum),
            pool=int(to_quanta(scenario.settings.pool, quantum)),
            quantum=quantum,
            needs=needs(scenario, projects),
            attainment=attainment,
            **working,
            **raised,
            **shared(raised, working["member"], working["group"], len(projects)),
        )

    def with_points(self, points: NDArray[np.float64]) -> Columns:
        """Return the same with other points of each effect, and what groups add at most by them."""
        return dataclasses.replace(self, points=points, shared_most=self.largest_shared(points))

    def largest_shared(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the largest of the points that members bring to each shared cell, shape (s,)."""
        return largest_of(self.effect_shared, points, len(self.shared_cell))

    def largest(self, amounts: NDArray[Any]) -> NDArray[Any]:
        """Return the largest of amounts of members in each group, 0 where it has none; shape (groups,)."""
        most = np.zeros(len(self.groups), dtype=amounts.dtype)
        np.maximum.at(most, self.group, amounts)
        return most

    def places(self, ids: pd.Series[str]) -> NDArray[np.int64]:
        """Return the place of each project id, -1 for one that is not there."""
        return self.projects.get_indexer(pd.Index(ids)).astype(np.int64)

    def by_effect(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the share that each effect comes with at delivered shares of the projects, shape (e,)."""
        alone, joint = share[self.effect_project], self.joint.of_effect
        return np.where(joint >= 0, self.joint.at(share)[joint], alone) if len(self.joint) else alone

    def rows(
        self, row: NDArray[Any], column: NDArray[Any], data: NDArray[Any], count: int
    ) -> sparse.csr_array:
        """Make sparse rows over the columns from parallel arrays, shape (count, size)."""
        from scipy import sparse

        return sparse.csr_array((data, (row, column)), shape=(count, self.size))
