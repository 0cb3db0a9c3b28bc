"""Importing the package is silent and cheap, and leaves everything else as it was."""

from __future__ import annotations

import subprocess
import sys

ALLOWANCE = 0.05  # seconds on top of the bare interpreter
LOADED = """
import sys
before = set(sys.modules)
import MODULE
added = {name.partition(".")[0] for name in set(sys.modules) - before}
print(*sorted(added - sys.stdlib_module_names))
"""
CLOCK = """
import time
start = time.perf_counter()
import egov_budget
print(time.perf_counter() - start)
"""
STATE = """
import decimal, importlib, locale, logging, os, pkgutil, random, sys, warnings
import highspy, networkx, numpy, openpyxl, pandas, pulp, scipy.optimize, scipy.stats, tqdm, typer

def state():
    ours = [logging.getLogger(name) for name in sys.modules if name.partition(".")[0] == "egov_budget"]
    loggers = {logger.name: (logger.handlers, logger.level, logger.propagate) for logger in ours}
    return {
        "pandas options": pandas.describe_option("", _print_desc=False),
        "numpy errors": numpy.geterr(),
        "numpy printing": numpy.get_printoptions(),
        "numpy random": numpy.random.get_state()[1].tolist(),
        "random": random.getstate(),
        "decimal": repr(decimal.getcontext()),
        "warning filters": list(warnings.filters),
        "root logger": (list(logging.root.handlers), logging.root.level, logging.root.manager.disable),
        "loggers": {name: kept for name, kept in loggers.items() if kept != ([], logging.NOTSET, True)},
        "locale": locale.setlocale(locale.LC_ALL),
        "folder": os.getcwd(),
        "environment": dict(os.environ),
        "path": list(sys.path),
        "hooks": (sys.excepthook, sys.displayhook),
    }

before = state()
PLANTED
import egov_budget
for module in pkgutil.walk_packages(egov_budget.__path__, "egov_budget."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
after = state()
print(*(name for name in before if before[name] != after[name]), sep="; ")
"""


def run(code: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a program in an interpreter of its own."""
    return subprocess.run([sys.executable, *options, "-c", code], capture_output=True, text=True, check=True)


def test_import_prints_nothing_and_warns_of_nothing() -> None:
    done = run("import egov_budget", "-W", "error")
    assert (done.stdout, done.stderr) == ("", "")


def test_import_loads_nothing_but_itself() -> None:
    assert run(LOADED.replace("MODULE", "egov_budget")).stdout.split() == ["egov_budget"]


def test_commands_are_listed_without_numpy_whose_threads_are_told_of_first() -> None:
    loaded = run(LOADED.replace("MODULE", "egov_budget.cli")).stdout.split()
    assert "typer" in loaded
    assert not {"numpy", "pandas", "networkx"}.intersection(loaded)


def test_import_costs_next_to_nothing() -> None:
    assert min(float(run(CLOCK).stdout) for _ in range(5)) < ALLOWANCE


def test_importing_every_module_changes_no_global_state() -> None:
    assert run(STATE.replace("PLANTED", "")).stdout.strip() == ""


def test_a_planted_change_of_global_state_is_found() -> None:
    planted = "pandas.set_option('display.width', 7); numpy.random.seed(1); os.chdir('/')"
    assert run(STATE.replace("PLANTED", planted)).stdout.strip() == "pandas options; numpy random; folder"
