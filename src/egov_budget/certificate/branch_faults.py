"""branch_faults: what is no branch of trees in a document that was read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from egov_budget.counting.tree import DEEPEST
from egov_budget.errors import Fault

HUGE = 1e300  # nothing that is counted comes near it; whole numbers of JSON have no end
AGAIN = "Write the document anew from the plan"


def branch_faults(branch: Any, deep: int = 0) -> Iterator[Fault]:
    """Yield what is no branch of trees; the certificate is the lowest one."""
    parts = ("multipliers", dict), ("trees", list)
    if not isinstance(branch, dict) or not all(isinstance(branch.get(name), kind) for name, kind in parts):
        yield as_fault("certificate", "trees", branch, "a branch has no multipliers or no trees")
        return
    yield from _multipliers(branch["multipliers"])
    for tree in branch["trees"]:
        names = [tree.get(name) for name in ("rule", "subject")] if isinstance(tree, dict) else []
        if deep == DEEPEST or not names or not all(isinstance(name, str) for name in names):
            fault = f"a tree has no rule or no subject, or stands on {DEEPEST} others"
            yield as_fault("certificate", "trees", tree, fault)
            continue
        for side in ("no", "yes"):
            yield from branch_faults(tree.get(side), deep + 1)


def _multipliers(multipliers: dict[str, Any]) -> Iterator[Fault]:
    for rule, known in multipliers.items():
        if not isinstance(known, dict):
            yield as_fault("certificate", rule, known, "the multipliers of a rule are no object")
            continue
        for subject, value in known.items():
            if not is_number(value) or value < 0:
                fault = f"{value!r} is no number from 0 on"
                yield as_fault("certificate", f"{rule}: {subject}", value, fault)


def is_number(value: Any) -> bool:
    """Tell whether a value is a finite number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= HUGE


def as_fault(part: str, column: str, value: object, fault: str, remedy: str = AGAIN) -> Fault:
    """Return a fault of a document."""
    return Fault(part, None, column, str(value)[:60], fault, remedy)
