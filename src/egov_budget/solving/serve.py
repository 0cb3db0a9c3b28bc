"""The other process of a search apart: the search comes in on standard input, each better plan goes out."""

from __future__ import annotations

import os
import pickle  # between two processes of one call
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.solving.highs import HighsEngine

if TYPE_CHECKING:
    from egov_budget.solving.apart import Search
    from egov_budget.solving.run import Run


def serve() -> None:
    """Search for what is asked; the last plan that goes out is the one found."""
    with os.fdopen(os.dup(1), "wb") as out, Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)  # whatever else is printed

        def tell(run: Run) -> None:
            pickle.dump(run, out)
            out.flush()

        asked: Search = pickle.load(sys.stdin.buffer)  # noqa: S301  # from this library
        engine = HighsEngine(asked.held, asked.options.within(asked.options.time_limit), tell)
        engine.restore(asked.state)
        tell(engine.minimise(asked.cost, asked.start))


if __name__ == "__main__":
    serve()
