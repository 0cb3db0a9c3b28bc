"""What every plan obeys, as rows of whole numbers: what multipliers are multiplied with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from egov_budget.allocation.demands import cost_of_work, records
from egov_budget.allocation.rated import conflicts_of_interest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation.demands import Plan
    from egov_budget.certificate.tally import Tally


@dataclass(frozen=True, eq=False)
class Inequalities:
    """Rows ``sum of entries x columns <= most``, one a subject.

    The columns are those of the program with a block for each letter: x, b and h have one a project
    (b and h are idle outside groups), y a joint share, u a shared cell, g a cell. Shares count as they
    are, money in quanta, points in parts of ``Tally.scale``.

    Parameters
    ----------
    subjects : list of str
        What each row is about.
    most : list of int
        Right-hand sides.
    entries : list of tuple
        (block, rows, columns, coefficients) in parallel arrays.
    """

    subjects: list[str]
    most: list[int]
    entries: list[tuple[str, NDArray[np.int64], NDArray[np.int64], NDArray[Any]]]


def _coverage(plan: Plan, tally: Tally) -> Iterator[Inequalities]:
    """Points are gained where projects or groups bring them; a group brings what its members do."""
    cells, shared = np.arange(len(tally.cells)), np.arange(len(tally.shared))
    alone = tally.through < 0
    own, waits = tally.joint < 0, tally.joint >= 0
    yield Inequalities(
        tally.cells,
        [0] * len(cells),
        [
            ("g", cells, cells, _ones(cells)),
            ("x", tally.cell[alone & own], tally.owner[alone & own], -tally.points[alone & own]),
            ("y", tally.cell[alone & waits], tally.joint[alone & waits], -tally.points[alone & waits]),
            ("u", tally.shared_cell, shared, -_ones(shared)),
        ],
    )
    yield Inequalities(
        tally.shared,
        [0] * len(shared),
        [
            ("u", shared, shared, _ones(shared)),
            ("x", tally.through[~alone & own], tally.owner[~alone & own], -tally.points[~alone & own]),
            ("y", tally.through[~alone & waits], tally.joint[~alone & waits], -tally.points[~alone & waits]),
        ],
    )


def _data_exchange(plan: Plan, tally: Tally) -> Iterator[Inequalities]:
    rows = np.arange(len(tally.behind))
    ends = zip(tally.behind, tally.ahead, strict=True)
    yield Inequalities(
        [f"{tally.joints[joint]}: {tally.projects[ahead]}" for joint, ahead in ends],
        [0] * len(rows),
        [("y", rows, tally.behind, _ones(rows)), ("x", rows, tally.ahead, -_ones(rows))],
    )


def _pool(plan: Plan, tally: Tally) -> Iterator[Inequalities]:
    everyone = np.zeros(len(tally.projects), dtype=np.int64)
    most = int(plan.quantum_count(plan.scenario.settings.pool))
    yield Inequalities(["pool"], [most], _credits(tally, everyone))


def _shared_work(plan: Plan, tally: Tally) -> Iterator[Inequalities]:
    """Let common work be led once, built large enough by its lead, and used only where it is led."""
    member = np.flatnonzero(tally.group >= 0)
    rows, groups = np.arange(len(member)), tally.group[member]
    frame = pd.DataFrame({"group": groups, "at": rows})
    here, peer = frame.merge(frame, on="group")[["at_x", "at_y"]].to_numpy().T  # peers of each, itself too
    one, names = _ones(member), tally.projects[member]
    least = [0] * len(member)
    yield Inequalities(
        [f"led: {name}" for name in names], least,
        [("x", rows, member, one), ("b", here, member[peer], -_ones(peer))],
    )  # fmt: skip
    yield Inequalities(
        [f"leads: {name}" for name in names], least, [("b", rows, member, one), ("x", rows, member, -one)]
    )
    yield Inequalities(
        [f"built: {name}" for name in names], least,
        [("x", rows, member, tally.common[member]), ("h", here, member[peer], -_ones(peer))],
    )  # fmt: skip
    yield Inequalities(
        [f"builds: {name}" for name in names], least,
        [("h", rows, member, one), ("b", rows, member, -tally.largest[member])],
    )  # fmt: skip
    yield Inequalities(
        [f"once: {name}" for name in tally.groups], [1] * len(tally.groups), [("b", groups, member, one)]
    )
    yield Inequalities(
        [f"used: {name}" for name in tally.groups], [0] * len(tally.groups),
        [("h", groups, member, one), ("x", groups, member, -tally.common[member])],
    )  # fmt: skip


def _named_lead(plan: Plan, tally: Tally) -> Iterator[Inequalities]:
    barred = [
        at
        for at, project in enumerate(tally.projects)
        if plan.group.get(project) in plan.named and project not in plan.named[plan.group[project]]
    ]
    yield _fixed(tally, "b", barred, 0)


def _independent_lead(plan: Plan, tally: Tally) -> Iterator[Inequalities]:
    most = Fraction(repr(plan.scenario.settings.conflict_threshold))
    above = {name for name, index in conflicts_of_interest(plan.scenario).items() if index > most}
    barred = {row["id"] for row in plan.projects if row["agency"] in above and row["id"] in plan.group}
    yield _fixed(tally, "b", [at for at, project in enumerate(tally.projects) if project in barred], 0)


def _prerequisites(plan: Plan, tally: Tally) -> Iterator[Inequalities]:
    needs = plan.scenario.prerequisites
    rows = np.arange(len(needs))
    behind, ahead = (tally.projects.get_indexer(pd.Index(needs[name])) for name in ("project", "requires"))
    yield Inequalities(
        (needs["project"] + " needs " + needs["requires"]).tolist(),
        [0] * len(needs),
        [("x", rows, behind, _ones(rows)), ("x", rows, ahead, -_ones(rows))],
    )


def _alternatives(plan: Plan, tally: Tally) -> Iterator[Inequalities]:
    chosen = plan.scenario.alternatives
    row, sets = pd.factorize(chosen["set"], sort=True)
    at = tally.projects.get_indexer(pd.Index(chosen["project"]))
    yield Inequalities(list(sets), [1] * len(sets), [("x", row.astype(np.int64), at, _ones(at))])


def _limits(table: str, key: str, side: str) -> Callable[[Plan, Tally], Iterator[Inequalities]]:
    def rows(plan: Plan, tally: Tally) -> Iterator[Inequalities]:
        known = {row["id"]: row for row in records(plan.scenario.tables[table])}
        names = [name for name, row in sorted(known.items()) if row[side] == row[side]]  # NaN: no ceiling
        place = pd.Index(names)
        of = {row["id"]: row[key] for row in plan.projects}
        row = place.get_indexer(pd.Index([of[project] for project in tally.projects])).astype(np.int64)
        bounds = [plan.limit(known[name], side) for name in names]
        if side == "ceiling":
            yield Inequalities(names, [int(bound) for bound in bounds], _credits(tally, row))
            return
        slack = _beyond_work(plan, tally, row, len(names))
        least = [-(-bound.numerator // bound.denominator) for bound in bounds]
        yield Inequalities(
            names,
            [less - bound for less, bound in zip(slack, least, strict=True)],
            [(block, rows, columns, -data) for block, rows, columns, data in _credits(tally, row)],
        )

    return rows


def _only(flag: str) -> Callable[[Plan, Tally], Iterator[Inequalities]]:
    def rows(plan: Plan, tally: Tally) -> Iterator[Inequalities]:
        flagged = {row["id"] for row in plan.projects if row[flag]}
        at = [place for place, project in enumerate(tally.projects) if project in flagged]
        yield _fixed(tally, "x", at, int(flag == "mandatory"))

    return rows


def _beyond_work(plan: Plan, tally: Tally, row: NDArray[np.int64], count: int) -> list[int]:
    """Return how many quanta of each floor may be reached by credits beyond what the work costs.

    A floor is compared with credits paid, and a project whose work costs a fraction of a quantum
    is paid the next whole one; work delivered in full or not at all costs whole quanta. A plan
    that pays more beyond its work than that is compared with plans that may do so too.
    """
    partly = {entry["id"] for entry in plan.projects if entry["divisible"]}
    loose = {plan.group[project] for project in partly if project in plan.group}
    most = [0] * count
    paid = [Fraction(0)] * count
    work = cost_of_work(plan)
    for project, holder in zip(tally.projects, row.tolist(), strict=True):
        if holder >= 0:
            # a lead builds as much as its most advanced adopter uses
            most[holder] += project in partly or plan.group.get(project) in loose
            paid[holder] += plan.quanta[project] - work[project]
    return [max(rounded, ceil(more)) for rounded, more in zip(most, paid, strict=True)]


def _credits(
    tally: Tally, row: NDArray[np.int64]
) -> list[tuple[str, NDArray[np.int64], NDArray[np.int64], NDArray[Any]]]:
    """Return what projects cost in the row each belongs to, -1 for none."""
    held = np.flatnonzero(row >= 0)
    inside = np.flatnonzero((row >= 0) & (tally.group >= 0))
    own = tally.cost - tally.common + tally.connection
    return [
        ("x", row[held], held, own[held]),
        ("b", row[inside], inside, -tally.connection[inside]),
        ("h", row[inside], inside, _ones(inside)),
    ]


def _fixed(tally: Tally, block: str, at: list[int], value: int) -> Inequalities:
    """Return rows that hold columns at most at 0, or at least at 1."""
    place = np.array(at, dtype=np.int64)
    sign = -1 if value else 1
    subjects = tally.projects[place].tolist()
    return Inequalities(
        subjects, [sign * value] * len(at), [(block, np.arange(len(at)), place, sign * _ones(place))]
    )


def _ones(like: NDArray[Any]) -> NDArray[Any]:
    return np.ones(len(like), dtype=object)


INEQUALITIES: dict[str, Callable[[Plan, Tally], Iterator[Inequalities]]] = {
    "coverage": _coverage,
    "data exchange": _data_exchange,
    "pool": _pool,
    "shared work": _shared_work,
    "named lead": _named_lead,
    "independent lead": _independent_lead,
    "prerequisite": _prerequisites,
    "alternatives": _alternatives,
    "agency floor": _limits("agencies", "agency", "floor"),
    "agency ceiling": _limits("agencies", "agency", "ceiling"),
    "category floor": _limits("categories", "category", "floor"),
    "category ceiling": _limits("categories", "category", "ceiling"),
    "mandatory": _only("mandatory"),
    "excluded": _only("excluded"),
}
