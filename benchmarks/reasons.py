"""How many reasons of a national plan hold when they are solved or counted again.

    python -m benchmarks.reasons [COUNT [SERVICES PROJECTS]]

Of each kind COUNT are drawn (100 by default) and confirmed by other code than told them: requests and losses
by programs made anew, with the project in, out, or at another request; what a rule keeps in or out, and what
a project would add, by counting and auditing the same plan without it or with it in full.
"""

from __future__ import annotations

import dataclasses
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from egov_budget import Allocation, allocate, explain, find_overlaps, formulate, worlds
from egov_budget.program import Program
from egov_budget.reasons.standing import standing
from egov_budget.solving.change import Change
from egov_budget.solving.resolve import Resolve

COUNT, SEED = 100, 1403
CLOSE = 1e-6  # of a gain, as the solver keeps rows

Line = Any  # a row of explain, as itertuples gives it
Kind = tuple[pd.Series, Callable[[Allocation, Line], bool]]


def resolved(plan: Allocation, project: str, share: float, *, cost: float | None = None, held: bool) -> float:
    """Return what is gained at most with a share of a project, by any plan or held to this one's choice."""
    scenario = plan.scenario
    if cost is not None:
        asked = scenario.projects["cost"].where(scenario.projects["id"] != project, cost)
        scenario = scenario.replace(projects=scenario.projects.assign(cost=asked))
    program = formulate(scenario, plan.overlaps, rules=plan.rules)
    at = int(plan.columns.projects.get_indexer([project])[0])
    program = dataclasses.replace(program, goals=program.goals[:1])
    changes = [Change(at, share, share, of_columns=True)]
    changes += held_still(plan, program, at) if held else []
    return Resolve.relaxed(program)(changes).value


def held_still(plan: Allocation, program: Program, *free: int) -> list[Change]:
    """Return the changes that hold a program to a plan's leads and whole numbers, but for some projects."""
    if plan.outcome is None or plan.outcome.values is None:
        return []
    _, shut = standing(plan)
    own = program.matrix[program.matrix[:, [*free]].nonzero()[0]].nonzero()[1]  # its switch is its own too
    whole = np.setdiff1d(np.flatnonzero(program.whole), [*free, *own[own >= plan.columns.size]])
    kept = np.rint(plan.outcome.values[whole])
    return [Change(shut, 0.0, 0.0, of_columns=True), Change(whole, kept, kept, of_columns=True)]


def counted(plan: Allocation, project: str, *, full: bool) -> Allocation:
    """Return the same plan with a project in full or not at all, to be counted and audited."""
    at, parts, quanta = plan.columns.projects == project, plan.parts.copy(), plan.quanta.copy()
    parts[at], quanta[at] = (10**9, plan.columns.as_adopter[at]) if full else (0, 0)
    return dataclasses.replace(plan, parts=parts, quanta=quanta)


def breaks(plan: Allocation, line: Line, *, full: bool) -> bool:
    """Tell whether the audit finds the rule of a reason broken once the project is paid for, or is not."""
    found = counted(plan, line.project, full=full).audit()
    return line.rule in {check.rule for check in found.checks if not check.holds}


def kinds(table: pd.DataFrame) -> dict[str, Kind]:
    """Return each kind of claim: which lines make it, and what confirms it."""

    def enters(plan: Allocation, line: Line) -> bool:
        found = resolved(plan, line.project, 1.0, cost=line.enters_at, held=True)
        return found > plan.gain

    def never(plan: Allocation, line: Line) -> bool:
        dearer = line.not_above + plan.columns.quantum
        return resolved(plan, line.project, 1.0, cost=dearer, held=False) <= plan.gain + CLOSE

    def missed(plan: Allocation, line: Line) -> bool:
        return resolved(plan, line.project, 0.0, held=False) <= plan.gain - line.loss_at_least + CLOSE

    def at_most(plan: Allocation, line: Line) -> bool:
        return resolved(plan, line.project, 1.0, held=False) <= plan.gain + line.more_at_most + CLOSE

    def adds(plan: Allocation, line: Line) -> bool:
        more = counted(plan, line.project, full=True).gain - plan.gain
        return abs(more - line.could_add) <= CLOSE and line.per_step <= line.pool_per_step + CLOSE

    reason = table["reason"]
    of_rules = {"mandatory": False, "needed by others": False, "drawn in": False}
    of_rules |= {"needs another": True, "alternative": True, "ceiling": True}
    return {
        "enters at": (table["enters_at"] < table["asked"], enters),
        "not above": (table["not_above"] < table["asked"], never),
        "worth its credits": (reason == "worth its credits", missed),
        "gains more at most": (table["more_at_most"].notna(), at_most),
        "pool": (reason == "pool", adds),
        **{name: (reason == name, partial(breaks, full=full)) for name, full in of_rules.items()},
    }


def main(arguments: list[str]) -> None:
    """Print how many of each kind hold."""
    count, *sizes = [int(number) for number in arguments] or [COUNT]
    scenario = worlds.national_1400(*sizes)
    plan = allocate(scenario, find_overlaps(scenario))
    began = time.perf_counter()
    table = explain(plan)
    print(f"{len(table):,} reasons in {time.perf_counter() - began:.1f} s")
    for name, (which, holds) in kinds(table).items():
        drawn = table[which].sample(min(count, int(which.sum())), random_state=SEED)
        failed = [line.project for line in drawn.itertuples() if not holds(plan, line)]
        told = f"{len(drawn) - len(failed):,} of {len(drawn):,} hold"
        print(f"{name:<20}{which.sum():>8,} told, {told}", *failed[:5])


if __name__ == "__main__":
    main(sys.argv[1:])
