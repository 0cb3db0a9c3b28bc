"""Recounts: the figures of a plan from the requests' tables, its credits and its shares alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, prod
from typing import Any

import pandas as pd

from egov_budget import Allocation, Scenario

NEAR = 1e-6  # of a level, as the bands are told
BANDS = {
    "none": (-1.0, NEAR), "low": (NEAR, 0.5 - NEAR), "medium": (0.5 - NEAR, 0.9 - NEAR),
    "high": (0.9 - NEAR, 2.0),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Recounts:
    """What a plan comes to, counted with tables; asks the plan for credits, shares, groups and leads.

    Parameters
    ----------
    plan : Allocation
        The plan.
    """

    plan: Allocation

    @property
    def scenario(self) -> Scenario:
        """What was asked for."""
        return self.plan.scenario

    @cached_property
    def projects(self) -> pd.DataFrame:
        """Every project by id with what it asked, got, delivered and gains."""
        frame = self.scenario.projects.set_index("id", drop=False)
        frame["credits"], frame["share"] = self.plan.credits, self.plan.share
        frame["group"] = self.group.reindex(frame.index)
        expected, hoped = (self.cells(frame["share"], promised=each) for each in (False, True))
        more = hoped.assign(
            more=(hoped["brought"] - expected["brought"]).clip(lower=0),
            rest=hoped["points"] - expected["points"],
        )
        sums = more.groupby(["service", "indicator"])[["more", "rest"]].transform("sum")
        more = more["more"] / sums["more"].where(sums["more"] > 0, 1.0) * sums["rest"]
        hoped["gain"] = (expected["points"] + more) * hoped["value"]
        for name, counted in (("gain", expected), ("promised", hoped)):
            frame[name] = counted.groupby("project")["gain"].sum().reindex(frame.index).fillna(0.0)
        return frame.assign(funded=frame["share"] > 0)

    @cached_property
    def group(self) -> pd.Series:
        """Group of each project that has common work."""
        overlaps = self.plan.overlaps
        return pd.Series(dtype=object) if overlaps is None else overlaps.members.set_index("project")["group"]

    @cached_property
    def leads(self) -> dict[str, str]:
        """The lead of each group that is led."""
        columns = self.plan.columns
        found = zip(columns.groups, self.plan.leads, strict=True)
        return {group: columns.projects[at] for group, at in found if at >= 0}

    @cached_property
    def sharing(self) -> pd.DataFrame:
        """The funded members of every group that is led and has two of them, with their lead."""
        rows = self.projects[self.projects["funded"] & self.projects["group"].isin(self.leads)]
        rows = rows[rows.groupby("group")["id"].transform("size") > 1]
        return rows.assign(lead=rows["group"].map(self.leads))

    def alone(self, project: str) -> Fraction:
        """Return what a project would be paid for its share if it did all its work."""
        row = self.projects.loc[project]
        return Fraction(repr(float(row["cost"]))) * round(float(row["share"]) * 10**9) / 10**9

    def saved(self, group: str) -> float:
        """Return what the members of a group would cost more apart."""
        rows = self.sharing[self.sharing["group"] == group]
        quantum = Fraction(repr(float(self.scenario.settings.quantum)))
        apart = ceil(sum(self.alone(name) for name in rows["id"]) / quantum) * quantum
        return float(apart) - float(rows["credits"].sum())

    @property
    def saved_in_all(self) -> float:
        """What all groups would cost more apart."""
        return sum(self.saved(group) for group in self.sharing["group"].unique())

    @cached_property
    def exchanged(self) -> dict[tuple[str, str], Any]:
        """Exchanges by service and register."""
        return {(row.service, row.register): row for row in self.scenario.exchanges.itertuples()}

    @cached_property
    def ready(self) -> pd.Series:
        """The part of its promises that each agency is expected to deliver."""
        agencies = self.scenario.agencies.set_index("id")
        return agencies["readiness"].fillna(agencies["willingness"] * agencies["ability"])

    @cached_property
    def effects(self) -> pd.DataFrame:
        """Effects on scores that there are, with the part expected, and who has to open their exchanges."""
        scenario = self.scenario
        frame = scenario.effects.merge(scenario.scores[["service", "indicator", "score"]])
        frame["ready"] = (
            frame["project"].map(self.scenario.projects.set_index("id")["agency"]).map(self.ready)
        )
        needed = [
            [self.exchanged[service, name] for name in registers.split(";") if name]
            for service, registers in zip(frame["service"], frame["registers"], strict=True)
        ]
        frame["openers"] = [[one.project for one in some if one.status == "planned"] for some in needed]
        frame["withheld"] = [any(one.status == "withheld" for one in some) for some in needed]
        weight = scenario.scores["indicator"].map(scenario.indicators.set_index("id")["weight"])
        whole = weight.groupby(scenario.scores["service"]).sum()
        frame["weight"] = frame["indicator"].map(scenario.indicators.set_index("id")["weight"])
        frame["weight"] /= frame["service"].map(whole)
        frame["value"] = frame["weight"] * frame["service"].map(
            scenario.services.set_index("id")["importance"]
        )
        frame["by"] = frame["project"].map(self.group).astype("object").fillna(frame["project"])
        return frame[~frame["withheld"]].reset_index(drop=True)

    def cells(self, share: pd.Series, *, promised: bool = False) -> pd.DataFrame:
        """Return what each effect adds: common work as much as its best, no service above full marks."""
        frame = self.effects
        least = [
            min(share[name] for name in (project, *openers))
            for project, openers in zip(frame["project"], frame["openers"], strict=True)
        ]
        full = frame["points"] * (1.0 if promised else frame["ready"])
        frame = frame.assign(full=full, brought=full * least)
        together = frame.groupby(["by", "service", "indicator"])
        led = {name: share[at] for name, at in self.leads.items()}  # a group delivers as far as its lead
        most = together["full"].transform("max") * frame["by"].map(led).fillna(1.0)
        sums = together["brought"].transform("sum")
        frame["brought"] *= (most / sums.where(sums > 0, 1.0)).clip(upper=1.0)
        offered = frame.groupby(["service", "indicator"])["brought"].transform("sum")
        kept = ((1 - frame["score"]) / offered.where(offered > 0, 1.0)).clip(upper=1.0)
        frame["points"] = frame["brought"] * kept
        return frame.assign(gain=frame["points"] * frame["value"])

    @cached_property
    def raised(self) -> pd.DataFrame:
        """What each effect adds to the plan, where that is something."""
        found = self.cells(self.projects["share"])
        return found[found["gain"] > 0]

    @property
    def gain(self) -> float:
        """Points that the plan gains."""
        return float(self.projects["gain"].sum())

    @property
    def services(self) -> float:
        """The same in services of mean importance."""
        return self.gain / float(self.scenario.services["importance"].mean())

    def in_full(self, project: str) -> float:
        """Return what the plan would gain more with a project in full."""
        share = self.projects["share"].copy()
        share[project] = 1.0
        return float(self.cells(share)["gain"].sum()) - self.gain

    @cached_property
    def attained(self) -> pd.DataFrame:
        """Attainment of every service that is rated, before and after the plan."""
        scores = self.scenario.scores
        weight = scores["indicator"].map(self.scenario.indicators.set_index("id")["weight"])
        sums = pd.DataFrame({"s": scores["service"], "w": weight, "ws": weight * scores["score"]})
        sums = sums.groupby("s").sum()
        frame = pd.DataFrame({"before": sums["ws"] / sums["w"]})
        added = (self.raised["points"] * self.raised["weight"]).groupby(self.raised["service"]).sum()
        frame["after"] = frame["before"] + added.reindex(frame.index).fillna(0.0)
        return frame.join(self.scenario.services.set_index("id")["agency"])

    def band(self, name: str, agency: str | None = None) -> list[int]:
        """Return how many services are in a band, before and after, and the change."""
        known = self.attained if agency is None else self.attained[self.attained["agency"] == agency]
        low, high = BANDS[name]
        before, after = (int(((known[at] >= low) & (known[at] < high)).sum()) for at in ("before", "after"))
        return [before, after, after - before]

    def money(self, rows: pd.DataFrame) -> list[float]:
        """Return what projects asked, were given, and gain."""
        return [float(rows[name].sum()) for name in ("cost", "credits", "gain")]

    def conflict(self, agency: str) -> float:
        """Return the conflict-of-interest index of an agency: its strongest of each kind, as noisy or."""
        rows = self.scenario.interests
        whose = rows["agency"].where(rows["agency"] != "", rows["project"].map(self.projects["agency"]))
        strongest = rows[whose == agency].groupby("kind")["strength"].max()
        direct = self.scenario.agencies.set_index("id").loc[agency, "conflict"]
        return 1 - (1 - float(direct)) * prod(1 - strength for strength in strongest)

    def named(self, table: str, name: str) -> str:
        """Return the id of what a paper calls by its title, with the id behind it where titles repeat."""
        frame, plain = self.scenario.tables[table], spaced(name)
        if name in set(frame["id"]):
            return name
        behind = re.search(r" \(([^()]+)\)$", name)
        if behind and behind[1] in set(frame["id"]):
            return behind[1]
        if behind and table == "projects":  # whose it is stands behind a title that several have
            own = [title == behind[1] for title in self.scenario.agencies["title"]]
            frame = frame[frame["agency"].isin(self.scenario.agencies.loc[own, "id"])] if any(own) else frame
            plain = spaced(name[: behind.start()]) if any(own) else plain
        found = frame.loc[[spaced(title) == plain for title in frame["title"]], "id"].tolist()
        if len(found) != 1:
            raise LookupError(f"{name!r} names {len(found)} of {table}")
        return str(found[0])


def spaced(text: str) -> str:
    """Return a text without marks that take no room, its spaces single."""
    return " ".join(re.sub("[\u200b-\u200f\u2066-\u2069]", " ", text).split())


def evident(recounts: Recounts, table: str, column: str, name: str, told: str) -> bool:
    """Tell whether the rows that are named as evidence are those in which an id stands."""
    named = re.search(rf"\b{table} ([\d, -]+)", told)
    ends = [part.strip().split("-") for part in (named[1].split(",") if named else []) if part.strip()]
    rows = {row for run in ends for row in range(int(run[0]), int(run[-1]) + 1)}
    keys = recounts.scenario.tables[table][column].tolist()
    found = {at + 2 for at, key in enumerate(keys) if key == name}
    return rows == found or (bool(rows) and "+" in told and rows < found)
