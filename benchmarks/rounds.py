"""What two years of Canada's service inventory foretell of a later one, and what its projects came to cost.

    python -m benchmarks.rounds DATA

DATA is the folder with canada/. From 2018-19 to 2019-20 it is learnt how often a stage that was not
online came to be (N to Y), in all and by department, drawn to the whole where a department has few;
compounded over the four years to 2023-24 that is held against what happened: squared error (Brier), beside
the last value and beside one rate for all, with intervals from departments drawn anew. A stage that was
online and is not any more (Y to N) is a change, or a report that was wrong: nothing tells which, so a chain
with both ways is tried as well. How many stages of each department come online is told as an interval, and
counted how often it holds. Then benchmarks.costs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import betaln

from benchmarks import costs
from egov_budget.catalogues.canada import read_rounds

FILES = ("services_2018_19.csv", "services_2019_20.csv", "service_inventory_2023_24.csv")
YEARS = 4  # from 2019-20 to 2023-24
DRAWS, SEED = 4000, 20
CELL = ["service", "indicator"]
STRENGTHS = np.geomspace(0.5, 2000, 60)
TOLD = 0.8  # of an interval
BESIDE = ("last value", "one rate")


def changes(rounds: pd.DataFrame, before: str, after: str) -> pd.DataFrame:
    """Return the cells of two years: was and is (0 or 1), and the department of the first."""
    first, second = (rounds[rounds["year"] == year].set_index(CELL) for year in (before, after))
    both = first.join(second["score"].rename("is"), how="inner").rename(columns={"score": "was"})
    return both.reset_index()[["agency", "was", "is"]]


class Hazard:
    """The rate of one change a year, of all departments and of each, drawn to that of all."""

    def __init__(self, learnt: pd.DataFrame, was: int) -> None:
        changed = learnt[learnt["was"] == was].assign(changed=lambda rows: rows["is"] != was)
        self.counts = changed.groupby("agency")["changed"].agg(["sum", "size"])
        done, of = self.counts["sum"].to_numpy(), self.counts["size"].to_numpy()
        self.all = float(done.sum() / of.sum())
        fit = [
            (betaln(done + m * self.all, of - done + m * (1 - self.all))
             - betaln(m * self.all, m * (1 - self.all))).sum()
            for m in STRENGTHS
        ]  # fmt: skip
        self.strength = float(STRENGTHS[int(np.argmax(fit))])

    def beta(self, agency: pd.Series) -> tuple[np.ndarray, np.ndarray]:
        """Return both parameters of what is believed of each department."""
        known = self.counts.reindex(agency).fillna(0).to_numpy()
        return known[:, 0] + self.strength * self.all, (
            known[:, 1] - known[:, 0] + self.strength * (1 - self.all)
        )

    def of(self, agency: pd.Series) -> np.ndarray:
        """Return the rate of each department."""
        a, b = self.beta(agency)
        return a / (a + b)


def compounded(up: np.ndarray | float, down: np.ndarray | float, was: np.ndarray) -> np.ndarray:
    """Return the chance to be online after the years, by a chain with both ways; without ``down``, one way.

    >>> compounded(0.5, 0.0, np.array([0.0, 1.0])).tolist()
    [0.9375, 1.0]
    """
    whole = np.asarray(up) + down
    moved = (1 - (1 - whole) ** YEARS) / whole
    return np.where(was == 0, up * moved, 1 - down * moved)


def interval(less: np.ndarray, agency: np.ndarray) -> tuple[float, float, float]:
    """Return the mean of some differences, and 95 % of it over departments drawn anew."""
    sums = pd.DataFrame({"sum": less, "of": agency}).groupby("of")["sum"].agg(["sum", "size"]).to_numpy()
    rng = np.random.default_rng(SEED)
    drawn = sums[rng.integers(len(sums), size=(DRAWS, len(sums)))].sum(axis=1)
    low, high = np.quantile(drawn[:, 0] / drawn[:, 1], [0.025, 0.975])
    return float(less.mean()), float(low), float(high)


def covered(seen: pd.DataFrame, hazard: Hazard, apart: bool) -> tuple[int, int]:
    """Count the departments whose number of stages that came online lies in its interval, and all."""
    rng = np.random.default_rng(SEED)
    counts = seen[seen["was"] == 0].groupby("agency")["is"].agg(["sum", "size"])
    a, b = hazard.beta(pd.Series(counts.index))
    rate = rng.beta(a, b, size=(DRAWS, len(a))) if apart else np.full((DRAWS, len(a)), hazard.all)
    came = rng.binomial(counts["size"].to_numpy(), 1 - (1 - rate) ** YEARS)
    low, high = np.quantile(came, [(1 - TOLD) / 2, (1 + TOLD) / 2], axis=0, method="inverted_cdf")
    held = (counts["sum"] >= low) & (counts["sum"] <= high)
    return int(held.sum()), len(held)


def followed(rounds: pd.DataFrame, years: list[str]) -> str:
    """Return how many stages are online in the third year, by what they were in the first two."""
    table = rounds.set_index([*CELL, "year"])["score"].unstack()[years].dropna()
    came = table.groupby(years[:2])[years[2]].agg(["mean", "size"])
    words = {1.0: "Y", 0.0: "N"}
    told = zip(came.index, came.itertuples(index=False), strict=True)
    return ", ".join(f"{words[was]}{words[then]} {row[0]:.0%} of {row[1]}" for (was, then), row in told)


def backtest(rounds: pd.DataFrame) -> None:
    """Print what was learnt from the first two years, and how the third came out by each way."""
    years = sorted(rounds["year"].unique())
    learnt, seen = (changes(rounds, *two) for two in (years[:2], years[1:]))
    for name, table in (("learnt", learnt), ("tried", seen)):
        moved = pd.crosstab(table["was"], table["is"])
        print(f"{name:8}{len(table):,} stages; N to Y {moved.loc[0, 1]}, Y to N {moved.loc[1, 0]}")
    print("of stages by what they were in the first two years, online in the third:", followed(rounds, years))
    up, down = Hazard(learnt, 0), Hazard(learnt, 1)
    print(f"rates a year: N to Y {up.all:.3f} (a department counts against {up.strength:.0f} stages of all), "
          f"Y to N {down.all:.3f}")  # fmt: skip
    was, agency = seen["was"].to_numpy(), seen["agency"]
    ways = {
        "last value": was,
        "one rate": compounded(up.all, 0.0, was),
        "departments": compounded(up.of(agency), 0.0, was),
        "one rate, both ways": compounded(up.all, down.all, was),
        "departments, both ways": compounded(up.of(agency), down.of(agency), was),
    }
    error = {name: (way - seen["is"].to_numpy()) ** 2 for name, way in ways.items()}
    for state, rows in (("N", was == 0), ("Y", was == 1)):
        print(f"\nBrier of {rows.sum():,} stages that stood at {state}, and what it is below that of ...")
        for name, wrong in error.items():
            others = [one for one in BESIDE if one != name]
            less = {one: interval((error[one] - wrong)[rows], agency.to_numpy()[rows]) for one in others}
            told = [
                f"{one} {mean:+.4f} ({low:+.4f} to {high:+.4f})" for one, (mean, low, high) in less.items()
            ]
            print("   ".join([f"  {name:24}{wrong[rows].mean():.4f}", *told]))
    for name, apart in (("one rate", False), ("departments", True)):
        held, of = covered(seen, up, apart)
        print(f"intervals of {TOLD:.0%} for each department by {name}: {held} of {of} hold")


def main() -> None:
    """Print both trials."""
    canada = Path(sys.argv[1]) / "canada"
    backtest(read_rounds(*(canada / name for name in FILES)))
    print()
    costs.main(canada)


if __name__ == "__main__":
    main()
