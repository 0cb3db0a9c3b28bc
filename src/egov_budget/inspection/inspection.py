"""Inspection: what the oversight bodies are told about a plan and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.display import Displayed, form
from egov_budget.inspection.duplicated import duplicated
from egov_budget.inspection.evidence import evidence
from egov_budget.inspection.findings import findings
from egov_budget.inspection.ranks import ranks
from egov_budget.inspection.starts import starts
from egov_budget.language import counted
from egov_budget.scenario.attainment import BANDS, NOT_RATED, band_of
from egov_budget.scenario.columns import ENDS

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.rounds import Evaluation
    from egov_budget.scenario import ConflictIndex

TINY = 1e-9  # part of a promise that is the rounding of sums
PLACE = {name: place for place, name in enumerate([NOT_RATED, *BANDS])}


@dataclass(frozen=True, eq=False)
class Inspection(Displayed):
    """Findings per agency and overall, each with the rows it rests on; money in currency units.

    Parameters
    ----------
    plan : Allocation
        What was decided.
    evaluation : Evaluation or None
        What came of it; ``None`` before anything did.
    conflict : ConflictIndex
        Whose interests pull against what it is to deliver.
    withheld : DataFrame
        One row an exchange withheld: service, register, provider, legal_duty, evidence.
    registers : DataFrame
        One row a register of which exchanges are withheld, the dearest first: register, provider,
        services (how many do without it), duty (of them, owed by law), law, due (the earliest), gain and
        credits (what the plan loses by it, missing where that was not found out), evidence.
    date : str
        When it was made, as findings that are new are dated.
    """

    plan: Allocation
    evaluation: Evaluation | None
    conflict: ConflictIndex
    withheld: pd.DataFrame
    registers: pd.DataFrame
    date: str = ""

    @cached_property
    def agencies(self) -> pd.DataFrame:
        """One row an agency, in the scenario's order, with the findings counted.

        agency, title, services, then services by band (none, low, medium, high, not rated) as they stand
        now; asked, credits, spent, promised, expected, realised, lifted (services that reached a higher
        band), promises (paid projects of whose promise something could be seen), kept (those that realised
        all of that), duplicated (pairs that it has a part in: one of two agencies stands with both), withheld
        (exchanges it does not open), conflict (index), evidence. What is not known yet is missing.
        """
        plan, scenario = self.plan, self.plan.scenario
        frame = plan.by_agency()[["agency", "title", "asked", "credits"]].set_index("agency")
        bands = self._services.groupby(["agency", "band"]).size().unstack(fill_value=0)
        bands = bands.reindex(index=frame.index, columns=[*BANDS, NOT_RATED], fill_value=0)
        frame.insert(1, "services", bands.sum(axis=1))
        for place, band in enumerate([*BANDS, NOT_RATED], start=2):
            frame.insert(place, band, bands[band])
        gains = ("spent", "promised", "expected", "realised")
        if self.evaluation is None:
            frame = frame.assign(**dict.fromkeys(gains, np.nan))
            frame["expected"] = plan.by_agency().set_index("agency")["gain"]
        else:
            frame = frame.join(self.evaluation.agencies.set_index("agency")[[*gains]])
        frame["lifted"] = self._lifted.reindex(frame.index)
        frame = frame.join(self._promises.reindex(frame.index))
        ends = self.duplicated.drop_duplicates(ENDS)[["agency_a", "agency_b"]]
        pairs = pd.concat([ends["agency_a"], ends.loc[ends.nunique(axis=1) > 1, "agency_b"]])
        frame["duplicated"] = pairs.value_counts().reindex(frame.index, fill_value=0)
        frame["withheld"] = self.withheld["provider"].value_counts().reindex(frame.index, fill_value=0)
        frame["conflict"] = self.conflict.index.reindex(frame.index)
        agency = {"services": scenario.services["agency"], "projects": scenario.projects["agency"]}
        frame["evidence"] = evidence(frame.index, {"agencies": scenario.agencies["id"], **agency})
        return frame.reset_index()

    @cached_property
    def untouched(self) -> pd.DataFrame:
        """Services with nothing done, by agency: service, agency, title, funded, starts, evidence.

        ``funded`` counts the projects that are to raise it; ``starts`` names them, or where there is none
        the requests that would; see ``inspection.starts``.
        """
        scenario, raised = self.plan.scenario, self.plan.raised["service"].value_counts()
        rows = self._services[self._services["band"] == "none"]
        known = {"services": scenario.services["id"], "scores": scenario.scores["service"]}
        told = evidence(rows["service"], known)
        frame = rows[["service", "agency", "title"]]
        count = frame["service"].map(raised).fillna(0).astype(int)
        frame = frame.assign(funded=count, starts=starts(self.plan, frame["service"]), evidence=told)
        return frame.sort_values(["agency", "service"], ignore_index=True)

    @cached_property
    def delivered(self) -> pd.DataFrame:
        """Projects by what they realised of what was paid, ascending; empty before anything was observed.

        project, agency, title, credits, spent, promised, realised, factor, evidence.
        """
        names = ["project", "agency", "title", "credits", "spent", "promised", "realised", "factor"]
        if self.evaluation is None:
            return pd.DataFrame(columns=[*names, "evidence"])
        frame = self.evaluation.projects[names]
        told = (frame["promised"] > 0) | (frame["spent"] < frame["credits"])
        frame = frame[told].sort_values(["factor", "project"], ignore_index=True)
        effects = {"effects": self.plan.scenario.effects["project"]}
        return frame.assign(evidence=evidence(frame["project"], effects))

    @cached_property
    def duplicated(self) -> pd.DataFrame:
        """Work that goes on twice although it was found out; see ``inspection.duplicated``."""
        columns = self.plan.columns
        if self.evaluation is None:
            return duplicated(self.plan, self.plan.credits)
        return duplicated(self.plan, pd.Series(self.evaluation.quanta * columns.quantum, columns.projects))

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Agencies by the mean attainment of their services, before and after; see ``inspection.ranks``.

        After is as observed, or as the plan expects it before anything was.
        """
        services = self.plan.by_service()
        if self.evaluation is not None:
            seen = self.evaluation.services.set_index("service")["observed"]
            services["after"] = services["service"].map(seen)
        return ranks(services)

    @cached_property
    def findings(self) -> pd.DataFrame:
        """All that was found as one table, to be followed up; see ``inspection.findings``."""
        return findings(self)

    @cached_property
    def conflicts(self) -> pd.DataFrame:
        """Agencies with a conflict of interest, the strongest first.

        agency, title, index, above (the threshold, so it may not lead), led_by_others and apart (groups
        of common work with a project of it and two funded, that another leads or nobody), kinds, evidence.
        """
        scenario, conflict = self.plan.scenario, self.conflict
        owner = scenario.projects.set_index("id")["agency"]
        interests = scenario.interests
        holder = interests["agency"].where(interests["agency"] != "", interests["project"].map(owner))
        table = conflict.table()
        table = table[table["index"] > 0]
        counted = conflict.parts[conflict.parts["counts"]].groupby("agency")["kind"].agg(";".join)
        proofs = evidence(table["agency"], {"agencies": scenario.agencies["id"], "interests": holder})
        columns, names = self.plan.columns, table["agency"]
        whose = owner.reindex(columns.projects[columns.member])
        several = np.bincount(columns.group, self.plan.parts[columns.member] > 0)[columns.group] > 1
        led, group = self.plan.leads[columns.group] >= 0, columns.group
        groups = pd.DataFrame({"agency": whose.to_numpy(), "led": led, "group": group})[several]
        by_agency = groups.drop_duplicates().groupby("agency")["led"]
        changed = by_agency.agg(["sum", "size"]).reindex(names).fillna(0).astype(int).to_numpy()
        changed = changed * ~table["may_lead"].to_numpy()[:, None]
        frame = table[["agency", "title", "index"]].assign(
            above=~table["may_lead"],
            led_by_others=changed[:, 0],
            apart=changed[:, 1] - changed[:, 0],
            kinds=table["agency"].map(counted).fillna(""),
            evidence=proofs,
        )
        return frame.reset_index(drop=True)

    @cached_property
    def total(self) -> pd.Series:
        """The findings in numbers, over all agencies."""
        agencies = self.agencies
        sums = agencies[[*BANDS, NOT_RATED, "asked", "credits"]].sum()
        for name in ("spent", "promised", "expected", "realised"):
            sums[name] = agencies[name].sum(min_count=1)
        sums["duplicated"] = len(self.duplicated.drop_duplicates(ENDS))
        sums["withheld"] = len(self.withheld)
        sums["above"] = int(self.conflicts["above"].sum())
        return sums.rename("value")

    def to_markdown(self, path: str | Path, lang: str = "en") -> None:
        """Write the report as Markdown in a language, whole or not at all."""
        form("Inspection.to_markdown")(self, Path(path), lang)

    def to_excel(self, path: str | Path, lang: str = "en") -> None:
        """Write the report as a workbook in a language, a sheet a table, whole or not at all."""
        form("Inspection.to_excel")(self, Path(path), lang)

    def to_html(self, path: str | Path, lang: str = "en") -> None:
        """Write the report as one HTML file to be printed on A4, in a language, whole or not at all."""
        form("Inspection.to_html")(self, Path(path), lang)

    def _tables(self) -> Mapping[str, pd.DataFrame]:
        return {"agencies": self.agencies, "duplicated": self.duplicated, "conflicts": self.conflicts}

    def __repr__(self) -> str:
        total = self.total
        return (
            f"<Inspection {self.plan.scenario.settings.name!r}: "
            f"{counted(total['none'], 'service')} untouched, "
            f"{int(total['duplicated'])} duplicated, {int(total['withheld'])} withheld, "
            f"{counted(total['above'], 'agency', 'agencies')} in conflict>"
        )

    @property
    def _promises(self) -> pd.DataFrame:
        """Promises that could be seen and those that were kept, by agency; missing before anything was."""
        names = ["promises", "kept"]
        if self.evaluation is None:
            return pd.DataFrame(columns=names, dtype=float)
        seen = self.evaluation.projects.dropna(subset="factor")
        kept = (seen["factor"] >= 1 - TINY).groupby(seen["agency"]).agg(["size", "sum"])
        every = kept.reindex(self.plan.scenario.agencies["id"], fill_value=0)
        return every.set_axis(names, axis=1)

    @property
    def _lifted(self) -> pd.Series:
        """Services that reached a higher band by agency; not known before anything was observed."""
        if self.evaluation is None:
            return pd.Series(dtype=float)
        now, known = self._services.set_index("service"), self.plan.columns.attainment
        then = pd.Series(band_of(known.levels(known.score)), index=known.services).reindex(now.index)
        return (now["band"].map(PLACE) > then.map(PLACE)).groupby(now["agency"]).sum()

    @cached_property
    def _services(self) -> pd.DataFrame:
        """One row a service with its band as it stands now: as observed, or before the plan."""
        scenario, known = self.plan.scenario, self.plan.columns.attainment
        now = known.score if self.evaluation is None else self.evaluation.observed
        names = scenario.services.set_index("id")[["agency", "title"]]
        bands = pd.Series(band_of(known.levels(now)), index=known.services, name="band")
        return names.join(bands).rename_axis("service").reset_index()
