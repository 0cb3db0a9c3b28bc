"""Tally: what gains and rows are made of, in whole numbers and from the tables alone."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from egov_budget.counting.effects import through, useful
from egov_budget.counting.exchanged import joint_shares
from egov_budget.counting.offers import Delivered, offers
from egov_budget.counting.plan import BILLION
from egov_budget.counting.worth import expected_points, worth_of_points

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.counting.plan import Plan

    Whole = NDArray[Any]  # of Python integers: products outgrow 64 bits


@dataclass(frozen=True, eq=False)
class Tally:
    """Services, effects and common work in whole numbers, each over a denominator of its own.

    Nothing here reads the program, its columns or the solver: what they made is checked by it.

    Parameters
    ----------
    projects : Index, length n
        Ids, sorted.
    cost, common, connection : ndarray of int, shape (n,)
        Request, common work and connection cost in quanta; 0 outside groups.
    groups : Index
        Ids of the groups, sorted.
    group : ndarray of int64, shape (n,)
        Group of each project, -1 outside.
    lead : ndarray of int64, shape (groups,)
        Who leads each group in the plan, -1 where nobody does.
    cells : list of str
        Readable name of each cell that a project raises below full marks: service and indicator.
    keys : list of pair of str
        The same as ids of service and indicator.
    scale : int
        Points are counted in parts of 1 / ``scale``.
    room : ndarray of int, shape (cells,)
        Points missing to full marks.
    worth, divisor : ndarray of int, shape (cells,)
        Gain of one point is ``worth / divisor``.
    owner, cell, points : ndarray, shape (effects,)
        Project, cell and expected points of each effect.
    through : ndarray of int64, shape (effects,)
        Shared cell that the effect goes through, -1 where no other member of the group raises it.
    joint : ndarray of int64, shape (effects,)
        Joint share that the effect comes with, -1 where it comes with its project alone.
    joints : list of str
        Project and those that open the exchanges it needs, of each joint share.
    behind, ahead : ndarray of int64
        Joint share and a project it goes no further than, its own or one that opens an exchange.
    shared : list of str
        Group and cell of each shared cell.
    shared_group, shared_cell : ndarray of int64, shape (shared,)
        Group and cell of each shared cell.
    most : ndarray of int, shape (shared,)
        Most points that the group adds there, delivered in full.
    """

    projects: pd.Index
    cost: Whole
    common: Whole
    connection: Whole
    groups: pd.Index
    group: NDArray[np.int64]
    lead: NDArray[np.int64]
    cells: list[str]
    keys: list[tuple[str, str]]
    scale: int
    room: Whole
    worth: Whole
    divisor: Whole
    owner: NDArray[np.int64]
    cell: NDArray[np.int64]
    points: Whole
    through: NDArray[np.int64]
    joint: NDArray[np.int64]
    joints: list[str]
    behind: NDArray[np.int64]
    ahead: NDArray[np.int64]
    shared: list[str]
    shared_group: NDArray[np.int64]
    shared_cell: NDArray[np.int64]
    most: Whole

    @classmethod
    def of(cls, plan: Plan) -> Tally:
        """Count what a plan's scenario and common work are made of."""
        projects = pd.Index(sorted(plan.cost))
        groups = pd.Index(sorted(set(plan.group.values())))
        of = [plan.group.get(project, "") for project in projects]
        group = np.array([groups.get_loc(name) if name else -1 for name in of], dtype=np.int64)
        effects = useful(plan.scenario)
        keys = effects[["service", "indicator"]].drop_duplicates().sort_values(["service", "indicator"])
        cells = pd.MultiIndex.from_frame(keys)
        cell = cells.get_indexer(pd.MultiIndex.from_frame(effects[["service", "indicator"]]))
        scale, points, room = expected_points(plan.scenario, effects, keys)
        worth, divisor = worth_of_points(plan.scenario, keys)
        owner = projects.get_indexer(pd.Index(effects["project"])).astype(np.int64)
        names = (keys["service"] + " / " + keys["indicator"]).tolist()
        shared, pairs = through(group[owner], cell.astype(np.int64))
        most = np.zeros(len(pairs), dtype=object)
        np.maximum.at(most, shared[shared >= 0], points[shared >= 0])
        return cls(
            projects=projects,
            cost=np.array([plan.cost[project] for project in projects], dtype=object),
            common=np.array([plan.common.get(project, 0) for project in projects], dtype=object),
            connection=np.array([plan.connection.get(project, 0) for project in projects], dtype=object),
            groups=groups,
            group=group,
            lead=projects.get_indexer(pd.Index([plan.lead.get(name) for name in groups], dtype=object)),
            cells=names,
            keys=list(zip(keys["service"].tolist(), keys["indicator"].tolist(), strict=True)),
            scale=scale,
            room=room,
            worth=worth,
            divisor=divisor,
            owner=owner,
            cell=cell.astype(np.int64),
            points=points,
            through=shared,
            **joint_shares(effects, projects),
            shared=[f"{groups[at]} / {names[place]}" for at, place in pairs],
            shared_group=np.array([at for at, _ in pairs], dtype=np.int64),
            shared_cell=np.array([place for _, place in pairs], dtype=np.int64),
            most=most,
        )

    @cached_property
    def largest(self) -> Whole:
        """Largest common work in the group of each project, quanta; 0 outside groups."""
        most = np.zeros(len(self.groups), dtype=object)
        inside = self.group >= 0
        np.maximum.at(most, self.group[inside], self.common[inside])
        found = np.zeros(len(self.projects), dtype=object)
        found[inside] = most[self.group[inside]]
        return found

    @cached_property
    def opens(self) -> NDArray[np.bool_]:
        """Whether ``ahead`` opens an exchange, or is the project of the joint share itself."""
        own = np.ones(len(self.behind), dtype=bool)
        own[1:] = self.behind[1:] != self.behind[:-1]  # which comes first
        return ~own

    @cached_property
    def upper(self) -> dict[str, Whole]:
        """Upper bounds of the columns, by block."""
        named = (self.projects, self.groups, self.joints)
        one, group, joint = (np.ones(len(known), dtype=object) for known in named)
        common = {"x": one, "b": one, "h": self.largest, "a": one, "n": group, "y": joint}
        return common | {"u": self.most, "g": self.room}

    def parts(self, plan: Plan) -> Whole:
        """Return the delivered share of each project in billionths, shape (n,)."""
        return np.array([plan.parts[project] for project in self.projects], dtype=object)

    def gain(self, parts: Whole, delivered: Delivered | None = None) -> Fraction:
        """Return what delivered shares gain, exactly.

        Parameters
        ----------
        parts : ndarray of int, shape (n,)
            Delivered share of each project in billionths.
        delivered : Delivered or None
            What these count for; ``None`` means that all of them do.

        Returns
        -------
        Fraction
            Points; nothing delivered gains nothing.
        """
        whole = BILLION if delivered is None else BILLION * delivered.whole
        return self.weighted(self.points_at(parts, delivered) * self.worth) / (whole * self.scale)

    def points_at(self, parts: Whole, delivered: Delivered | None = None) -> Whole:
        """Return the points that each cell gains, in parts of 1 / (``BILLION`` x ``scale``), shape (cells,).

        Parameters
        ----------
        parts : ndarray of int, shape (n,)
            Delivered share of each project in billionths.
        delivered : Delivered or None
            What these count for; ``None`` means that all of them do.
        """
        return offers(self, parts, delivered).gained

    def weighted(self, amounts: Whole) -> Fraction:
        """Sum amounts of the cells, each divided by the divisor of its cell."""
        total = Fraction(0)
        divisors, place = np.unique(self.divisor, return_inverse=True)
        sums = np.zeros(len(divisors), dtype=object)
        np.add.at(sums, place, amounts)
        for amount, divisor in zip(sums.tolist(), divisors.tolist(), strict=True):
            total += Fraction(amount, divisor)
        return total
