"""grounds: what a program demands that could be given up, one by one; the rest only counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program.program import Program

COUNTING = (
    "coverage",
    "data exchange",
    "shared work",
    "whole quanta",
)  # how credits and gains are counted, not what is demanded
# what a treasury would rather be told about comes first; what stands nowhere here comes behind these
PREFERRED = (
    "pool", "agency floor", "agency ceiling", "category floor", "category ceiling", "mandatory", "excluded",
    "alternatives", "prerequisite", "independent lead", "named lead",
)  # fmt: skip
LAST = ("minimum share", "all or nothing", "one lead")


@dataclass(frozen=True, eq=False)
class Ground:
    """One demand of one rule.

    Parameters
    ----------
    rule, subject : str
        The rule and what the demand is about.
    rows : ndarray of int64
        Rows that make the demand.
    whole : ndarray of int64
        Columns that it wants to be whole.
    """

    rule: str
    subject: str
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
    goals = {goal.name for goal in program.goals}
    groups = set(program.columns.groups)
    found: dict[tuple[str, str], list[int]] = {}
    for row, (rule, subject) in enumerate(zip(program.row_rule, program.row_subject, strict=True)):
        if rule in COUNTING or rule in goals:
            continue
        named = _subject(rule, subject, groups)
        if named is not None:
            found.setdefault((rule, named), []).append(row)
    listed = [Ground(*key, np.array(rows, dtype=np.int64)) for key, rows in found.items()]
    none = np.zeros(0, dtype=np.int64)
    if any(rule.name == "all or nothing" for rule in program.rules):
        for column in np.flatnonzero(program.whole[: program.columns.n_projects]).tolist():
            project = str(program.columns.projects[column])
            listed.append(Ground("all or nothing", project, none, np.array([column])))
    return sorted(listed, key=lambda ground: _rank(ground.rule))


def _subject(rule: str, subject: str, groups: set[str]) -> str | None:
    """Return what a demand is about, ``None`` for a row that ties a switch to what it counts."""
    if rule == "minimum share":
        return subject.removeprefix("at least: ") if subject.startswith("at least: ") else None
    if rule == "one lead":
        return subject if subject in groups else None
    if rule.startswith("target of services"):
        return subject if subject == "services" else None
    return subject


def _rank(rule: str) -> int:
    if rule in PREFERRED:
        return PREFERRED.index(rule)
    return len(PREFERRED) + (LAST.index(rule) + 1 if rule in LAST else 0)
