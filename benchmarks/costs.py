"""What projects came to cost in the next list, and whether like projects tell it; see benchmarks.rounds."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from egov_budget.similarity import link

LISTS = (2016, 2019, 2022)
LEAST = 1_000_000.0  # the lists are of projects above it; less is a placeholder
LARGE = 10_000_000.0
TOLD = 0.8  # of a range
LIKE = (20, 50)  # projects that a range is taken from
DRAWS, SEED = 4000, 20


def listed(canada: Path, year: int) -> pd.DataFrame:
    """Read a list of projects with their budgets; one that stands there twice is read once."""
    names = {"uniqueId": "id", "deptAcronym": "agency", "projectName": "title"}
    table = pd.read_csv(canada / f"it_projects_{year}.csv").rename(columns=names).drop_duplicates("id")
    cost = pd.to_numeric(table["totalBudget"].str.replace(r"[$,]", "", regex=True), errors="coerce")
    known = table.assign(cost=cost).fillna({"description": "", "title": ""})
    return known.loc[known["cost"] >= LEAST, ["id", "agency", "title", "description", "cost"]]


def grown(canada: Path, before: int, after: int) -> pd.DataFrame:
    """Return the projects of two lists with the logarithm of what their budgets grew by."""
    later = listed(canada, after).set_index("id")["cost"]
    both = listed(canada, before).join(later.rename("later"), on="id", how="inner")
    return both.assign(growth=np.log(both["later"] / both["cost"])).reset_index(drop=True)


def ranges(learnt: pd.DataFrame, tried: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return by each way the range of growth that each project tried is told, shape (n, 2)."""
    growth, part = learnt["growth"].to_numpy(), [(1 - TOLD) / 2, (1 + TOLD) / 2]
    found = {"all projects": np.tile(np.quantile(growth, part), (len(tried), 1))}
    large = [learnt["cost"].to_numpy() > LARGE, tried["cost"].to_numpy() > LARGE]
    by_size = {size: np.quantile(growth[large[0] == size], part) for size in (False, True)}
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
            found[f"{count} {name}"] = np.quantile(growth[order[:, :count]], part, axis=1).T
    return found


def score(told: np.ndarray, growth: np.ndarray) -> np.ndarray:
    """Return the interval score of each range: its width, and tenfold what is outside of it.

    >>> score(np.array([[0.0, 1.0]]), np.array([1.5])).tolist()
    [6.0]
    """
    low, high = told.T
    outside = np.maximum(low - growth, 0) + np.maximum(growth - high, 0)
    return high - low + 2 / (1 - TOLD) * outside


def main(canada: Path) -> None:
    """Print growth by list, department and size, and how ranges of one list hold in the next."""
    learnt, tried = (grown(canada, *two) for two in pairwise(LISTS))
    for name, table in zip(("2016 to 2019", "2019 to 2022"), (learnt, tried), strict=True):
        sizes = {"all": table, "to 10 million": table[table["cost"] <= LARGE],
                 "above": table[table["cost"] > LARGE]}  # fmt: skip
        sizes |= {str(agency): rows for agency, rows in table.groupby("agency") if len(rows) >= 10}
        print(f"Budgets of the same project, {name}: times what was asked")
        for size, rows in sizes.items():
            half, most = np.exp(rows["growth"].quantile([0.5, 0.9]))
            print(f"  {size:16}{len(rows):4} projects   median {half:.2f}   nine in ten below {most:.2f}")
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
