"""Evaluation: what a plan promised, what came of it, and what that teaches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.columns.layout import expected_of
from egov_budget.display import Displayed
from egov_budget.language import figures
from egov_budget.money import to_amounts
from egov_budget.rounds.attribution import TINY
from egov_budget.rounds.credibility import Credibility
from egov_budget.rounds.in_words import in_words
from egov_budget.rounds.reliability import reliability

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation import Allocation
    from egov_budget.rounds.attribution import Attribution


@dataclass(frozen=True, eq=False)
class Evaluation(Displayed):
    """A round looked back on; gains are points weighted as in the plan, money is in currency units.

    All gains are of what was paid and measured: promised is what it would gain if every agency delivered all
    that it promises, expected what the plan counts on of that, realised what was observed and is put down to
    a project.

    Parameters
    ----------
    plan : Allocation
        What was decided.
    observed : ndarray of float, shape (services, indicators)
        Scores after the round, ids sorted; NaN where not applicable.
    quanta : ndarray of int64, shape (n,)
        Credits spent by project, quanta.
    before : DataFrame
        Experience of earlier rounds.
    attribution : Attribution
        Which change is put down to which project.
    scores : DataFrame
        Observed scores as they were given, with their evidence.
    """

    plan: Allocation
    observed: NDArray[np.float64]
    quanta: NDArray[np.int64]
    before: pd.DataFrame
    attribution: Attribution
    scores: pd.DataFrame

    @cached_property
    def projects(self) -> pd.DataFrame:
        """One row a funded project, by id.

        agency, title, credits, spent, share, promised, expected, realised, factor: what it realised
        as a part of what could be seen of its promise, missing where nothing was paid.
        """
        found, plan, names = self.attribution, self.plan, ("promised", "expected", "realised", "shown")
        asked = plan.scenario.projects.set_index("id")[["agency", "title"]].reindex(plan.columns.projects)
        spent = to_amounts(self.quanta, plan.columns.quantum)
        points = {name: found.by_project(getattr(found, name)) for name in names}
        frame = asked.assign(credits=plan.credits, spent=spent, share=plan.share, **points)
        shown = frame.pop("shown")
        frame = frame.assign(factor=frame["realised"] / shown.where(shown > 0)).rename_axis("project")
        return frame[(plan.parts > 0) | (plan.quanta > 0) | (self.quanta > 0)].reset_index()

    @cached_property
    def overruns(self) -> pd.DataFrame:
        """Projects that spent more than they were given, the largest first: project, agency, over."""
        frame = self.projects.assign(over=self.projects["spent"] - self.projects["credits"])
        found = frame[frame["over"] > 0].sort_values(["over", "project"], ascending=[False, True])
        return found[["project", "agency", "over"]].reset_index(drop=True)

    @cached_property
    def agencies(self) -> pd.DataFrame:
        """One row an agency: projects, credits, spent, promised, expected, realised, stated, factor.

        ``stated`` is the factor before anything was observed, ``factor`` what is learned by now.
        """
        names = ["credits", "spent", "promised", "expected", "realised"]
        grouped = self.projects.groupby("agency")
        sums = grouped[names].sum().assign(projects=grouped.size())
        agencies = self.plan.scenario.agencies.set_index("id")[["title"]]
        frame = agencies.join(sums).fillna(dict.fromkeys([*names, "projects"], 0))
        learned = self.credibility.table.set_index("agency")[["stated", "factor"]]
        frame = frame.join(learned).astype({"projects": int}).rename_axis("agency").reset_index()
        return frame[["agency", "title", "projects", *names, "stated", "factor"]]

    @cached_property
    def services(self) -> pd.DataFrame:
        """One row a service: attainment before, expected and observed; promised, realised and other gain.

        ``other`` is the gain that no project explains: observed gain is ``realised`` plus ``other``.
        """
        found, known = self.attribution, self.attribution.columns.attainment
        observed = np.where(np.isnan(self.observed), 0.0, self.observed)
        after = np.where(np.isnan(known.mean), np.nan, (known.weight * observed).sum(axis=1))
        frame = pd.DataFrame(
            {
                "before": known.mean,
                "expected": self.plan.attainment["after"].to_numpy(),
                "observed": after,
                "promised": found.by_service(found.promised),
                "realised": found.by_service(found.realised),
                "other": known.importance * (known.weight * found.others).sum(axis=1),
            },
            index=known.services,
        )
        names = self.plan.scenario.services.set_index("id")[["agency", "title"]]
        return names.join(frame).rename_axis("service").reset_index()

    @cached_property
    def without_money(self) -> pd.DataFrame:
        """Cells whose change no project explains: service, indicator, before, observed, realised, other.

        Points; ``other`` is the change less what projects realised there, negative for a fall.
        """
        found, known = self.attribution, self.attribution.columns.attainment
        others = found.others
        row, column = np.nonzero(np.abs(others) > TINY)
        frame = pd.DataFrame(
            {
                "service": known.services[row],
                "indicator": known.indicators[column],
                "before": known.score[row, column],
                "observed": self.observed[row, column],
                "realised": (found.change - others)[row, column],
                "other": others[row, column],
            }
        )
        return frame.sort_values(["service", "indicator"], ignore_index=True)

    @cached_property
    def unseen(self) -> pd.DataFrame:
        """Cells that paid projects were to raise and nobody has measured: service, indicator, promised.

        Gain, in points.
        """
        known, cell = self.attribution.columns, self.attribution.columns.effect_cell
        gains = np.bincount(cell, self.attribution.unseen * known.value[cell], len(known.value))
        at = np.flatnonzero(gains > 0)
        ids = (known.attainment.services[known.service[at]], known.attainment.indicators[known.indicator[at]])
        return pd.DataFrame({"service": ids[0], "indicator": ids[1], "promised": gains[at]})

    @cached_property
    def total(self) -> pd.Series:
        """Sums: credits, spent, promised, expected, realised, other, unseen (promised and not measured)."""
        sums = self.projects[["credits", "spent", "promised", "expected", "realised"]].sum()
        sums["other"] = self.services["other"].sum()
        sums["unseen"] = self.unseen["promised"].sum()
        return sums

    @cached_property
    def experience(self) -> pd.DataFrame:
        """One row a project of any round so far, for ``evaluate(earlier=...)`` of the next one.

        fiscal_year, agency, stated, project, expected, factor; an agency of which nothing was
        observed has one row without a project, which keeps what was stated of it.
        """
        year = self.plan.scenario.settings.fiscal_year
        seen = self.projects[self.projects["factor"].notna()]
        counted_on = pd.Series(expected_of(self.plan.scenario), self.plan.columns.projects)
        new = pd.DataFrame(
            {
                "fiscal_year": year,
                "agency": seen["agency"],
                "stated": self._stated.reindex(seen["agency"]).to_numpy(),
                "project": seen["project"],
                "expected": counted_on.reindex(seen["project"]).to_numpy(),
                "factor": seen["factor"].clip(0.0, 1.0),
            }
        )
        old = self.before[self.before["project"] != ""]
        known = pd.concat([frame for frame in (old, new) if len(frame)] or [new], ignore_index=True)
        rest = self._stated[~self._stated.index.isin(known["agency"])]
        blank = pd.DataFrame({"agency": rest.index, "stated": rest.to_numpy()})
        blank = blank.assign(fiscal_year=year, project="", expected=np.nan, factor=np.nan)[[*new.columns]]
        return pd.concat([known, blank], ignore_index=True) if len(blank) else known

    @cached_property
    def credibility(self) -> Credibility:
        """How far each agency's own record outweighs that of all."""
        return Credibility(self.observations, self._stated)

    @property
    def factors(self) -> pd.Series:
        """Realisation factor learned by agency id, 0 to 1."""
        table = self.credibility.table
        return pd.Series(table["factor"].to_numpy(), index=pd.Index(table["agency"]), name="factor")

    @cached_property
    def reliability(self) -> pd.DataFrame:
        """Expected against realised factors in bins, all rounds together; empty under 30 projects."""
        return reliability(self.observations)

    @property
    def observations(self) -> pd.DataFrame:
        """Rows of ``experience`` of which something was observed."""
        return self.experience[self.experience["project"] != ""]

    @cached_property
    def _stated(self) -> pd.Series:
        """What was stated of each agency before anything was observed."""
        now = self.plan.scenario.realisation
        first = self.before.drop_duplicates("agency").set_index("agency")["stated"]
        known = first.reindex(now.index).fillna(now)
        return pd.Series(known.to_numpy(), index=pd.Index(now.index, name="agency"))

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"agencies": self.agencies, "projects": self.projects}

    def __repr__(self) -> str:
        total = self.total
        return (
            f"<Evaluation {self.plan.scenario.settings.name!r}: promised {figures(total['promised'], 6)}, "
            f"expected {figures(total['expected'], 6)}, realised {figures(total['realised'], 6)}>"
        )

    def __str__(self) -> str:
        return in_words(self)
