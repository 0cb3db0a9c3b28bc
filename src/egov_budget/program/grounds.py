"""grounds: what a program demands that could be given up, one by one; the rest only counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program.program import Program


@dataclass(frozen=True, eq=False)
class Ground:
    """One demand of one rule.

    Parameters
    ----------
    rule, subject : str
        Name of the rule, and what the demand is about.
    owner : int
        Place of the rule among those of the program.
    rows : ndarray of int64
        Rows that make the demand.
    whole : ndarray of int64
        Columns that it wants to be whole.
    """

    rule: str
    subject: str
    owner: int
    rows: NDArray[np.int64]
    whole: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


def grounds(program: Program) -> list[Ground]:
    """Return the demands of a program, those that explain most to a treasury first.

    Rows that only count are no demands: coverage, shared work, and the switch of each service
    under a target. A program without demands has none.

    Parameters
    ----------
    program : Program
        Arrays; SOS1 sets should have binaries, or they are not among the demands.

    Returns
    -------
    list of Ground
        By rule, in the order of the rows inside one.
    """
    found: dict[tuple[int, str], list[int]] = {}
    for row, (owner, subject) in enumerate(zip(program.owner.tolist(), program.row_subject, strict=True)):
        named = program.rules[owner].demand_of(subject) if owner >= 0 else None
        if named is not None:
            found.setdefault((owner, named), []).append(row)
    listed = [
        Ground(program.rules[owner].name, subject, owner, np.array(rows, dtype=np.int64))
        for (owner, subject), rows in found.items()
    ]
    none = np.zeros(0, dtype=np.int64)
    for owner, rule in enumerate(program.rules):
        for column in rule.whole_columns(program.scenario, program.columns).tolist():
            project = str(program.columns.projects[column])
            listed.append(Ground(rule.name, project, owner, none, np.array([column])))
    return sorted(listed, key=lambda ground: program.rules[ground.owner].rank)
