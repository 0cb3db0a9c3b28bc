"""What projects came to cost in the next list, and whether like projects tell it; see benchmarks.rounds."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from egov_budget import read_portfolio, usual_growth
from egov_budget.similarity import link

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget import Scenario

LISTS = (2016, 2019, 2022)
NAMES = {"id": "uniqueId", "agency": "deptAcronym", "title": "projectName", "cost": "totalBudget"}
LARGE = 10_000_000.0
TOLD = 0.8  # of a range
RANKS = "weibull"  # as usual_growth ranks what it has seen
LIKE = (20, 50)  # projects that a range is taken from
DRAWS, SEED = 4000, 20


def listed(canada: Path, year: int) -> Scenario:
    """Read a list of projects with their budgets; those without one are excluded."""
    return read_portfolio(canada / f"it_projects_{year}.csv", NAMES, pool=0, fiscal_year=str(year))


def grown(before: Scenario, after: Scenario) -> pd.DataFrame:
    """Return the projects of two lists with the logarithm of what their budgets grew by."""
    first, later = (one.projects[~one.projects["excluded"]].set_index("id") for one in (before, after))
    both = first.join(later["cost"].rename("later"), how="inner").reset_index()
    both["growth"] = np.log(both["later"] / both["cost"])
    return both[["id", "agency", "title", "description", "cost", "growth"]]


def ranges(learnt: pd.DataFrame, tried: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return by each way the range of growth that each project tried is told, shape (n, 2)."""
    growth, part = learnt["growth"].to_numpy(), [(1 - TOLD) / 2, (1 + TOLD) / 2]
    found = {"all projects": np.tile(np.quantile(growth, part, method=RANKS), (len(tried), 1))}
    large = [learnt["cost"].to_numpy() > LARGE, tried["cost"].to_numpy() > LARGE]
    by_size = {size: np.quantile(growth[large[0] == size], part, method=RANKS) for size in (False, True)}
    found["above and below 10 million"] = np.array([by_size[size] for size in large[1].tolist()])
    alike = np.zeros((len(tried), len(learnt)))
    names = [{name: at for at, name in enumerate(table["id"])} for table in (tried, learnt)]
    table = link(tried, learnt, least=0.0, most=max(LIKE), same_agency=False, cap=None).table
    for row in table.itertuples(index=False):
        alike[names[0][row.left], names[1][row.right]] = row.similarity
    nearest = np.argsort(-alike, axis=1, kind="stable")
    own = learnt["agency"].to_numpy()[None] == tried["agency"].to_numpy()[:, None]
    at_home = np.argsort(-own.astype(float), axis=1, kind="stable")
    for name, order in (("most alike", nearest), ("of the department first", at_home)):
        for count in LIKE:
            found[f"{count} {name}"] = np.quantile(growth[order[:, :count]], part, axis=1, method=RANKS).T
    return found


def score(told: np.ndarray, growth: np.ndarray) -> np.ndarray:
    """Return the interval score of each range: its width, and tenfold what is outside of it.

    >>> score(np.array([[0.0, 1.0]]), np.array([1.5])).tolist()
    [6.0]
    """
    low, high = told.T
    outside = np.maximum(low - growth, 0) + np.maximum(growth - high, 0)
    return high - low + 2 / (1 - TOLD) * outside


def compared(learnt: pd.DataFrame, tried: pd.DataFrame) -> None:
    """Print how the range of all projects and those of like ones hold in the next list."""
    growth = tried["growth"].to_numpy()
    found = ranges(learnt, tried)
    scores = {name: score(told, growth) for name, told in found.items()}
    base, rng = scores["all projects"], np.random.default_rng(SEED)
    drawn = rng.integers(len(growth), size=(DRAWS, len(growth)))
    print(f"Ranges of {TOLD:.0%} from 2016 to 2019, tried on 2019 to 2022 (score: smaller is better)")
    for name, told in found.items():
        held = ((growth >= told[:, 0]) & (growth <= told[:, 1])).mean()
        low, high = np.quantile((base - scores[name])[drawn].mean(axis=1), [0.025, 0.975])
        better = (
            "" if name == "all projects" else f"   below all projects by {(base - scores[name]).mean():+.3f} "
        )
        between = "" if name == "all projects" else f"({low:+.3f} to {high:+.3f})"
        print(f"  {name:30}{held:6.1%} hold   score {scores[name].mean():.3f}{better}{between}")


def usual(lists: list[Scenario]) -> list[str]:
    """Return what the library tells of two lists and of all, and how often two hold in the others."""
    told = []
    for learnt, tried in ((lists[:2], lists[1:]), (lists[1:], lists[:2])):
        growth = usual_growth(*learnt, part=TOLD)
        held, of = growth.held(*tried)
        years = " to ".join(one.settings.fiscal_year for one in tried)
        told += [f"  {growth}", f"    holds for {held} of {of} ({held / of:.0%}) from {years}"]
    return ["The usual range:", *told, f"  {usual_growth(*lists, part=TOLD)}"]


def main(canada: Path) -> None:
    """Print growth by list, department and size, and how ranges of one list hold in the next."""
    lists = [listed(canada, year) for year in LISTS]
    learnt, tried = (grown(*two) for two in pairwise(lists))
    for name, table in zip(("2016 to 2019", "2019 to 2022"), (learnt, tried), strict=True):
        sizes = {"all": table, "to 10 million": table[table["cost"] <= LARGE],
                 "above": table[table["cost"] > LARGE]}  # fmt: skip
        sizes |= {str(agency): rows for agency, rows in table.groupby("agency") if len(rows) >= 10}
        print(f"Budgets of the same project, {name}: times what was asked")
        for size, rows in sizes.items():
            half, most = np.exp(rows["growth"].quantile([0.5, 0.9]))
            print(f"  {size:16}{len(rows):4} projects   median {half:.2f}   nine in ten below {most:.2f}")
    compared(learnt, tried)
    print("\n".join(usual(lists)))
