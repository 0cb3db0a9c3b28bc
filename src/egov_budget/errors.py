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

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Self, SupportsInt

from egov_budget.language import all_digits, in_currency, on_screen

if TYPE_CHECKING:
    import pandas as pd

SHOWN_IN_MESSAGE = 20
SHOWN = 60  # characters of a value
FIRST_ROW = 2  # a spreadsheet's header is row 1


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, where it stands and what would mend it.

    Parameters
    ----------
    table : str
        Table, sheet or file the fault stands in.
    row : int or None
        Row as a spreadsheet numbers it: the header is row 1. ``None`` when the whole table is meant.
    column : str
        Column, or an empty string when the whole row or table is meant.
    value : str
        The offending value as it was read.
    fault : str
        What is wrong, with both numbers where there are two.
    remedy : str
        What would mend it.
    """

    table: str
    row: int | None
    column: str
    value: str
    fault: str
    remedy: str

    @classmethod
    def at(  # noqa: PLR0917  # the fields of a fault in their order
        cls, table: str, row: SupportsInt, column: str, value: object, fault: str, remedy: str
    ) -> Self:
        """Return a fault of a row counted from 0; of a long value the beginning is shown."""
        return cls(table, int(row) + FIRST_ROW, column, str(value)[:SHOWN], fault, remedy)

    @classmethod
    def of(
        cls, key: str, table: str, row: int | None = None, column: str = "", value: str = "", **told: object
    ) -> Self:
        """Return a fault in the words of a template of faults.toml, which knows the place too."""
        known = {"table": table, "column": column, "value": value, **told}
        fault, remedy = (templates()[key][part].format(**known) for part in ("fault", "remedy"))
        return cls(table, row, column, value, fault, remedy)

    def moved(self, numbers: Sequence[int]) -> Self:
        """Return the fault of a table whose row k, its head first, is row ``numbers[k - 1]`` of a sheet."""

        def number(row: int) -> int:
            return numbers[row - 1] if row <= len(numbers) else row

        fault = re.sub(r"(?<=in row )\d+", lambda found: str(number(int(found.group()))), self.fault)
        return replace(self, row=None if self.row is None else number(self.row), fault=fault)

    def __str__(self) -> str:
        place = self.table
        if self.row is not None:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        end = "" if self.remedy.endswith(("?", ".")) else "."
        return f"{place}: {self.fault}. {self.remedy}{end}"


@cache
def templates() -> dict[str, dict[str, str]]:
    """Return faults.toml."""
    return tomllib.loads(files("egov_budget").joinpath("faults.toml").read_text("utf-8"))


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


@dataclass(frozen=True)
class Conflict:
    """Two demands that exclude each other, with both numbers and two ways out.

    Parameters
    ----------
    rule : str
        Name of the rule that cannot hold.
    subject : str
        What it is about: an agency, a category, a project, the pool.
    have : float
        What there is, in currency units (or points where ``unit`` says so).
    need : float
        What the rule demands, in the same unit.
    unit : str
        Unit of both numbers.
    fault : str
        The conflict in one sentence.
    remedies : tuple of str
        Two changes, either of which ends it.
    """

    rule: str
    subject: str
    have: float
    need: float
    unit: str
    fault: str
    remedies: tuple[str, str]

    @classmethod
    def of(  # noqa: PLR0917  # the fields of a conflict in their order
        cls, key: str, rule: str, subject: str, have: float, need: float, unit: str, **told: object
    ) -> Self:
        """Return a conflict in the words of a template of faults.toml, which knows the numbers too."""
        numbers = {"have": all_digits(have), "need": all_digits(need), "more": all_digits(need - have)}
        known = {"subject": subject, **numbers, **told}
        fault, one, other = (templates()[key][part].format(**known) for part in ("fault", "remedy", "or"))
        return cls(rule, subject, have, need, unit, fault, (one, other))

    @property
    def fix(self) -> float:
        """Smallest change that ends the conflict: ``need - have``."""
        return self.need - self.have

    @property
    def remedy(self) -> str:
        """The remedies in a sentence; they end this conflict, and other rules may ask for more."""
        return f"For this alone, either {' or '.join(self.remedies)}"

    @property
    def sentence(self) -> str:
        """The conflict with both its numbers."""
        return f"{self.fault}: have {all_digits(self.have)}, need {in_currency(self.need, self.unit)}"

    def __str__(self) -> str:
        return f"{self.rule} ({self.subject}): {self.sentence}. {self.remedy}."


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
