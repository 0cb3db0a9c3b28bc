"""SolveOptions: how programs are solved, made once a call and handed to every solve in it."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from numbers import Integral, Real
from typing import Any

from egov_budget.errors import Fault, RuleError

IN_PROCESS = "HiGHS"
FURTHER = 2.5e9  # work of a further search where no time is given: about a minute at national size
MINUTE = 60.0  # the same for a solver by name, which counts no work


@dataclass(frozen=True)
class SolveOptions:
    """Solver, time, gap and threads of a call, however often it solves.

    Parameters
    ----------
    solver : str
        ``HiGHS`` in process, or any solver PuLP knows (``COIN_CMD``, ``GLPK_CMD``, ...).
    time_limit : float or None
        Seconds for all solves together; ``None`` means no limit.
    relative_gap : float
        Gap at which a search with whole numbers stops, as a part of the value.
    threads : int or None
        Threads of the solver; ``None`` means one worker in HiGHS, and leaves it to any other solver.
    work : float
        Most that a search with whole numbers takes where no time is given: how often HiGHS looks at its
        limits, times the size of the program. It ends at the same place on every machine.
    began : float
        When the time began to run, by ``time.perf_counter``: when the options were made.

    Raises
    ------
    RuleError
        With every option that is out of bounds.

    Examples
    --------
    >>> SolveOptions().left
    inf
    >>> 0 < SolveOptions(time_limit=60).left <= 60
    True
    """

    solver: str = IN_PROCESS
    time_limit: float | None = None
    relative_gap: float = 1e-4
    threads: int | None = None
    work: float = math.inf
    began: float = field(default_factory=time.perf_counter, repr=False, compare=False)

    def __post_init__(self) -> None:
        RuleError.if_any(self._faults())

    def _faults(self) -> Iterator[Fault]:
        if self.time_limit is not None:
            yield from _under("time_limit", self.time_limit, 0, "Give seconds, or None for no limit")
        yield from _under("relative_gap", self.relative_gap, 0, "Give a part of the gain, such as 0.0001")
        if self.threads is not None:
            yield from _under("threads", self.threads, 1, "Give how many, or None to leave it to the solver")

    @property
    def left(self) -> float:
        """Seconds left until the time limit: infinite without one, 0 once it has passed."""
        if self.time_limit is None:
            return math.inf
        return max(self.time_limit - (time.perf_counter() - self.began), 0.0)

    def within(self, seconds: float | None) -> SolveOptions:
        """Return the same options with another time limit, from now on."""
        return dataclasses.replace(self, time_limit=seconds, began=time.perf_counter())

    def further(self) -> SolveOptions:
        """Return the options of a search that need not end: where no time is given, its work is limited."""
        if self.time_limit is not None:
            return self
        if self.solver != IN_PROCESS:
            return self.within(MINUTE)
        return dataclasses.replace(self, work=FURTHER)

    def sooner(self, seconds: float) -> SolveOptions:
        """Return the same options with a time limit so many seconds sooner; what is done last needs them."""
        limit = None if self.time_limit is None else max(self.time_limit - seconds, 0.0)
        return dataclasses.replace(self, time_limit=limit)


def _under(name: str, value: Any, least: int, remedy: str) -> Iterator[Fault]:
    """Yield a fault where a value is no number from the least on; what is counted from 1 on is whole."""
    holds = "a whole number" if least else "a number"
    kind: Any = Integral if least else Real
    if isinstance(value, bool) or not isinstance(value, kind) or not value >= least:
        fault = f"{name} is {value!r}, not {holds} from {least} on"
        yield Fault("options", None, name, repr(value), fault, remedy)
