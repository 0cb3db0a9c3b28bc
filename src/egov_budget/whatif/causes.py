"""causes: why a plan differs from the one before it, cause by cause, to the last quantum."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.display import Displayed
from egov_budget.errors import ConflictingRules, IntakeError, SolveError
from egov_budget.language import all_digits, counted, figures, on_screen
from egov_budget.whatif.compare import compare
from egov_budget.whatif.like_for_like import like_for_like
from egov_budget.whatif.replan import replan
from egov_budget.whatif.stages import CAUSES, Stages

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.scenario import Scenario
    from egov_budget.whatif.comparison import Comparison

REST = "rules, goals or the search"  # where no input differs


def causes(before: Allocation, after: Allocation, *, time_limit: float | None = None) -> Causes:
    """Tell why one plan differs from another: requests, verdicts, decisions and pool, in this order.

    Each kind of input that differs is taken up in its turn, and a plan is made: the best one, and of the best
    the one nearest to the plan before it. A cause is the difference of two such plans in a row, and what the
    last of them leaves to the plan ``after`` comes of rules, goals or the search, so the causes of a project
    sum to its whole change. Another order would divide the change otherwise; what a cause does alone stands
    beside it. Where no plan keeps every rule in between, a cause is told together with the next.

    Parameters
    ----------
    before, after : Allocation
        Two plans.
    time_limit : float or None
        Seconds for each plan in between.

    Returns
    -------
    Causes
        By cause, by project and by agency.

    Raises
    ------
    RuleError
        If the two are in different currencies.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> four = worlds.four_projects()
    >>> told = causes(allocate(four), allocate(four.replace(pool=118.0)))
    >>> told.table[["cause", "credits", "gain"]].round(3).to_dict("records")
    [{'cause': 'pool', 'credits': 18.0, 'gain': 0.227}]
    """
    both = compare(before, after)
    return _in_stages(both.before, Stages(both.before.scenario, after.scenario), after, time_limit)


def replan_by_cause(before: Allocation, requests: Scenario, *, time_limit: float | None = None) -> Causes:
    """Make a plan anew, cause after cause: each takes up one kind of input, near to the plan before it.

    Parameters
    ----------
    before : Allocation
        The plan that stands.
    requests : Scenario
        What is asked for now.
    time_limit : float or None
        Seconds for each plan.

    Returns
    -------
    Causes
        Its last plan is the new one. With nothing changed it is the plan that stands.

    Raises
    ------
    ConflictingRules, SolveError
        If no plan keeps every rule, or none was found.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> four = worlds.four_projects()
    >>> told = replan_by_cause(allocate(four), four.replace(pool=118.0))
    >>> told.plans[-1].credits.to_dict()
    {'e-booking': 30.0, 'e-filing': 10.0, 'health-login': 50.0, 'tax-login': 28.0}
    """
    before = like_for_like(before, requests)
    return _in_stages(before, Stages(before.scenario, requests), None, time_limit)


def _in_stages(
    before: Allocation, stages: Stages, after: Allocation | None, time_limit: float | None
) -> Causes:
    """Plan after each cause; where the plan after differs from the last of them, the rest is a cause too."""
    differ, names, plans, held = stages.changed(), list[str](), [before], list[str]()
    for at, cause in enumerate(differ, start=1):
        held.append(cause)
        if at == len(differ) and after is None:
            break
        found = _planned(plans[-1], stages, differ[:at] if at < len(differ) else [*CAUSES], time_limit)
        if found is not None:
            plans.append(found)
            names.append(" and ".join(held))
            held = []
    if after is not None and names and not held and plans[-1].credits.equals(after.credits):
        plans.pop()
    else:
        names.append(" and ".join([*held, *[REST] * (after is not None or not differ)]))
    after = after or replan(plans[-1], requests=stages.after, time_limit=time_limit)
    return Causes(compare(before, after), tuple(names), (*plans, after), stages, time_limit)


def _planned(near: Allocation, stages: Stages, new: list[str], time_limit: float | None) -> Allocation | None:
    """Return the best plan with some inputs new, nearest to another; none where none keeps every rule."""
    try:
        return replan(near, requests=stages.with_new(*new), time_limit=time_limit)
    except (IntakeError, ConflictingRules, SolveError):
        return None


@dataclass(frozen=True, eq=False)
class Causes(Displayed):
    """Why a plan differs from the one before it.

    Parameters
    ----------
    comparison : Comparison
        The two plans.
    names : tuple of str
        Causes in the order in which they were taken up.
    plans : tuple of Allocation
        The plan before, one after each cause; the last is the plan after.
    stages : Stages
        Requests between those of the two.
    time_limit : float or None
        Seconds for each plan.
    """

    comparison: Comparison
    names: tuple[str, ...]
    plans: tuple[Allocation, ...]
    stages: Stages
    time_limit: float | None = None

    @cached_property
    def alone(self) -> tuple[Allocation | None, ...]:
        """The plan with each cause alone; ``None`` for the rest, and where none keeps every rule."""
        near, limit, later = self.plans[0], self.time_limit, [name.split(" and ") for name in self.names[1:]]
        others = (None if REST in new else _planned(near, self.stages, new, limit) for new in later)
        return self.plans[1], *others

    @cached_property
    def projects(self) -> pd.DataFrame:
        """One row for each project with other credits: project, agency, before, each cause, after; currency.

        Before and the causes sum to after. One that goes to another agency has a row of each.
        """
        credits = [plan.table().set_index(["id", "agency"])["credits"] for plan in self.plans]
        frame = self._stepped(pd.concat(credits, axis=1), ["project", "agency"])
        return frame.sort_values(["agency", "project"], ignore_index=True)

    @cached_property
    def agencies(self) -> pd.DataFrame:
        """The same one row an agency, those without a change left out."""
        credits = [plan.by_agency().set_index("agency")["credits"] for plan in self.plans]
        return self._stepped(pd.concat(credits, axis=1), "agency")

    def _stepped(self, credits: pd.DataFrame, key: str | list[str]) -> pd.DataFrame:
        """Return what each cause did to credits after each plan (columns), where any did something."""
        credits = credits.fillna(0.0)
        steps = credits.diff(axis=1).iloc[:, 1:].set_axis([*self.names], axis=1)
        steps.insert(0, "before", credits.iloc[:, 0])
        steps["after"] = credits.iloc[:, -1]
        return steps[(steps[[*self.names]] != 0).any(axis=1)].rename_axis(key).reset_index()

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a cause: cause, projects (given other credits), moved, credits, gain, gain alone."""
        rows = []
        for at, name in enumerate(self.names):
            one, two, alone = self.plans[at], self.plans[at + 1], self.alone[at]
            moved = self.projects.groupby("project")[name].sum().abs()
            by_itself = np.nan if alone is None else alone.gain - self.plans[0].gain
            change = (two.spent - one.spent, two.gain - one.gain)
            rows.append((name, int((moved > 0).sum()), moved.sum(), *change, by_itself))
        return pd.DataFrame(rows, columns=["cause", "projects", "moved", "credits", "gain", "gain alone"])

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"causes": self.table, "projects": self.projects}

    def __repr__(self) -> str:
        return f"<Causes: {', '.join(self.names)}; {counted(len(self.projects), 'project')}>"

    def __str__(self) -> str:
        lines = ["Why it changed, in this order"]
        lines.append(f"{'credits':>18}{'moved':>18}{'projects':>10}{'gain':>12}{'alone':>12}  cause")
        for row in self.table.to_dict("records"):
            money = f"{all_digits(row['credits'], sign=True):>18}{all_digits(row['moved']):>18}"
            alone = figures(row["gain alone"], 4, sign=True)
            alone = alone or ("" if REST in row["cause"] else "no plan")
            gain = figures(row["gain"], 4, sign=True)
            lines.append(f"{money}{row['projects']:>10,}{gain:>12}{alone:>12}  {row['cause']}")
        if len(self.names) > 1:
            lines.append("Another order would divide the change otherwise.")
        return on_screen(lines)
