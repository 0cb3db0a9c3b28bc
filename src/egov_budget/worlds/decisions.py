"""What made-up ministers decide about the requests once they have seen a first plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.worlds.agencies import TWENTIETHS
from egov_budget.worlds.bounds import MOST_CONFLICT
from egov_budget.worlds.dice import dice
from egov_budget.worlds.given import given
from egov_budget.worlds.terms import FISCAL_YEAR
from egov_budget.worlds.vocabulary import LANGUAGES, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from egov_budget.allocation import Allocation
    from egov_budget.scenario import Scenario

DATE = f"{FISCAL_YEAR}-02-01"
GIVEN = given("decisions")


def decided(plan: Allocation, requests: Scenario, seed: int, lang: str = LANGUAGES[0]) -> Scenario:
    """Return requests of ``national_1400`` with a handful of decisions, taken in view of a plan.

    A project is given up, one gets no more than a part, one is to be funded though the plan leaves it out,
    and of one the sum is agreed. None of them has common work with others, needs another or is needed by one,
    and no bound of its agency or category stands in the way.

    Parameters
    ----------
    plan : Allocation
        The first pass.
    requests : Scenario
        What is asked for now.
    seed : int
        Seed of the world.
    lang : str
        ``"fa"`` or ``"en"``, of authors and grounds.

    Returns
    -------
    Scenario
        Without a decision where no project is fit for it, as where there is hardly any.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> asked = worlds.national_1400(services=60, projects=60)
    >>> made = worlds.decided(allocate(asked), asked, 1400).decisions
    >>> made[["key", "column", "value"]].values.tolist()[1:]
    [['p22', 'floor', '4424'], ['p22', 'ceiling', '4424'], ['p17', 'excluded', 'yes']]
    """
    drawn = _drawn(plan, requests, seed, vocabulary("wording", lang)["decisions"])
    named = [{"id": f"d{at}", **row} for at, row in enumerate(drawn, start=1)]
    return requests.replace(decisions=pd.DataFrame(named)) if named else requests


def _drawn(
    plan: Allocation, requests: Scenario, seed: int, told: Mapping[str, dict[str, str]]
) -> Iterator[dict[str, str]]:
    """Yield a row for each cell that is decided; each kind of decision is made on a project of its own."""
    rng, free = dice(seed, "decisions"), _free(plan, requests)
    paid = free[free["credits"] > 0].sort_values(["credits", "id"], ascending=[False, True])
    large = paid.head(GIVEN.largest)
    parts = large[large["divisible"] & (large["minimum_share"] == 0) & (large["credits"] >= 100)]
    agencies = requests.agencies.set_index("id")
    may = free["agency"].map(agencies["conflict"]).fillna(0.0) <= MOST_CONFLICT / TWENTIETHS
    cheap = free["cost"] <= plan.scenario.settings.pool / GIVEN.demanded_part
    left = free[(free["credits"] == 0) & may & cheap]
    taken: set[str] = set()
    for kind, fit_for in (("capped", parts), ("agreed", parts), ("given_up", large), ("demanded", left)):
        fit = fit_for[~fit_for["id"].isin(taken)]
        if not len(fit):
            continue
        row = fit.iloc[int(rng.integers(len(fit)))]
        taken.add(row["id"])
        had = int(row["credits"])
        cells: dict[str, dict[str, int | str]] = {
            "capped": {"ceiling": had * GIVEN.capped_in_percent // 100},
            "agreed": dict.fromkeys(("floor", "ceiling"), had * GIVEN.agreed_in_percent // 100),
            "given_up": {"excluded": "yes"},
            "demanded": {"mandatory": "yes"},
        }
        for column, value in cells[kind].items():
            said = {"date": DATE, "table": "projects", "key": row["id"], "column": column}
            yield {**said, "value": str(value), **told[kind]}


def _free(plan: Allocation, requests: Scenario) -> pd.DataFrame:
    """Return projects about which anything can be decided without another, with their credits."""
    asked = requests.projects.assign(credits=plan.credits.reindex(requests.projects["id"]).to_numpy())
    tied = {
        *requests.alternatives["project"],
        *requests.verdicts["project_a"],
        *requests.verdicts["project_b"],
    }
    tied |= {*requests.prerequisites["project"], *requests.prerequisites["requires"]}
    tied |= set() if plan.overlaps is None else {*plan.overlaps.members["project"]}
    fit = ~asked["id"].isin(tied) & ~asked["mandatory"] & ~asked["excluded"]
    for column, holders in (("agency", requests.agencies), ("category", requests.categories)):
        bound = holders[(holders["floor"] > 0) | holders["ceiling"].notna()]
        fit &= ~asked[column].isin({*bound["id"]})
    return asked[fit]
