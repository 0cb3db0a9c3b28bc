"""SolveOptions: how programs are solved, made once a call and handed to every solve in it."""

from __future__ import annotations

import dataclasses
import math
import time
from dataclasses import dataclass, field

IN_PROCESS = "HiGHS"


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
        Threads of the solver; ``None`` leaves it to the solver.
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

    def sooner(self, seconds: float) -> SolveOptions:
        """Return the same options with a time limit so many seconds sooner; what is done last needs them."""
        limit = None if self.time_limit is None else self.time_limit - seconds
        return dataclasses.replace(self, time_limit=limit)
