"""The best plan of a scenario, found from docs/explanation/mathematics.md alone.

Nothing of the library is used but the tables of a Scenario and ``Overlaps.members``. The columns are those
of the page "The mathematics", the rules those of "The rules in symbols". ``searched`` hands them to
``scipy.optimize.milp``, which brings its own HiGHS: a second build, not a second author. So ``enumerated``
takes every yes and no in turn and solves the linear program that is left, and ``oracle_exact`` counts plans
of whole projects in fractions without any solver.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from math import ceil
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import optimize, sparse

from egov_budget import Scenario
from oracle_facts import amount, barred, exactly, exchanges_of, expected_part, given_up, openers

Column = tuple[str, ...]
Terms = dict[Column, float]
ROOM = 1e-7  # points that least cost may give up, for solvers round
MORE_ROOM = 1e-5  # where that leaves no plan: a row this side of a millionth is beyond a solver


class Best(NamedTuple):
    """The largest gain, and the least credits that bring it."""

    gain: float
    cost: float


class Row(NamedTuple):
    """Terms whose sum stays between two bounds."""

    terms: Terms
    least: float
    most: float


def searched(scenario: Scenario, members: pd.DataFrame) -> Best | None:
    """Return the best plan, or None if no plan keeps every rule."""
    return Model(scenario, members).searched()


def enumerated(scenario: Scenario, members: pd.DataFrame, most: int = 64) -> Best | str | None:
    """Return the same by a linear program for each choice of yes and no, "too many" where there are more."""
    return Model(scenario, members).enumerated(most)


class Model:
    """The columns, bounds and rows of a scenario, by name."""

    def __init__(self, scenario: Scenario, members: pd.DataFrame) -> None:
        self.scenario = scenario
        self.members = {row.project: row for row in members.itertuples()}
        self.groups = {str(name): list(rows) for name, rows in members.groupby("group")["project"]}
        self.upper: dict[Column, float] = {}
        self.whole: list[Column] = []
        self.rows: list[Row] = []
        self.unit = max(scenario.settings.pool, 1.0)  # money is counted in parts of the pool
        self.gain: Terms = {}
        self.credits: dict[str, Terms] = {}
        self._projects()
        self._common_work()
        self._coverage()
        self._limits()

    def column(self, *name: str, most: float = 1.0, whole: bool = False) -> Column:
        if name not in self.upper:
            self.upper[name] = most
            self.whole += [name] * whole
        return name

    def demand(self, terms: Terms, least: float = -np.inf, most: float = np.inf) -> None:
        self.rows.append(Row(terms, least, most))

    def no_further(self, one: Column, other: Column) -> None:
        self.demand({one: 1.0, other: -1.0}, most=0.0)

    def _projects(self) -> None:
        scenario, gone = self.scenario, given_up(self.scenario)
        quantum = exactly(scenario.settings.quantum)
        for row in scenario.projects.itertuples():
            x = self.column("x", row.id, most=float(row.id not in gone), whole=not row.divisible)
            self.credits[row.id] = {x: row.cost / self.unit}
            if row.mandatory:
                self.demand({x: 1.0}, least=1.0)
            if row.divisible and row.minimum_share > 0:
                least = ceil(exactly(row.minimum_share) * exactly(row.cost) / quantum) * quantum
                z = self.column("z", row.id, whole=True)
                self.no_further(x, z)
                self.demand({x: 1.0, z: -float(least / exactly(row.cost))}, least=0.0)
        for needs in scenario.prerequisites.itertuples():
            self.no_further(("x", needs.project), ("x", needs.requires))
        for _, rows in scenario.alternatives.groupby("set")["project"]:
            self.demand({("x", project): 1.0 for project in rows}, most=1.0)

    def _common_work(self) -> None:
        shut, named = barred(self.scenario), {m.group for m in self.members.values() if m.lead}
        owner = self.scenario.projects.set_index("id")["agency"].to_dict()
        for group, inside in self.groups.items():
            common = {p: self.members[p].common / self.unit for p in inside}
            largest, used = max(common.values()), {}
            nobody = self.column("nobody", group, whole=True)
            for p in inside:
                member, x, joining = self.members[p], ("x", p), self.members[p].connection / self.unit
                may = owner[p] not in shut and (member.lead or group not in named)
                leads = self.column("leads", p, whole=True, most=float(may))
                b, h, a = self.column("b", p), self.column("h", p, most=largest), self.column("a", p)
                self.demand({b: 1.0, a: 1.0, x: -1.0}, most=0.0)
                self.no_further(b, leads)
                self.no_further(a, nobody)
                self.demand({h: 1.0, b: -largest}, most=0.0)
                self.demand({x: 1.0, a: -1.0} | {("b", q): -1.0 for q in inside}, most=0.0)
                here = {x: common[p], a: -common[p]}
                self.demand(here | {("h", q): -1.0 for q in inside}, most=0.0)
                own = self.credits[p][x] - common[p]
                self.credits[p] = {x: own + joining, a: common[p] - joining, b: -joining, h: 1.0}
                used |= {x: -common[p], a: common[p]}
            self.demand({nobody: 1.0} | {("leads", p): 1.0 for p in inside}, most=1.0)
            self.demand(used | {("h", p): 1.0 for p in inside}, most=0.0)

    def _coverage(self) -> None:
        scenario, part = self.scenario, expected_part(self.scenario)
        exchanges = exchanges_of(scenario)
        weight = scenario.indicators.set_index("id")["weight"].to_dict()
        owner = scenario.projects.set_index("id")["agency"].to_dict()
        sources: dict[tuple[str, str], dict[str, list[tuple[Column, float]]]] = defaultdict(dict)
        for row in scenario.effects.itertuples():
            opened = openers(exchanges, row.service, row.registers)
            if opened is None:
                continue
            brought: Column = ("x", row.project)
            if opened:
                brought = self.column("y", row.project, *sorted(opened))
                for needed in (row.project, *opened):
                    self.no_further(brought, ("x", needed))
            of = self.members[row.project].group if row.project in self.members else row.project
            cell = sources[row.service, row.indicator]
            cell.setdefault(of, []).append((brought, part[owner[row.project]] * row.points))
        scores = {(row.service, row.indicator): row.score for row in scenario.scores.itertuples()}
        importance = scenario.services.set_index("id")["importance"].to_dict()
        for (service, indicator), offered in sources.items():
            applies = sum(weight[name] for name in weight if (service, name) in scores)
            g = self.column("g", service, indicator, most=1 - scores[service, indicator])
            self.gain[g] = importance[service] * weight[indicator] / applies if applies else 0.0
            covered: Terms = defaultdict(float, {g: 1.0})
            for of, brought_by in offered.items():
                u = self.column("u", of, service, indicator, most=max(points for _, points in brought_by))
                bounded: Terms = defaultdict(float, {u: 1.0})
                for brought, points in brought_by:
                    bounded[brought] -= points
                self.demand(dict(bounded), most=0.0)
                best = max(points for _, points in brought_by)
                reach = {(of_it, p): -best for p in self.groups.get(of, ()) for of_it in ("b", "a")}
                if reach:
                    self.demand({u: 1.0, **reach}, most=0.0)
                covered[u] -= 1.0
            self.demand(dict(covered), most=0.0)

    def paid(self, projects: list[str]) -> Terms:
        terms: Terms = defaultdict(float)
        for project in projects:
            for column, coefficient in self.credits[project].items():
                terms[column] += coefficient
        return dict(terms)

    def _limits(self) -> None:
        scenario = self.scenario
        self.demand(self.paid(list(self.credits)), most=scenario.settings.pool / self.unit)
        for table, key in (("agencies", "agency"), ("categories", "category")):
            for row in scenario.tables[table].to_dict("records"):
                held = scenario.projects.loc[scenario.projects[key] == row["id"], "id"]
                terms = self.paid(list(held))
                self.demand(terms, least=float(amount(scenario, row, "floor")) / self.unit)
                if not np.isnan(row["ceiling"]):
                    self.demand(terms, most=float(amount(scenario, row, "ceiling")) / self.unit)

    def arrays(self, rows: list[Row]) -> tuple[sparse.csr_array, np.ndarray, np.ndarray]:
        at = {name: place for place, name in enumerate(self.upper)}
        entries = [(k, at[name], part) for k, row in enumerate(rows) for name, part in row.terms.items()]
        places, columns, parts = map(list, zip(*entries, strict=True))
        matrix = sparse.csr_array((parts, (places, columns)), shape=(len(rows), len(at)))
        bounds = np.array([(row.least, row.most) for row in rows])
        return matrix, bounds[:, 0], bounds[:, 1]

    def weights(self, terms: Terms) -> np.ndarray:
        return np.array([terms.get(name, 0.0) for name in self.upper])

    def searched(self) -> Best | None:
        """Return the best plan; what is whole is made so before a value is taken, for solvers round."""
        gain, cost = self.weights(self.gain), self.weights(self.paid(list(self.credits)))
        most = self._least(-gain, self.rows)
        if most is None:
            return None
        for room in (ROOM, MORE_ROOM):
            least = self._least(cost, [*self.rows, Row(self.gain, -most - room, np.inf)])
            if least is not None:
                return Best(-most, least * self.unit)
        raise AssertionError("the plan of the largest gain is not found again")

    def _least(self, goal: np.ndarray, rows: list[Row]) -> float | None:
        """Return the least value, with presolve or without: neither is right of every scenario."""
        whole = np.array([name in self.whole for name in self.upper])
        constraints = optimize.LinearConstraint(*self.arrays(rows))
        found = []
        for presolve in (True, False):
            low, high = np.zeros(len(whole)), np.array([*self.upper.values()])
            bounds, options = optimize.Bounds(low, high), {"mip_rel_gap": 0.0, "presolve": presolve}
            plan = optimize.milp(
                goal, integrality=whole, bounds=bounds, constraints=constraints, options=options
            )
            if plan.status:
                continue
            low[whole] = high[whole] = np.rint(plan.x[whole])
            exact = optimize.milp(goal, bounds=optimize.Bounds(low, high), constraints=constraints)
            found.append(float(plan.fun if exact.status else exact.fun))
        return min(found, default=None)

    def enumerated(self, most: int) -> Best | str | None:
        open_ = [name for name in self.whole if self.upper[name] > 0]
        if 2 ** len(open_) > most:
            return "too many"
        matrix, low, high = self.arrays(self.rows)
        above, below = np.isfinite(high), np.isfinite(low)
        left = sparse.vstack([matrix[above], -matrix[below]])
        right = np.concatenate([high[above], -low[below]])
        gain, cost = self.weights(self.gain), self.weights(self.paid(list(self.credits)))
        plans = []
        for chosen in product((0.0, 1.0), repeat=len(open_)):
            fixed = dict(zip(open_, chosen, strict=True))
            bounds = [(fixed.get(name, 0.0), fixed.get(name, top)) for name, top in self.upper.items()]
            first = optimize.linprog(-gain, left, right, bounds=bounds)
            if first.status == 0:
                plans.append((-first.fun, bounds))
            assert first.status in (0, 2), first.message
        if not plans:
            return None
        top = max(found for found, _ in plans)
        held, room = sparse.vstack([left, sparse.csr_array(-gain[None, :])]), np.append(right, ROOM - top)
        costs = [optimize.linprog(cost, held, room, bounds=b) for found, b in plans if found > top - ROOM]
        return Best(top, min(float(found.fun) for found in costs if found.status == 0) * self.unit)
