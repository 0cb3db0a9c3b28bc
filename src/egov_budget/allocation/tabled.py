"""Tabled: an allocation as tables, one row a project, agency, service or indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation


class Tabled:
    """A mixin for an allocation. Tables of many rows are made once; what is handed out is a copy."""

    def table(self) -> pd.DataFrame:
        """Return one row a project, as asked and as given, in the order of the scenario."""
        return _projects(self._plan).copy(deep=False)

    def by_agency(self) -> pd.DataFrame:
        """Return one row an agency: asked, last year's, given, gain and promised, in the scenario's order."""
        return _agencies(self._plan).copy(deep=False)

    def by_service(self) -> pd.DataFrame:
        """Return one row a service: attainment before and after, gain, in the scenario's order."""
        return _services(self._plan).copy(deep=False)

    def by_indicator(self) -> pd.DataFrame:
        """Return one row an indicator: its axis, points gained over all services and their weighted gain."""
        plan, columns = self._plan, self._plan.columns
        index, gained = columns.attainment.indicators, plan._delivery.points
        points = np.bincount(columns.indicator, gained, len(index))
        gain = np.bincount(columns.indicator, columns.value * gained, len(index))
        frame = pd.DataFrame({"points": points, "gain": gain}, index=index)
        titles = plan.scenario.indicators.set_index("id")
        return titles[["title", "axis", "weight"]].join(frame).rename_axis("indicator").reset_index()

    @property
    def _plan(self) -> Allocation:
        return cast("Allocation", self)


@once
def _projects(plan: Allocation) -> pd.DataFrame:
    asked = plan.scenario.projects.set_index("id", drop=False)
    frame = asked[["id", "agency", "title", "category", "cost"]].rename(columns={"cost": "asked"})
    for series in (plan.credits, plan.share, plan.roles, plan.gain_by_project, plan.promised_by_project):
        frame[series.name] = series.reindex(frame.index)
    return frame.reset_index(drop=True)


@once
def _agencies(plan: Allocation) -> pd.DataFrame:
    table = plan.table()
    table["funded"] = table["share"] > 0
    sums = table.groupby("agency").agg(
        projects=("id", "size"), funded=("funded", "sum"),
        asked=("asked", "sum"), credits=("credits", "sum"),
        gain=("gain", "sum"), promised=("promised", "sum"),
    )  # fmt: skip
    agencies = plan.scenario.agencies.set_index("id")[["title", "last_year"]]
    frame = agencies.join(sums).fillna(0).astype({"projects": int, "funded": int})
    return frame.rename_axis("agency").reset_index()


@once
def _services(plan: Allocation) -> pd.DataFrame:
    services = plan.scenario.services.set_index("id")
    frame = services[["agency", "title", "importance"]].join(plan.attainment)
    frame["gain"] = (frame["after"] - frame["before"]) * frame["importance"]
    return frame.rename_axis("service").reset_index()
