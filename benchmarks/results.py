"""Results: ratios of one run of the benchmarks, kept beside them, and what is slower than before."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

KEPT = Path(__file__).with_name("results.json")
PACKAGES = ("highspy", "pulp", "numpy", "scipy", "pandas")
SLOWER = 1.1  # a tenth


def keep(ratios: Mapping[str, float], path: Path = KEPT) -> list[str]:
    """Write ratios with the versions they were measured on; return what is a tenth slower than before.

    Parameters
    ----------
    ratios : mapping of str to float
        Time against that of a peer, or against a limit, in the same run; less is better.
    path : Path
        Where they are kept, with those that this run did not measure.

    Returns
    -------
    list of str
        A line each.
    """
    before: dict[str, float] = json.loads(path.read_text("utf-8"))["ratios"] if path.exists() else {}
    versions = {"python": platform.python_version()} | {name: version(name) for name in PACKAGES}
    found = {**before, **{name: round(value, 3) for name, value in ratios.items()}}
    kept = {"versions": versions, "ratios": dict(sorted(found.items()))}
    path.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return [
        f"{name}: {value:.2f}, before {before[name]:.2f}"
        for name, value in ratios.items()
        if name in before and value > SLOWER * before[name]
    ]
