"""Every error the library raises, as one tree.

::

    EgovBudgetError(Exception)
    ├─ IntakeError(ValueError)          the input is wrong: .faults lists every fault at once
    ├─ RuleError(ValueError)            a rule or an option cannot apply: .faults
    │   └─ ConflictingRules             the rules exclude each other: .conflicts (have, need, fix)
    └─ SolveError(RuntimeError)         the solver gave no plan: .status
        ├─ Infeasible                   no allocation keeps every rule
        ├─ Unbounded                    the program has no finite optimum
        ├─ Unfinished                   stopped before a plan was found
        └─ SolverUnavailable            the named solver is not installed
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from egov_budget.errors.conflict import Conflict
from egov_budget.errors.fault import FIRST_ROW, SHOWN, Fault
from egov_budget.language import all_digits, on_screen

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "FIRST_ROW",
    "SHOWN",
    "Conflict",
    "ConflictingRules",
    "EgovBudgetError",
    "Fault",
    "Infeasible",
    "IntakeError",
    "RuleError",
    "SolveError",
    "SolverUnavailable",
    "Unbounded",
    "Unfinished",
]

SHOWN_IN_MESSAGE = 20


class EgovBudgetError(Exception):
    """Root of every error this library raises on purpose."""

    @property
    def records(self) -> list[dict[str, Any]]:
        """What is wrong one by one, as JSON can hold it; empty where the message says all."""
        return []


class _FaultsError(EgovBudgetError, ValueError):
    """An error that carries every fault found, not the first one alone."""

    heading = "faults"
    place = ""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self._faults = tuple(faults)
        super().__init__(self._faults)

    @classmethod
    def if_any(cls, faults: Iterable[Fault]) -> None:
        """Raise all faults at once, if there are any."""
        found = tuple(faults)
        if found:
            raise cls(found)

    @property
    def faults(self) -> pd.DataFrame:
        """All faults, one a row: table, row, column, value, fault, remedy."""
        import pandas as pd

        frame = pd.DataFrame(self.records, columns=[field.name for field in fields(Fault)])
        return frame.astype({"row": "Int64"})

    @property
    def records(self) -> list[dict[str, Any]]:
        """The same as plain records, for other programs."""
        return [{name: _encodable(cell) for name, cell in vars(fault).items()} for fault in self._faults]

    def __str__(self) -> str:
        count = len(self._faults)
        heading = self.heading if count != 1 else self.heading.removesuffix("s")
        lines = [f"{count} {heading} {self.place}"]
        lines += [f"  {fault}" for fault in self._faults[:SHOWN_IN_MESSAGE]]
        if count > SHOWN_IN_MESSAGE:
            lines.append(f"  ... and {count - SHOWN_IN_MESSAGE} more; .faults has them all")
        return on_screen(lines)


def _encodable(cell: str | int | None) -> str | int | None:
    """Return a cell that any column of text can hold: half a character becomes its escape."""
    return cell.encode("utf-8", "backslashreplace").decode() if isinstance(cell, str) else cell


class IntakeError(_FaultsError):
    """The input is wrong; ``faults`` names every fault of every table at once."""

    place = "in the input"


class RuleError(_FaultsError):
    """A rule, target, split or option cannot apply; ``faults`` says where and why."""

    place = "in what is asked for"


class ConflictingRules(RuleError):
    """The rules exclude each other; ``conflicts`` lists each as have, need, fix and two remedies."""

    heading = "conflicts"
    place = "between the rules"

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        faults = []
        for each in self.conflicts:
            what = f"{each.subject}: {each.sentence}, smallest fix {all_digits(each.fix)}"
            faults.append(Fault(each.rule, None, "", each.subject, what, each.remedy))
        super().__init__(faults)


class SolveError(EgovBudgetError, RuntimeError):
    """The solver gave no plan; ``status`` says how it ended.

    Parameters
    ----------
    message : str
        What happened and what to do about it.
    status : str
        The status the solver ended with.
    """

    def __init__(self, message: str, status: str = "") -> None:
        super().__init__(message)
        self.status = status


class Infeasible(SolveError):
    """No allocation keeps every rule; ``conflict`` says which exclude each other and the cheapest way out.

    It is ``None`` where it was not looked into.
    """

    def __init__(self, message: str, status: str = "", conflict: Any = None) -> None:
        super().__init__(message, status)
        self.conflict = conflict

    @property
    def records(self) -> list[dict[str, Any]]:
        """The demands that exclude each other: rule, subject, words; empty where it was not looked into."""
        return [] if self.conflict is None else self.conflict.records


class Unbounded(SolveError):
    """The program has no finite optimum: a rule or objective of one's own leaves a column free."""


class Unfinished(SolveError):
    """The solver stopped (time limit, numerical trouble) before it had a plan."""


class SolverUnavailable(SolveError):
    """The named solver is not installed or not known to PuLP."""
