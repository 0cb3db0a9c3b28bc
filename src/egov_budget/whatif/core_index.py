"""core_index: which projects are funded whatever the numbers are, which never, and which depend on them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.columns import Columns
from egov_budget.display import Displayed, form
from egov_budget.language import counted
from egov_budget.overlaps import find_overlaps
from egov_budget.rules import STANDARD, Rule
from egov_budget.scenario.demanded import Claim, demanded
from egov_budget.scenario.relations import OF_PLATFORMS
from egov_budget.whatif.sample import Case, Spread, shares

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from egov_budget.overlaps import Overlaps
    from egov_budget.scenario import Scenario

CORE, REJECT = 0.95, 0.05
HALF = 0.5  # of no interval is a verdict given that reaches beyond it
TASKS = 32  # samples are sent out in about so many parcels: enough to keep workers busy, few to carry
WILSON = 1.96  # standard errors of a 95 % interval
TEXTS = ("title", "description", "keyword", "has_input", "produces", "legal_resource")


def core_index(
    scenario: Scenario,
    overlaps: Overlaps | None = None,
    *,
    samples: int = 200,
    weights: float = 0.2,
    effects: float = 0.2,
    costs: float = 0.1,
    seed: int | None = None,
    rules: Sequence[Rule] = STANDARD,
    relative_gap: float = 1e-3,
    executor: Executor | None = None,
) -> CoreIndex:
    """Find the projects that good plans share, whatever the numbers really are.

    Weights of indicators, effects and costs of projects are drawn evenly from within a part of
    what is written, and the best plan for each draw is found. The core index of a project is the
    share of these plans that fund it, in full or in part: 0.95 and more is core, 0.05 and less is
    rejected, what lies between is borderline and deserves the discussion, and so does what so few
    samples cannot tell: where the interval reaches across one half.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    overlaps : Overlaps or None
        Groups of common work; ``None`` finds them first.
    samples : int
        Number of draws, 1 or more.
    weights, effects, costs : float
        Part by which the weight of each indicator, all effects of a project together, and its
        cost may differ from what is written; 0 to 1, 0 leaves it.
    seed : int or None
        Seed of all draws; ``None`` means that of the scenario.
    rules : sequence of Rule
        All rules to keep.
    relative_gap : float
        Gap at which each search with whole numbers stops.
    executor : Executor or None
        Where the samples are solved: any ``concurrent.futures.Executor``, such as a process pool
        or that of a Dask client; ``None`` solves them here, one by one. It changes the time that
        is taken, never the result.

    Returns
    -------
    CoreIndex
        A row a project, and how many draws left no plan.

    Raises
    ------
    RuleError
        If a number is off its scale; all at once.

    Notes
    -----
    The core index is that of robust portfolio modelling: Liesiö, Mild and Salo (2007), European
    Journal of Operational Research 181(3), doi:10.1016/j.ejor.2005.12.041, over a sample instead of
    all efficient plans.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> found = core_index(worlds.four_projects(), samples=20)
    >>> found.table.set_index("project")["verdict"].to_dict()
    {'e-booking': 'core', 'e-filing': 'reject', 'health-login': 'core', 'tax-login': 'core'}
    """
    spread = Spread(weights, effects, costs)
    demanded(
        "core index",
        *(Claim(0 <= part <= 1, name, part, f"{part} is no part by which {name} differ", "Give 0 to 1")
          for name, part in vars(spread).items()),
        Claim(samples >= 1, "samples", samples, "no sample is asked for", "Give 1 or more"),
    )  # fmt: skip
    found = find_overlaps(scenario) if overlaps is None else overlaps
    seed = scenario.settings.seed if seed is None else seed
    columns = Columns.of(scenario, found)
    case = Case(_without_texts(scenario), columns, tuple(rules), spread, seed, relative_gap)
    parcels = [parcel.tolist() for parcel in np.array_split(np.arange(samples), min(samples, TASKS))]
    drawn = partial(shares, case)
    results = map(drawn, parcels) if executor is None else executor.map(drawn, parcels)
    planned = tuple(share for part in results for share in part if share is not None)
    return CoreIndex(columns.projects, samples, planned)


@dataclass(frozen=True, eq=False)
class CoreIndex(Displayed):
    """Which share of good plans fund each project.

    Parameters
    ----------
    projects : Index
        Project ids, sorted.
    samples : int
        Number of draws.
    shares : tuple of ndarray of float, shape (n,)
        Delivered share of each project in the plan of each draw that left one.
    """

    projects: pd.Index
    samples: int
    shares: tuple[NDArray[np.float64], ...]

    @property
    def without_plan(self) -> int:
        """Draws under which no plan keeps every rule; they count for nothing."""
        return self.samples - len(self.shares)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a project: funded, low, high, delivered, verdict.

        ``funded`` is the core index, ``low`` and ``high`` its 95 % interval (Wilson) as the sample
        is one, ``delivered`` the mean share delivered, ``verdict`` core, borderline or reject. NaN
        and borderline if no draw left a plan.
        """
        count = len(self.shares)
        every = np.vstack([*self.shares, np.zeros((0, len(self.projects)))])
        times = (every > 0).sum(axis=0)
        nothing = np.full(len(self.projects), np.nan)
        funded = times / count if count else nothing
        middle = (times + WILSON**2 / 2) / (count + WILSON**2)
        spread = WILSON / (count + WILSON**2) * np.sqrt(times * (1 - funded) + WILSON**2 / 4)
        low, high = np.clip(middle - spread, 0, 1), np.clip(middle + spread, 0, 1)
        certain = [(funded >= CORE) & (low >= HALF), (funded <= REJECT) & (high <= HALF)]
        return pd.DataFrame(
            {
                "project": self.projects,
                "funded": funded,
                "low": low,
                "high": high,
                "delivered": every.mean(axis=0) if count else nothing,
                "verdict": np.select(certain, ["core", "reject"], "borderline"),
            }
        )

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"projects": self.table.sort_values(["funded", "project"], ascending=[False, True])}

    def plot(self, ax: Axes | None = None, *, lang: str = "en") -> Axes:
        """Draw how often each project is funded; see ``reporting.plots``."""
        drawn: Axes = form("CoreIndex.plot")(self, ax, lang=lang)
        return drawn

    def __repr__(self) -> str:
        counts = self.table["verdict"].value_counts()
        words = ", ".join(f"{counts.get(name, 0):,} {name}" for name in ("core", "borderline", "reject"))
        lost = f", {self.without_plan} without a plan" if self.without_plan else ""
        return f"<CoreIndex of {counted(self.samples, 'sample')}{lost}: {words}>"


def _without_texts(scenario: Scenario) -> Scenario:
    """Return the scenario without what no rule reads, so that little is sent out."""
    slim = {}
    for name in ("projects", "services"):
        table = scenario.tables[name]
        slim[name] = table.assign(**{column: "" for column in TEXTS if column in table})
    kept = scenario.verdicts["verdict"].isin(OF_PLATFORMS)  # what a request costs hangs on them
    verdicts = scenario.verdicts[kept].reset_index(drop=True)
    return scenario.replace(notes=scenario.notes.head(0), verdicts=verdicts, **slim)
