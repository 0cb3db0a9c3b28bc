"""tranches: money that arrives in parts; what is funded once is never taken back."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from egov_budget.allocation import Allocation
from egov_budget.allocation.drive import drive
from egov_budget.display import Displayed, form
from egov_budget.language import all_digits, figures, language_of, on_screen
from egov_budget.money import exact, to_amounts
from egov_budget.objectives.total_gain import most_gain
from egov_budget.program import formulate
from egov_budget.rules import Rule
from egov_budget.rules.holders import Holder, bounds_of
from egov_budget.scenario.demanded import Claim, demanded
from egov_budget.solving import SolveOptions
from egov_budget.solving.lexicographic import lexicographic
from egov_budget.whatif.leads_kept import as_found, led_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from egov_budget.scenario import Scenario
    from egov_budget.solving import Outcome

QUARTERS = (0.25, 0.5, 0.75, 1.0)


def tranches(
    plan: Allocation,
    parts: Sequence[float] = QUARTERS,
    *,
    time_limit: float | None = None,
    relative_gap: float = 1e-4,
) -> Tranches:
    """Put a plan into an order in which its money can arrive in parts.

    The plan of the year stands. Going back from it, each earlier tranche is the best plan for its
    money among those that stay inside the next one, so no credit is ever taken back and the last
    tranche is the plan itself. What must be reached in the year (floors, targets, mandatory projects)
    need not be reached earlier; everything else holds in every tranche, under the leads of the plan.

    Parameters
    ----------
    plan : Allocation
        The plan of the year.
    parts : sequence of float
        Money that has arrived by each tranche, as parts of the pool, ascending up to 1.
    time_limit : float or None
        Seconds for each solve.
    relative_gap : float
        Gap at which a search with whole numbers stops.

    Returns
    -------
    Tranches
        The plans, and what the order costs at most: the gain of each against what no plan passes for
        its money alone, which may fund what the year does not.

    Raises
    ------
    RuleError
        If the parts do not ascend from above 0 to 1.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> order = tranches(allocate(worlds.four_projects()))
    >>> order.table[["pool", "gain", "cost"]].round(2).values.tolist()
    [[25.0, 0.6, 0.0], [50.0, 1.2, 0.0], [75.0, 1.8, 0.0], [100.0, 2.24, 0.0]]
    """
    _ascending(parts)
    options = SolveOptions(time_limit=time_limit, relative_gap=relative_gap)
    overlaps = led_on(plan, plan.columns.projects)
    rules: list[Rule] = [rule for rule in plan.rules if not rule.of_the_year]
    plans: list[Allocation] = [plan]
    for part in reversed(parts[:-1]):
        after = plans[0]
        most = after.credits.reindex(plan.scenario.projects["id"]).to_numpy()
        scenario = _at_its_time(plan.scenario, plan.columns.pool, part, ceiling=most)
        inside = formulate(scenario, overlaps, rules=rules)
        earlier = as_found(drive(inside, options.within(time_limit)), plan.overlaps)
        shares = np.minimum(earlier.parts, after.parts)
        plans.insert(0, dataclasses.replace(earlier, parts=shares))
    return Tranches(tuple(parts), tuple(plans), options)


@dataclass(frozen=True, eq=False)
class Tranches(Displayed):
    """Plans for money that arrives in parts, each inside the next.

    Parameters
    ----------
    parts : tuple of float
        Money that has arrived by each tranche, as parts of the pool.
    plans : tuple of Allocation
        The plans, first to last.
    options : SolveOptions
        How each was searched for.
    """

    parts: tuple[float, ...]
    plans: tuple[Allocation, ...]
    options: SolveOptions

    @cached_property
    def alone(self) -> tuple[Outcome, ...]:
        """Best plan for the money of each tranche but the last, without regard to the others.

        They are searched for when they are asked for.
        """
        plan = self.plans[-1]
        rules = [rule for rule in plan.rules if not rule.of_the_year]
        asked = [_at_its_time(plan.scenario, plan.columns.pool, part) for part in self.parts[:-1]]
        programs = [formulate(scenario, plan.overlaps, rules=rules) for scenario in asked]
        limit = self.options.time_limit
        return tuple(lexicographic(program, self.options.within(limit)) for program in programs)

    @cached_property
    def credits(self) -> pd.DataFrame:
        """Credits by project id (rows) that have been given by each tranche (columns), currency units."""
        return pd.concat([plan.credits for plan in self.plans], axis=1, keys=[*self.parts])

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a tranche: part, pool, spent, funded, gain, alone, cost, status.

        By the solver's bound no plan for the money of a tranche alone gains more than ``alone``, so the
        order costs no more than ``cost``; the last tranche is the plan itself and loses nothing.
        """
        rows = []
        for part, plan, best in zip(self.parts, self.plans, [*self.alone, None], strict=True):
            gain = plan.gain
            known = None if best is None or not best.reached else best.reached[0].bound
            most = gain if known is None else max(most_gain(known, plan.scenario), gain)
            status = "" if plan.outcome is None else str(plan.outcome.status)
            funded = int((plan.parts > 0).sum())
            pool = plan.scenario.settings.pool
            rows.append((part, pool, plan.spent, funded, gain, most, most - gain, status))
        names = ["part", "pool", "spent", "funded", "gain", "alone", "cost", "status"]
        return pd.DataFrame(rows, columns=names)

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"tranches": self.table}

    def plot(self, ax: Axes | None = None, *, lang: str = "en") -> Axes:
        """Draw what has been gained by each tranche; see ``reporting.plots``."""
        drawn: Axes = form("Tranches.plot")(self, ax, lang=lang)
        return drawn

    def __repr__(self) -> str:
        worst = (self.table["cost"] / self.table["alone"].where(self.table["alone"] > 0)).max()
        most = language_of("en").percent(worst, 2, up=True)
        return f"<Tranches: {len(self.plans)}, the order costs {most} of the gain at most>"

    def __str__(self) -> str:
        english = language_of("en")
        lines = [f"{'arrived':>8}{'pool':>18}{'spent':>18}{'funded':>8}{'gain':>12}{'alone':>12}{'lost':>9}"]
        for row in self.table.to_dict("records"):
            lost = english.percent(row["cost"] / row["alone"] if row["alone"] else 0.0, 2, up=True)
            money = f"{all_digits(row['pool']):>18}{all_digits(row['spent']):>18}{row['funded']:>8,}"
            gains = f"{row['gain']:>z12,.2f}{row['alone']:>z12,.2f}"
            lines.append(f"{figures(100 * row['part'], 6) + '%':>8}{money}{gains}{lost:>9}")
        solvers = {english.say("certainty.unproved", solver=each.solver) for each in self.alone}
        return on_screen([*lines, *sorted(solvers)])


