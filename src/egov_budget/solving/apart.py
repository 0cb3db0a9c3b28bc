"""A search in a process of its own, which is ended in time whatever HiGHS is at.

HiGHS looks at the clock between the rounds of its search. With thousands of projects in one row of the
pool a single round of cuts takes from seconds to minutes, so a time limit alone is not kept.
"""

from __future__ import annotations

import os
import pickle  # between two processes of one call
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

from egov_budget.solving.run import Run
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from egov_budget.solving.held import Held
    from egov_budget.solving.options import SolveOptions
    from egov_budget.solving.snapshot import Snapshot

COMMAND = [sys.executable, "-P", "-m", "egov_budget.solving.serve"]


@dataclass(frozen=True, eq=False)
class Search:
    """What is sent to the other process.

    Parameters
    ----------
    held : Held
        The program as the engine was given it.
    state : Snapshot
        What the engine holds now.
    options : SolveOptions
        Gap and threads, and the seconds that are left.
    cost : ndarray of float
        What is minimised.
    start : ndarray of float or None
        A known plan.
    """

    held: Held
    state: Snapshot
    options: SolveOptions
    cost: NDArray[np.float64]
    start: NDArray[np.float64] | None

    def run(self, seconds: float) -> Run:
        """Search elsewhere; once the time is over return the best that was found by then."""
        path = os.pathsep.join(place or os.curdir for place in sys.path)
        told = [Run(Status.UNFINISHED)]
        process = subprocess.Popen(  # noqa: S603  # this interpreter
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        with process:
            listening = Thread(target=self._listen, args=(process, told), daemon=True)
            listening.start()
            try:
                listening.join(seconds)
            finally:
                process.kill()
            listening.join()
        return told[-1]

    def _listen(self, process: subprocess.Popen[bytes], told: list[Run]) -> None:
        with suppress(OSError, EOFError, pickle.UnpicklingError):  # it has ended, or was ended
            assert process.stdin is not None  # noqa: S101  # both are pipes
            assert process.stdout is not None  # noqa: S101
            pickle.dump(self, process.stdin)
            process.stdin.flush()
            while True:
                told.append(pickle.load(process.stdout))  # noqa: S301  # from this library
