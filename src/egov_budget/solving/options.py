"""SolveOptions: how programs are solved, made once a call and handed to every solve in it."""

from __future__ import annotations

import dataclasses
import math
import time
from dataclasses import dataclass, field

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
        limit = None if self.time_limit is None else self.time_limit - seconds
        return dataclasses.replace(self, time_limit=limit)
