"""Frontier: gain by pool, the price of one credit along it, and what a tenth of the pool is worth."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from egov_budget.allocation import Allocation
from egov_budget.allocation.settle import settle
from egov_budget.display import Displayed, form
from egov_budget.language import all_digits, counted, figures, language_of, on_screen
from egov_budget.money import to_amounts, to_quanta, to_the_quantum
from egov_budget.objectives import TotalGain
from egov_budget.reasons.round_step import round_step
from egov_budget.scenario.demanded import Claim, demanded

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from egov_budget.language import Language
    from egov_budget.program import Program
    from egov_budget.solving import Outcome


@dataclass(frozen=True, eq=False)
class Frontier(Displayed):
    """What pools of other sizes gain.

    Parameters
    ----------
    pool : float
        The scenario's own, currency units.
    pools : tuple of float
        Pools in ascending order, currency units.
    outcomes : tuple of Outcome
        What the solver gave at each pool.
    formulated : callable
        The program at a pool.
    """

    pool: float
    pools: tuple[float, ...]
    outcomes: tuple[Outcome, ...]
    formulated: Callable[[float], Program]

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row a pool: pool, gain, bound, gap, spent, price, status.

        ``gain`` is the value of the first objective, ``price`` what one credit more would add on
        the way to the next pool with a plan. NaN where there is no plan, or no next one. ``bound`` and
        ``gap`` are the solver's word; what is proved of a plan is in its certificate.
        """
        rows = []
        for size, outcome in zip(self.pools, self.outcomes, strict=True):
            row: dict[str, Any] = {"pool": size, "status": str(outcome.status)}
            if outcome.reached:
                first, last = outcome.reached[0], outcome.reached[-1]
                row |= {"gain": first.value, "bound": first.bound, "gap": first.gap}
                row |= {"spent": last.value} if last.name == "least cost" else {}
            rows.append(row)
        frame = pd.DataFrame(rows, columns=["pool", "gain", "bound", "gap", "spent", "status"])
        frame = frame.astype(dict.fromkeys(["gain", "bound", "gap", "spent"], np.float64))
        planned = frame["gain"].notna()
        pool, gain = frame.loc[planned, "pool"], frame.loc[planned, "gain"]
        frame.insert(5, "price", (-gain.diff(-1) / -pool.diff(-1)).reindex(frame.index))
        return frame

    def tenth(self, lang: Language) -> str:
        """Say what a tenth of the pool less costs and a tenth more brings.

        Both are differences of plans that were found, before rounding to whole quanta; the text is empty
        where one of the three pools is not on the frontier, or has no plan.
        """
        columns, goal = self.outcomes[0].program.columns, self.outcomes[0].program.goals[0]
        quanta = to_quanta(self.pools, columns.quantum).tolist()
        own = int(to_quanta(self.pool, columns.quantum))
        wanted = [own * tenths // 10 for tenths in (9, 10, 11)]
        gains = self.points["gain"].tolist()
        less, now, more = (gains[quanta.index(size)] if size in quanta else np.nan for size in wanted)
        costs, brings = (number if goal.maximise else -number for number in (now - less, more - now))
        if np.isnan(costs + brings):
            return ""
        less_told, more_told = lang.figures(costs), lang.figures(brings)
        unit = lang.unit(goal.unit, less_told)
        return lang.say("frontier.tenth", less=less_told, more=more_told, unit=unit)

    def note(self, lang: Language) -> str:
        """Say what a tenth of the pool is worth, where that is known, what gain is, and whose gaps."""
        goal = self.outcomes[0].program.goals[0].name
        meant = "" if goal == TotalGain.name else lang.say("frontier.goal", goal=lang.word("goal", goal))
        unproved = lang.say("certainty.unproved", solver=lang.isolate(self.outcomes[0].solver))
        return " ".join(filter(None, (self.tenth(lang), meant, unproved)))

    def allocation(self, pool: float) -> Allocation:
        """Return the plan of one of the pools, settled in whole quanta.

        Parameters
        ----------
        pool : float
            One of ``pools``.

        Returns
        -------
        Allocation
            Its scenario has that pool.

        Raises
        ------
        RuleError
            If the pool is not on the frontier. ``Infeasible`` or ``Unfinished`` if it has no plan.
        """
        fault = f"the pool of {all_digits(pool)} is none of the {len(self.pools)} of this frontier"
        remedy = f"The next is {all_digits(min(self.pools, key=lambda other: abs(other - pool)))}"
        demanded("frontier", Claim(pool in self.pools, "pool", pool, fault, remedy))
        outcome = self.outcomes[self.pools.index(pool)]
        outcome.values  # noqa: B018  # raises where there is no plan
        program = outcome.program if outcome.program.scenario.settings.pool == pool else self.formulated(pool)
        return settle(dataclasses.replace(outcome, program=program))

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"pools": self.points}

    def plot(
        self, kind: Literal["gain", "price"] = "gain", ax: Axes | None = None, *, lang: str = "en"
    ) -> Axes:
        """Draw what each pool gains or what one credit more is worth; see ``reporting.plots``."""
        drawn: Axes = form("Frontier.plot")(self, kind, ax, lang=lang)
        return drawn

    def __repr__(self) -> str:
        planned = int(self.points["gain"].notna().sum())
        return f"<Frontier: {counted(len(self.pools), 'pool')}, {planned} with a plan>"

    def __str__(self) -> str:
        columns, english = self.outcomes[0].program.columns, language_of("en")
        quantum, step = columns.quantum, to_amounts(round_step(columns), columns.quantum)
        more = f"for {all_digits(step)} more"
        lines = [f"{'pool':>18}{'gain':>12}{'gap':>9}{'spent':>18}  {more:>18}"]
        for row in self.points.to_dict("records"):
            if np.isnan(row["gain"]):
                lines.append(f"{all_digits(row['pool']):>18}  {row['status']}")
                continue
            spent = to_the_quantum(row["spent"], quantum)
            price = round(row["price"] * step, 12) + 0.0  # no negative zero
            gap = english.percent(row["gap"], 3, up=True)
            numbers = f"{row['gain']:>z12,.2f}{gap:>9}{all_digits(spent):>18}  {figures(price, 3):>18}"
            lines.append(f"{all_digits(row['pool']):>18}{numbers}")
        return on_screen([*lines, self.note(english)])
