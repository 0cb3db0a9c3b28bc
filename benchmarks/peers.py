"""Peers of the solving, in one run: ``python -m benchmarks.peers DATA``, the folder of published files.

Building the program of 3,000 projects, handed over to HiGHS: as this library does, by PuLP's objects and by
linopy. Elections of Pabulib: ``allocate`` and pabutools, both for the most votes, and whether they agree.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

import linopy
import numpy as np
import pulp
import xarray as xr
from pabutools.election import Cardinality_Sat, parse_pabulib
from pabutools.rules import max_additive_utilitarian_welfare

from benchmarks.line import PROJECTS, SERVICES, timed
from egov_budget import allocate, find_overlaps, formulate, read_pabulib, worlds
from egov_budget.program import Program
from egov_budget.solving import SolveOptions
from egov_budget.solving.highs import HighsEngine
from egov_budget.solving.problem import problem_of


def by_pulp(program: Program) -> Any:
    """Hand the program over as PuLP does: an object for each column and row."""
    lp, _ = problem_of(program, -program.goals[0].coefficients, np.zeros(len(program.upper)), program.upper)
    solver = pulp.HiGHS(msg=False)
    solver.createAndConfigureSolver(lp)
    solver.buildSolverModel(lp)
    return lp


def by_linopy(program: Program) -> Any:
    """Hand it over by linopy, rows with as many terms at once."""
    model, matrix = linopy.Model(), program.matrix.tocsr()
    columns = np.arange(len(program.upper))
    for whole in (False, True):
        at = columns[program.whole == whole]
        bounds = {
            "lower": xr.DataArray(np.zeros(len(at)), {"c": at}),
            "upper": xr.DataArray(program.upper[at], {"c": at}),
        }
        model.add_variables(**bounds, integer=whole, name=f"whole {whole}")
    label = np.empty(len(columns), dtype=np.int64)
    for whole in (False, True):
        label[program.whole == whole] = model.variables[f"whole {whole}"].labels.to_numpy()
    terms = np.diff(matrix.indptr)
    for count in np.unique(terms[terms > 0]):
        rows = np.flatnonzero(terms == count)
        entry = matrix.indptr[rows][:, None] + np.arange(count)
        dims = ("r", "_term")
        left = xr.Dataset(
            {
                "coeffs": (dims, matrix.data[entry]),
                "vars": (dims, label[matrix.indices[entry]]),
                "const": ("r", np.zeros(len(rows))),
            },
            {"r": rows},
        )
        left = linopy.LinearExpression(left, model)
        for sign, bound in ((">=", program.row_lower[rows]), ("<=", program.row_upper[rows])):
            there = np.isfinite(bound)
            if there.any():
                model.add_constraints(
                    left.sel(r=rows[there]),
                    sign,
                    xr.DataArray(bound[there], {"r": rows[there]}),
                    name=f"{count} {sign}",
                )
    gain = program.goals[0].coefficients
    whole = [
        model.variables[f"whole {of}"]
        * xr.DataArray(gain[program.whole == of], {"c": columns[program.whole == of]})
        for of in (False, True)
    ]
    model.add_objective(sum(part.sum() for part in whole), sense="max")
    return model.to_highspy()


def main(folder: Path) -> None:
    """Print both tables."""
    scenario = worlds.national_1400(SERVICES, PROJECTS)
    overlaps = find_overlaps(scenario)
    program = formulate(scenario, overlaps)
    ways = {
        "this library, rules to rows too": lambda: HighsEngine(formulate(scenario, overlaps), SolveOptions()),
        "PuLP's objects": lambda: by_pulp(program),
        "linopy": lambda: by_linopy(program),
    }
    rows, columns = program.matrix.shape
    print(f"{PROJECTS:,} projects, {rows:,} rows, {columns:,} columns, handed over{'processor s':>20}")
    for name, way in ways.items():
        print(f"  {name:<60}{timed(way)[0]:>12.3f}")
    print(f"\n{'election':<72}{'projects':>9}{'allocate':>10}{'pabutools':>10}{'ratio':>7}  votes")
    for path in sorted(folder.glob("pabulib/*.pb")):
        asked, (instance, profile) = read_pabulib(path), parse_pabulib(str(path))
        ours, plan = timed(partial(allocate, asked, find_overlaps(asked), relative_gap=0))
        most = partial(max_additive_utilitarian_welfare, instance, profile, Cardinality_Sat)
        theirs, chosen = timed(most)
        votes = sum(int(instance.project_meta[project]["votes"]) for project in chosen)
        cells = f"{len(instance):>9}{ours:>10.3f}{theirs:>10.3f}{theirs / ours:>7.2f}"
        print(f"{path.stem:<72}{cells}  {plan.gain:,.0f}, {votes:,}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