def _at_its_time(scenario: Scenario, pool: int, part: float, **bounds: Any) -> Scenario:
    """Return the scenario with a part of the pool: obligations of the year lifted, its ceilings kept."""
    quantum = scenario.settings.quantum
    changed: dict[str, Any] = {"projects": scenario.projects.assign(mandatory=False, floor=np.nan, **bounds)}
    holders: tuple[Holder, ...] = ("agencies", "categories")
    for holder in holders:
        table = scenario.tables[holder]
        most = bounds_of(scenario, holder, "ceiling")
        amounts = to_amounts(np.array([most.get(name, 0) for name in table["id"]], dtype=np.int64), quantum)
        ceiling = np.where(table["id"].isin(most), amounts, np.nan)
        changed[holder] = table.assign(floor=0.0, ceiling=ceiling, ceiling_unit="credits")
    arrived = float(to_amounts(int(pool * exact(part)), quantum))  # whole quanta, rounded down
    return scenario.replace(pool=arrived, **changed)


def _ascending(parts: Sequence[float]) -> None:
    steps = [0.0, *parts]
    ascend = steps[-1] == 1 and all(one < two for one, two in pairwise(steps))
    fault = f"{', '.join(map(all_digits, parts))} does not ascend from above 0 to 1"
    remedy = "Give what has arrived by each tranche, such as 0.25, 0.5, 0.75, 1"
    demanded("tranches", Claim(ascend, "parts", list(parts), fault, remedy))
