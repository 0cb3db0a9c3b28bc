"""How well and how fast planted overlaps are found, by this library and by others, side by side.

    python -m benchmarks.overlaps                      6,000, 30,000 and 100,000 projects, every way
    python -m benchmarks.overlaps --sizes 6000 30000   other sizes
    python -m benchmarks.overlaps --ways "this library, graded" --sizes 1000000

Each way runs in a process of its own, which reads the world that another has made: seconds from the table
of projects to the scored pairs, and the process's peak memory, of which the table is a part. Right is a
planted overlap or duplication of two agencies. Seconds are by the clock, cpu s are those of all processors:
on a busy machine the second tell more. F1 is that of the best threshold of each way, which favours the
others: this library's own threshold is a probability of one half, and its F1 there stands beside. Groups are
made at the best threshold, by B-cubed F1: connected components of the pairs above it, and average linkage as
this library groups, joined through such pairs while the mean over all pairs of a group is above it too.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.overlaps_ways import WAYS
from egov_budget.overlaps.group import Pairs, components, grouped
from egov_budget.worlds import national_projects

SEED = 7919  # a world that no default was fitted on
MEMORY = 14  # GB a process may take
PATIENCE = 1200  # seconds
NONE = (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
HEAD = ("projects", "way", "seconds", "cpu s", "peak GB", "F1", "at 1/2", "components", "linkage")


def make_world(size: int, path: Path) -> None:
    """Draw a world and leave it in a file."""
    with path.open("wb") as file:
        pickle.dump(national_projects(size, SEED), file)


def one(way: str, path: Path) -> dict[str, float]:
    """Run one way on one world, and score what it finds."""
    with path.open("rb") as file:
        projects, truth = pickle.load(file)  # noqa: S301  our own file of a moment ago
    size = len(projects)
    before, worked = time.perf_counter(), time.process_time()
    found = WAYS[way](projects)
    seconds, worked = time.perf_counter() - before, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    place = pd.Series(np.arange(size), index=projects["id"].to_numpy())
    left, right, score = told_once(*found, projects["agency"].to_numpy(dtype=object))
    wanted = truth[truth["degree"] != "fragmentation"]
    ends = np.column_stack([place[wanted[name]].to_numpy() for name in ("project_a", "project_b")])
    right_key = np.unique(ends.min(axis=1) * size + ends.max(axis=1))
    good = np.isin(left * size + right, right_key)
    best, threshold = best_f1(good, score, len(right_key))
    above = score >= threshold
    pairs = Pairs(left, right, np.clip(score, 0, 1))  # floats may make a likeness a little more than 1
    half = score >= 0.5
    f1 = 2 * good[half].sum() / (half.sum() + len(right_key)) if way == "this library, graded" else np.nan
    connected = components(size, left[above], right[above])
    linked = grouped(size, pairs, NONE, NONE, cut=threshold, binding=above)
    return {
        "seconds": seconds, "cpu s": worked, "peak GB": peak, "F1": best, "at 1/2": f1,
        "components": b_cubed(connected, right_key, size), "linkage": b_cubed(linked, right_key, size),
    }  # fmt: skip


def told_once(
    left: np.ndarray, right: np.ndarray, score: np.ndarray, agency: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return each pair of two agencies once, the smaller row first, ascending."""
    size = len(agency)
    key, at = np.unique(np.minimum(left, right) * size + np.maximum(left, right), return_index=True)
    one, other = key // size, key % size
    apart = agency[one] != agency[other]
    return one[apart], other[apart], score[at][apart].astype(np.float64)


def best_f1(good: np.ndarray, score: np.ndarray, wanted: int) -> tuple[float, float]:
    """Return the best F1 over all thresholds, and the threshold."""
    order = np.argsort(-score, kind="stable")
    f1 = 2 * np.cumsum(good[order]) / (np.arange(1, len(order) + 1) + wanted)
    last = np.append(score[order][1:] != score[order][:-1], True)
    f1 = np.where(last, f1, 0)
    at = int(f1.argmax())
    return float(f1[at]), float(score[order][at])


def b_cubed(label: np.ndarray, right_key: np.ndarray, size: int) -> float:
    """Return the B-cubed F1 of groups, over the projects that have a right or a found partner."""
    one_end, other = right_key // size, right_key % size
    same = label[one_end] == label[other]
    wanted = 1 + np.bincount(one_end, minlength=size) + np.bincount(other, minlength=size)
    hit = 1 + np.bincount(one_end[same], minlength=size) + np.bincount(other[same], minlength=size)
    found = np.bincount(label, minlength=size)[label]
    involved = (wanted > 1) | (found > 1)
    precision, recall = ((hit / part)[involved].mean() for part in (found, wanted))
    return float(2 * precision * recall / (precision + recall))


def apart(way: str, path: Path) -> dict[str, float] | str:
    """Run one way in a process of its own; say in a word what stopped it."""
    command = [sys.executable, "-m", "benchmarks.overlaps", "--one", way, "--world", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return f"stopped after {PATIENCE} s"
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["killed"])[-1]
        return "out of memory" if "emory" in last or done.returncode < 0 else last[:60]
    row: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return row


def main(words: list[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.overlaps")
    parser.add_argument("--sizes", type=int, nargs="+", default=[6_000, 30_000, 100_000])
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--one", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--world", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    if asked.one:
        resource.setrlimit(resource.RLIMIT_DATA, (int(MEMORY * 1e9),) * 2)
        print(json.dumps(one(asked.one, asked.world)))
        return
    print("{:>9}  {:<30}{:>9}{:>8}{:>9}{:>8}{:>8}{:>12}{:>9}".format(*HEAD))
    with tempfile.TemporaryDirectory() as folder:
        for size in asked.sizes:
            path = Path(folder) / str(size)
            # In another process: a child starts with the peak memory of its parent.
            maker = multiprocessing.Process(target=make_world, args=(size, path))
            maker.start()
            maker.join()
            for way in asked.ways:
                print(line(size, way, apart(way, path)), flush=True)


def line(size: int, way: str, row: dict[str, float] | str) -> str:
    """Lay out one row of the table."""
    if isinstance(row, str):
        return f"{size:>9,}  {way:<30}  {row}"
    numbers = [row[name] for name in HEAD[2:]]
    shape = "{:>9,}  {:<30}{:>9.1f}{:>8.1f}{:>9.2f}{:>8.3f}{:>8.3f}{:>12.3f}{:>9.3f}"
    return shape.format(size, way, *numbers)


if __name__ == "__main__":
    main(sys.argv[1:])
