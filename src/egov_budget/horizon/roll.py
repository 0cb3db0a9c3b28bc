"""roll: Schedule -> the Scenario of the year after, in which what was begun stands unless it is released."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.allocation.rounding import NEAR
from egov_budget.counting import BILLION
from egov_budget.counting.course_of import over_the_horizon
from egov_budget.horizon.common_work import built_by_the_first_year
from egov_budget.horizon.promised_later import promised_later
from egov_budget.money import exact, to_amounts, to_quanta
from egov_budget.rules.holders import Holder, Side, bounds_of, holding
from egov_budget.scenario.demanded import Claim, demanded
from egov_budget.scenario.hints import did_you_mean
from egov_budget.scenario.realisation import grown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.horizon.schedule import Schedule
    from egov_budget.scenario import Scenario


def roll(schedule: Schedule, observed: pd.DataFrame | None = None, released: Iterable[str] = ()) -> Scenario:
    """Return what is asked for after the first year of a schedule.

    The first year is over: its pool is gone, but for what is carried on; what has started in it is
    begun, and its credits of later years are commitments; what has delivered is in the scores, as
    planned unless it was observed otherwise; readiness has grown; of floors and ceilings is left what
    the year has not used. What the schedule would start later
    is open again. Plan the rest with ``plan_years``.

    Parameters
    ----------
    schedule : Schedule
        A plan of two years or more.
    observed : DataFrame or None
        Scores as they were found after the year: service, indicator, score. They replace those that
        follow from the schedule.
    released : iterable of str
        Projects whose commitments may be given up.

    Returns
    -------
    Scenario
        Of the years that are left.

    Raises
    ------
    RuleError
        If there is no year left, or a released project has no commitment. ``IntakeError`` if the
        scores observed are faulty.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import plan_years, worlds
    >>> years = pd.DataFrame({"year": [1401, 1402], "pool": [60, 40]})
    >>> profiles = pd.DataFrame({"project": "e-booking", "year": [1, 2], "part": [0.5, 0.5]})
    >>> four = worlds.four_projects().replace(years=years, profiles=profiles)
    >>> roll(plan_years(four)).commitments[["project", "year", "credits"]].values.tolist()
    [['e-booking', 1402, 11.0]]
    """
    scenario, years = schedule.scenario, schedule.years
    fault = f"{years[0]} is the last year of the schedule"
    demanded("years", Claim(len(years) > 1, "year", years[0], fault, "Plan two years or more"))
    promises, whole = promised_later(schedule), over_the_horizon(scenario)
    names = set(promises["project"])
    wanted = list(dict.fromkeys(released))
    demanded(
        "commitments",
        *(Claim(name in names, "project", name, f"{name!r} has no commitment after {years[0]}",
                did_you_mean(name, names) or "Leave it out") for name in wanted),
    )  # fmt: skip
    promises["released"] = promises["project"].isin(wanted)
    table = scenario.years.sort_values("year", ignore_index=True)[1:].reset_index(drop=True)
    pools = table["pool"].to_numpy().copy()
    pools[0] = max(pools[0], _to_go_on(schedule))
    ids = schedule.columns.projects
    part = {"started": schedule.parts[:, 0] / BILLION, "delivered": _delivered(schedule) / BILLION}
    by_id = pd.DataFrame({**part, "built": _built(schedule)}, index=ids).reindex(scenario.projects["id"])
    return scenario.replace(
        years=table.assign(pool=pools),
        pool=float(pools[0]),
        fiscal_year=str(years[1]),
        agencies=_what_is_left(schedule, whole, "agencies", grown(scenario.agencies, 1)),
        categories=_what_is_left(schedule, whole, "categories", scenario.categories),
        projects=_what_is_left(schedule, whole, "projects", scenario.projects).assign(
            **{str(name): by_id[name].to_numpy() for name in by_id}
        ),
        scores=_scores(schedule, observed),
        exchanges=exchanges_after(scenario, set(by_id.index[by_id["delivered"] == 1])),
        commitments=promises,
        decisions=scenario.decisions.iloc[:0],  # they were about what was asked for then
    )


def _to_go_on(schedule: Schedule) -> float:
    """Return the pool of the second year with what was carried into it, in its own prices."""
    money, level = schedule.pools.iloc[1], schedule.scenario.years.sort_values("year")["deflator"].iloc[1]
    quanta = to_quanta([money["pool"], money["carried in"]], schedule.columns.quantum).sum()
    return float(to_amounts(ceil(int(quanta) * exact(level)), schedule.columns.quantum))


def _delivered(schedule: Schedule) -> NDArray[np.int64]:
    """Return the part of each project whose points are in the scores after the first year, billionths."""
    calendar = schedule.calendar
    before = np.floor(calendar.delivered * BILLION + 0.5).astype(np.int64)
    served = (calendar.served == 0) | (calendar.served == calendar.count)
    before = np.where(served, schedule.begun, np.minimum(before, schedule.begun))
    fresh = np.where(calendar.delivery == 1, schedule.parts[:, 0] - schedule.begun, 0)
    found: NDArray[np.int64] = before + fresh
    return found


def _built(schedule: Schedule) -> NDArray[np.float64]:
    """Return the common work that members of groups lead and that has begun; NaN for what has not begun."""
    columns = schedule.columns
    leads = schedule.leads[columns.group] == columns.member
    amount = np.ceil(built_by_the_first_year(schedule) - NEAR)[columns.group] * leads
    begun, built = schedule.parts[columns.member, 0] > 0, np.full(columns.n_projects, np.nan)
    built[columns.member[begun]] = to_amounts(amount[begun].astype(np.int64), columns.quantum)
    return built


def _scores(schedule: Schedule, observed: pd.DataFrame | None) -> pd.DataFrame:
    columns, known = schedule.columns, schedule.columns.attainment
    keys = ["service", "indicator"]
    gained = pd.DataFrame(
        {
            "service": known.services[columns.service],
            "indicator": known.indicators[columns.indicator],
            "points": schedule.points[0],
        }
    )
    scores = schedule.scenario.scores.merge(gained, on=keys, how="left")
    scores["score"] = np.minimum(scores["score"] + scores.pop("points").fillna(0.0), 1.0)
    if observed is None:
        return scores
    seen = observed[[*keys, "score"]]
    return pd.concat([scores, seen]).drop_duplicates(keys, keep="last", ignore_index=True)


def exchanges_after(scenario: Scenario, done: Collection[str]) -> pd.DataFrame:
    """Return the exchanges; one whose project has delivered is open."""
    exchanges = scenario.exchanges
    opened = (exchanges["status"] == "planned") & exchanges["project"].isin(done)
    return exchanges.assign(
        status=exchanges["status"].mask(opened, "open"), project=exchanges["project"].mask(opened, "")
    )


def _what_is_left(schedule: Schedule, whole: Scenario, holder: Holder, table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of limits, in credits, less what its projects were given in the first year."""
    columns = schedule.columns
    left = table
    sides: tuple[Side, ...] = ("floor", "ceiling")
    for side in sides:
        named = bounds_of(whole, holder, side)
        given = holding(whole, holder, list(named)) @ schedule.quanta[:, 0]
        rest = np.maximum(np.array(list(named.values()), dtype=np.int64) - given.astype(np.int64), 0)
        amount = dict(zip(named, to_amounts(rest, columns.quantum).tolist(), strict=True))
        none = 0.0 if side == "floor" else np.nan
        left = left.assign(**{side: left["id"].map(amount).astype(float).fillna(none)})
        if f"{side}_unit" in left:
            left = left.assign(**{f"{side}_unit": "credits"})
    return left
