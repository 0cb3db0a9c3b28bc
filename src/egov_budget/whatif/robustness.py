"""Robustness: what is gained by how much may go wrong, and how likely that is not enough."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.allocation import Allocation, settle
from egov_budget.display import Displayed, form
from egov_budget.language import all_digits, counted, on_screen
from egov_budget.money import to_the_quantum
from egov_budget.rules import breach_probability
from egov_budget.scenario.demanded import Claim, demanded

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from egov_budget.solving import Outcome


@dataclass(frozen=True, eq=False)
class Robustness(Displayed):
    """The price of robustness as a curve.

    Parameters
    ----------
    against : {"costs", "effects"}
        What may go wrong.
    ranges : ndarray of float, shape (n,)
        Most by which the cost of each project may exceed its request, quanta; against effects 1 for each
        that may bring less.
    gammas : tuple of float
        How many go wrong at once, ascending from 0.
    outcomes : tuple of Outcome
        What the solver gave for each.
    """

    against: str
    ranges: NDArray[np.float64]
    gammas: tuple[float, ...]
    outcomes: tuple[Outcome, ...]

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row a gamma: gamma, gain, lost, chance, spent, status; what a chart of it is drawn from.

        ``gain`` is that of the plan, or the protected one; ``lost`` the part of the gain at gamma 0
        that robustness costs; ``chance`` at most how likely the plan does not stand what goes wrong, if each
        project goes wrong independently and by half of its range at most on the mean. NaN where there
        is no plan.
        """
        rows = []
        for gamma, outcome in zip(self.gammas, self.outcomes, strict=True):
            gain = outcome.reached[0].value if outcome.reached else np.nan
            spent = outcome.reached[-1].value if outcome.reached else np.nan
            rows.append((gamma, gain, self._chance(gamma, outcome), spent, str(outcome.status)))
        frame = pd.DataFrame(rows, columns=["gamma", "gain", "chance", "spent", "status"])
        nominal = float(frame["gain"].iloc[0])
        lost = 1 - frame["gain"] / nominal if nominal else frame["gain"] * 0.0
        frame.insert(2, "lost", lost.clip(lower=0.0))
        return frame

    def _chance(self, gamma: float, outcome: Outcome) -> float:
        if not outcome.reached:
            return np.nan
        share = outcome.values[: len(self.ranges)]
        return breach_probability(self.ranges * (share if self.against == "costs" else share > 0), gamma)

    def allocation(self, gamma: float) -> Allocation:
        """Return the plan for one of the gammas, settled in whole quanta.

        Raises
        ------
        RuleError
            If that gamma is not on the curve. ``Infeasible`` or ``Unfinished`` if it has no plan.
        """
        near = min(self.gammas, key=lambda other: abs(other - gamma))
        fault = f"a gamma of {all_digits(gamma)} is none of the {len(self.gammas)} of this curve"
        told = f"The next is {all_digits(near)}"
        demanded("robustness", Claim(gamma in self.gammas, "gamma", gamma, fault, told))
        return settle(self.outcomes[self.gammas.index(gamma)])

    def plot(self, ax: Axes | None = None, *, lang: str = "en") -> Axes:
        """Draw what is gained by how much may go wrong; see ``reporting.plots``."""
        drawn: Axes = form("Robustness.plot")(self, ax, lang=lang)
        return drawn

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"curve": self.points}

    def __repr__(self) -> str:
        most = self.points["lost"].max()
        gammas = counted(len(self.gammas), "gamma")
        return f"<Robustness against {self.against}: {gammas}, {most:.2%} lost at most>"

    def __str__(self) -> str:
        may = {"costs": "cost more", "effects": "bring less"}[self.against]
        lines = [
            f"{counted(np.count_nonzero(self.ranges), 'project')} may {may}",
            f"{'at once':>10}{'gain':>12}{'lost':>9}{'broken, most':>15}{'spent':>18}",
        ]
        quantum = self.outcomes[0].program.scenario.settings.quantum
        for row in self.points.to_dict("records"):
            if np.isnan(row["gain"]):
                lines.append(f"{all_digits(row['gamma']):>10}  {row['status']}")
                continue
            spent = to_the_quantum(row["spent"], quantum)
            most = np.ceil(row["chance"] * 1e4) / 1e4  # what is at most so much is not rounded down
            numbers = f"{row['gain']:>z12,.2f}{row['lost']:>z9.2%}{most:>z15.2%}{all_digits(spent):>18}"
            lines.append(f"{all_digits(row['gamma']):>10}{numbers}")
        lines += [
            "broken, most: how likely at most the plan does not stand what goes wrong, if each project goes",
            "wrong independently of the others and by half of its range at most on the mean",
        ]
        return on_screen(lines)
