"""Locks: a plan's program with every withheld exchange in it, shut, so that each can be opened alone."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from egov_budget.program import Program, formulate
from egov_budget.solving.change import Change
from egov_budget.whatif.leads_kept import leading

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation import Allocation
    from egov_budget.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Locks:
    """A linear program in which a column stands for each lock; a lock costs nothing.

    Parameters
    ----------
    program : Program
        The relaxation for total gain: whole numbers may be fractions.
    shut : ndarray of int64
        Columns at 0: the locks, and leads that the plan does not have in groups that are led.
    known : DataFrame
        ``provider``, ``register`` and ``column`` of each lock.
    """

    program: Program
    shut: NDArray[np.int64]
    known: pd.DataFrame

    @classmethod
    def of(cls, allocation: Allocation) -> Locks:
        """Put a lock on every pair of provider and register that is withheld."""
        scenario, known = _locked(allocation.scenario)
        made = formulate(scenario, allocation.overlaps, rules=allocation.rules, check=False)
        columns = made.columns
        known["column"] = columns.places(known["id"])
        at = known["column"].to_numpy()
        of_group = leading(allocation, columns)
        led = of_group[columns.group] if len(columns.groups) else columns.member
        idle = columns.starts["b"] + np.flatnonzero((led >= 0) & (led != columns.member))
        apart = columns.starts["n"] + np.flatnonzero(of_group >= 0)
        locked = np.isin(np.arange(len(made.upper)), at)
        goals = [dataclasses.replace(goal, coefficients=goal.coefficients * ~locked) for goal in made.goals]
        program = dataclasses.replace(
            made, goals=tuple(goals), matrix=_free(made, at), whole=np.zeros_like(made.whole)
        )
        locks = cls(program, np.concatenate([at, idle, apart]), known)
        upper = program.upper.copy()
        caps = locks._caps(np.zeros(0, dtype=np.int64))
        upper[caps.at] = caps.upper
        return dataclasses.replace(locks, program=dataclasses.replace(program, upper=upper))

    @property
    def used(self) -> NDArray[np.int64]:
        """Columns of locks that hold back points."""
        return np.intersect1d(self.known["column"], self.program.columns.joint.opener)

    def opening(self, columns: NDArray[np.int64]) -> list[Change]:
        """Return the changes that open locks."""
        return [Change(columns, 0.0, 1.0, of_columns=True), self._caps(columns)]

    def _caps(self, opened: NDArray[np.int64]) -> Change:
        """Return what a group may add to a cell: the most of those of its effects that can be had."""
        columns, joint = self.program.columns, self.program.columns.joint
        locked = np.isin(joint.opener, self.known["column"])
        shut = np.zeros(len(joint) + 1, dtype=bool)  # the last for effects without a joint share
        shut[joint.row[locked & ~np.isin(joint.opener, opened)]] = True
        through = columns.effect_shared >= 0
        touched = np.zeros(len(joint) + 1, dtype=bool)
        touched[joint.row[locked]] = True
        cells = np.unique(columns.effect_shared[through & touched[joint.of_effect]])
        had = through & ~shut[joint.of_effect]
        most = np.zeros(len(columns.shared_cell))
        np.maximum.at(most, columns.effect_shared[had], columns.points[had])
        return Change(columns.starts["u"] + cells, 0.0, most[cells], of_columns=True)


def _locked(scenario: Scenario) -> tuple[Scenario, pd.DataFrame]:
    """Return the scenario with a project for each lock, which opens what is withheld; gain is not priced."""
    rows = scenario.exchanges
    held = rows["status"] == "withheld"
    known = rows.loc[held, ["provider", "register"]].drop_duplicates().sort_values(["provider", "register"])
    taken = set(scenario.projects["id"])
    mark = "lock"
    while any(name.startswith(mark) for name in taken):
        mark += "'"
    known = known.reset_index(drop=True).assign(id=[f"{mark} {at}" for at in range(len(known))])
    opener = rows.merge(known, how="left", on=["provider", "register"])["id"]
    locks = {"id": known["id"], "agency": known["provider"], "cost": scenario.settings.quantum}
    projects = pd.concat([scenario.projects, pd.DataFrame(locks)], ignore_index=True)
    status, project = rows["status"].mask(held, "planned"), rows["project"].mask(held, opener)
    exchanges = rows.assign(status=status, project=project)
    return scenario.replace(projects=projects, exchanges=exchanges, hurdle=0.0), known


def _free(program: Program, columns: NDArray[np.int64]) -> sparse.csr_array:
    """Take locks out of every row but those of data exchange."""
    entries = program.matrix.tocoo()
    row, column = entries.coords
    counted = program.rows_of(lambda rule: rule.of_exchanges)
    kept = counted[row] | ~np.isin(column, columns)
    return sparse.csr_array((entries.data[kept], (row[kept], column[kept])), shape=entries.shape)
