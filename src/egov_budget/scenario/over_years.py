"""What must hold over years: years in a row, profiles that add up, commitments that pools can pay, ranges."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pandas as pd

from egov_budget.errors import FIRST_ROW, SHOWN, Fault
from egov_budget.language import all_digits
from egov_budget.money import exact, is_whole
from egov_budget.scenario.row_faults import Frames, row_faults
from egov_budget.scenario.settings import Settings

MOST_YEARS = 30  # of a plan, and of a project
ROUNDED, SURE = 1e-12, 0.9  # what is off in floating point; halves of a quantum that surely round to none


def year_faults(_: Settings, frames: Frames) -> Iterator[Fault]:
    """Yield years that are left out between others, and one for too many of them."""
    listed = frames["years"]["year"].dropna().sort_values()
    if len(listed) > MOST_YEARS:
        yield Fault.of("too_many_years", "years", None, "year", str(len(listed)), most=MOST_YEARS)
    for row in listed.index[1:][np.diff(listed.to_numpy(dtype=np.int64)) > 1]:
        year = int(listed[row])
        before = int(listed[listed < year].max())
        yield Fault.at("year_left_out", "years", row, "year", year, before=before, next=before + 1)


def profile_faults(settings: Settings, frames: Frames) -> Iterator[Fault]:
    """Yield profiles that have holes or do not add up to the cost."""
    profiles = frames["profiles"]
    below = ~profiles["year"].between(1, MOST_YEARS).fillna(True)
    where = {"table": "profiles", "column": "year", "most": str(MOST_YEARS)}
    yield from row_faults("no_year_of_a_project", profiles, below, **where)
    known = frames["projects"].drop_duplicates("id").set_index("id")["cost"]
    unsound = profiles["project"].isin(profiles.loc[below | profiles["year"].isna(), "project"])
    sound = profiles[~unsound & (profiles["project"] != "")]
    for project, rows in _doubtful(settings, sound, known).groupby("project", sort=False):
        years = np.sort(rows["year"].to_numpy(dtype=np.int64))
        holes = sorted(set(range(1, int(years[-1]))) - set(years.tolist()))
        place = int(rows.index[0]) + FIRST_ROW
        if holes:
            told = {"project": project, "hole": holes[0], "last": years[-1]}
            yield Fault.of("hole_in_a_profile", "profiles", place, "year", str(project)[:SHOWN], **told)
        cost = known.get(project, np.nan)
        if np.isfinite(cost) and len(set(years.tolist())) == len(years):
            yield from _sum(settings, str(project), rows["part"], float(cost), place)


def _doubtful(settings: Settings, profiles: pd.DataFrame, cost: pd.Series) -> pd.DataFrame:
    """Return the profiles that have holes, or that floating point does not show to add up."""
    whose = profiles["project"]
    by = profiles.groupby("project", sort=False)
    holes = whose.map(by["year"].max()) != whose.map(by["year"].nunique())
    quanta = whose.map(cost) / (settings.quantum if settings.quantum > 0 else 1.0)
    off = ((whose.map(by["part"].sum()) - 1).abs() + ROUNDED) * quanta
    return profiles[holes | ~(2 * off < SURE)]


def _sum(settings: Settings, project: str, parts: pd.Series, cost: float, place: int) -> Iterator[Fault]:
    """Yield a fault if the parts do not make up the cost to the quantum."""
    total = sum((Fraction(repr(float(part))) for part in parts.dropna()), Fraction(0))
    quantum = settings.quantum if settings.quantum > 0 else 1.0  # NaN where no quantum was read
    off = (total - 1) * Fraction(repr(cost)) / exact(quantum)
    if 2 * abs(off) > 1:
        key, told = "parts_over_one" if off > 0 else "parts_under_one", all_digits(abs(total - 1))
        yield Fault.of(key, "profiles", place, "part", all_digits(total), project=project, off=told)


def delivery_faults(_: Settings, frames: Frames) -> Iterator[Fault]:
    """Yield what has delivered more than is started, or delivers in no year of a project."""
    projects = frames["projects"]
    promised = projects["id"].isin(frames["commitments"]["project"])
    begun = projects["started"].fillna(promised.astype(float))
    ahead = projects["delivered"] > begun
    yield from row_faults("delivered_before_started", projects.assign(begun=begun), ahead)
    off = ((projects["delivery"] < 1) | (projects["delivery"] > MOST_YEARS)).fillna(False)
    yield from row_faults("no_year_of_a_project", projects, off, most=str(MOST_YEARS))


def commitment_faults(settings: Settings, frames: Frames) -> Iterator[Fault]:
    """Yield commitments in other years, of projects not begun, and those that pools cannot pay."""
    promised, years = frames["commitments"], frames["years"]
    known = years.dropna(subset=["year"]).drop_duplicates("year").sort_values("year")
    listed = set(known["year"])
    span = f"{min(listed)} to {max(listed)}" if listed else "none"
    unknown = promised["year"].notna() & ~promised["year"].isin(listed)
    yield from row_faults("committed_in_no_year", promised, unknown, span=span)
    begun = frames["projects"].drop_duplicates("id").set_index("id")["started"]
    nothing = promised["project"].map(begun) == 0
    yield from row_faults("committed_before_started", promised, nothing)
    mixed = promised.groupby("project")["released"].transform("nunique") > 1
    torn = mixed & ~promised["project"].duplicated()
    yield from row_faults("released_in_part", promised, torn)
    yield from _beyond_pools(settings, promised[~promised["released"]], known)


def _beyond_pools(settings: Settings, stands: pd.DataFrame, years: pd.DataFrame) -> Iterator[Fault]:
    """Yield a fault for each year whose commitments cost more than its pool and what may come over."""
    amounts = [*years["pool"], *stands["credits"]]
    if not (settings.quantum > 0 and is_whole(amounts, settings.quantum).all()):
        return  # reported by itself
    carried, before = Fraction(0), Fraction(1)
    table = years[["year", "pool", "carry_over", "deflator"]]
    for year, pool, part, deflator in table.itertuples(index=False):
        if not (pool >= 0 and deflator > 0):
            return
        due = stands.loc[stands["year"] == year, "credits"]
        need = sum((Fraction(repr(float(amount))) for amount in due.dropna()), Fraction(0))
        unit, level = exact(settings.quantum), exact(deflator)
        own = exact(pool) / unit // level * unit
        have = own + (carried * before / level)
        if need > have:
            key = "commitments_over_pool_and_carried" if carried else "commitments_over_pool"
            less, more = all_digits(have), all_digits(need - have)
            where = ("commitments", int(due.index[0]), "credits", all_digits(need))
            yield Fault.at(key, *where, year=year, have=less, more=more)
        carried, before = min(max(have - need, Fraction(0)), own * Fraction(repr(float(part)))), level


def range_faults(_: Settings, frames: Frames) -> Iterator[Fault]:
    """Yield each effect that may fall short by more than it brings."""
    effects = frames["effects"]
    short = effects["points_less"] > effects["points"]
    yield from row_faults("falls_short_of_more", effects, short)
