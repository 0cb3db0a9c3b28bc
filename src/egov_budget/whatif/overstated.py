"""overstated: how a plan changes if what agencies say of themselves is too good."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.allocation.allocate import allocate
from egov_budget.certificate.proved import proved
from egov_budget.columns import Columns
from egov_budget.display import Displayed
from egov_budget.language import all_digits, figures, language_of, on_screen, told_in
from egov_budget.objectives.total_gain import of_gain
from egov_budget.overlaps import find_overlaps
from egov_budget.scenario import Attainment
from egov_budget.scenario.demanded import Claim, demanded

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.language import Language
    from egov_budget.scenario import Scenario

DECLARED = "self-declared"
DECIMALS = 12  # of a score less what it is overstated by: 0.85 - 0.2 is 0.65
SHOWN = 10


def overstated(
    allocation: Allocation, by: float = 0.2, *, relative_gap: float = 1e-4, time_limit: float | None = None
) -> Overstated:
    r"""Make the plan again as if self-declared scores were overstated.

    .. math:: s'_{ki} = \max(0, s_{ki} - d) \quad \text{where the evidence is self-declared}

    The plan that stands is counted on the lower scores, and the best plan for them is solved for with
    the same objectives, under the same rules. What the second gains beyond the first is the gain at
    risk: it is lost for having believed the scores.

    Parameters
    ----------
    allocation : Allocation
        The plan, made on the scores as they are declared.
    by : float
        By how much they are overstated, points of a score from 0 to 1.
    relative_gap : float
        Gap at which a search with whole numbers stops.
    time_limit : float or None
        Seconds for the solver.

    Returns
    -------
    Overstated
        ``by_agency()``, ``projects()`` that enter, leave or change, ``at_risk``; print it for one
        screen. Without self-declared scores, or by 0, nothing is at risk.

    Raises
    ------
    RuleError
        If the amount is no part. ``SolveError`` if on the lower scores no plan keeps every rule.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> four = worlds.four_projects()
    >>> declared = four.scores.assign(evidence=["inspected", "self-declared"] * 4)
    >>> found = overstated(allocate(four.replace(scores=declared)), by=0.25)
    >>> found.by_agency()[["agency", "declared", "overstated", "at_risk"]].values.tolist()
    [['tax', 2, 0.25, 0.0], ['health', 2, 0.125, 0.0]]
    """
    fault = f"scores cannot be overstated by {by!r}"
    demanded("overstated", Claim(0 <= by <= 1, "by", by, fault, "Give a part from 0 to 1"))
    overlaps = find_overlaps(allocation.scenario) if allocation.overlaps is None else allocation.overlaps
    scenario = _corrected(allocation.scenario, by)
    columns = Columns.of(scenario, allocation.overlaps)
    kept = dataclasses.replace(allocation, scenario=scenario, columns=columns, outcome=None)
    aims = () if allocation.outcome is None else allocation.outcome.program.aims
    if aims and of_gain(aims[0].name):  # what comes after it, as to be near to a plan, is no part of the risk
        aims = aims[:1]
    best = allocate(
        scenario, overlaps, objective=aims or None, rules=allocation.rules,
        relative_gap=relative_gap, time_limit=time_limit,
    )  # fmt: skip
    return Overstated(by, allocation, kept, best)


def _corrected(scenario: Scenario, by: float) -> Scenario:
    """Return the scenario with self-declared scores lower, none below 0."""
    scores = scenario.scores
    lower = (scores["score"] - by).clip(lower=0.0).round(DECIMALS)
    score = lower.where(scores["evidence"] == DECLARED, scores["score"])
    return scenario.replace(scores=scores.assign(score=score))


@dataclass(frozen=True, eq=False)
class Overstated(Displayed):
    """A plan on scores as declared, the same on lower ones, and the best for those.

    Parameters
    ----------
    by : float
        What was taken off self-declared scores.
    declared : Allocation
        The plan that stands, on scores as declared.
    kept : Allocation
        The same credits on the lower scores.
    best : Allocation
        The best plan for the lower scores.
    """

    by: float
    declared: Allocation
    kept: Allocation
    best: Allocation

    @property
    def at_risk(self) -> float:
        """Gain that is lost for having believed the scores, points; below 0 where another goal costs gain."""
        return self.best.gain - self.kept.gain

    def known(self, lang: Language) -> str:
        """Say how good the best plan is proved to be; nothing where it aims at something else than gain."""
        proof = proved(self.best)
        if proof is None:
            return ""
        return lang.say("report.risk.known", said=proof.said(lang))

    def by_agency(self) -> pd.DataFrame:
        """Return one row an agency, in the scenario's order.

        Returns
        -------
        DataFrame
            ``agency``, ``title``, ``declared`` (scores of its services that it gave itself),
            ``overstated`` (points of weighted attainment that would not be there), ``gain`` of its
            projects on declared scores, ``kept`` and ``best`` on the lower ones, ``at_risk`` (best
            less kept: below 0 where it gets money that would do more elsewhere).
        """
        scenario = self.declared.scenario
        owner, whose = (frame.set_index("id")["agency"] for frame in (scenario.services, scenario.projects))
        rows = scenario.scores[scenario.scores["evidence"] == DECLARED]
        before, after = (Attainment.of(plan.scenario) for plan in (self.declared, self.kept))
        lost = pd.Series(np.nan_to_num(before.mean - after.mean) * before.importance, index=before.services)
        scored = {
            "declared": owner.reindex(rows["service"]).value_counts(),
            "overstated": lost.groupby(owner).sum(),
        }
        gains = {
            name: plan.gain_by_project.reindex(whose.index).groupby(whose).sum()
            for name, plan in (("gain", self.declared), ("kept", self.kept), ("best", self.best))
        }
        frame = scenario.agencies[["id", "title"]].rename(columns={"id": "agency"})
        frame = frame.join(pd.DataFrame(scored | gains), on="agency").fillna(dict.fromkeys(scored | gains, 0))
        return frame.assign(at_risk=frame["best"] - frame["kept"]).astype({"declared": int})

    def projects(self) -> pd.DataFrame:
        """Return the projects whose credits change, the largest change first.

        Returns
        -------
        DataFrame
            ``project``, ``agency``, ``credits`` as planned, ``then`` on the lower scores, ``change``,
            ``move``: enters, leaves, more or less.
        """
        asked = self.declared.scenario.projects
        now, then = (plan.credits.reindex(asked["id"]).to_numpy() for plan in (self.kept, self.best))
        moves = [(now == 0) & (then > 0), (now > 0) & (then == 0), then > now]
        frame = asked[["id", "agency"]].set_axis(["project", "agency"], axis=1).assign(
            credits=now, then=then, change=then - now,
            move=np.select(moves, ["enters", "leaves", "more"], "less"),
        )  # fmt: skip
        order = np.lexsort((frame["project"].to_numpy(dtype=str), -frame["change"].abs()))
        return frame.iloc[order].query("change != 0").reset_index(drop=True)

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"agencies": self.by_agency(), "projects": self.projects()}

    def __repr__(self) -> str:
        return (
            f"<Overstated by {all_digits(self.by)}: {told_in(figures(self.at_risk, 6), 'points')} at risk, "
            f"projects that change: {len(self.projects()):,}>"
        )

    def __str__(self) -> str:
        moves = self.projects()["move"].value_counts()
        agencies = self.by_agency().sort_values(["at_risk", "agency"], ascending=[False, True])
        lines = [
            f"If self-declared scores ({agencies['declared'].sum():,}) are {all_digits(self.by)} too high:",
            f"  {agencies['overstated'].sum():,.2f} points of weighted attainment are not there",
            f"  the plan gains {self.kept.gain:z,.2f} points, and could gain {self.best.gain:z,.2f}",
            *(f"  {said}" for said in [self.known(language_of("en"))] if said),
            f"  {self.at_risk:z,.2f} points are at risk",
            f"  of projects {int(moves.get('enters', 0)):,} enter, {int(moves.get('leaves', 0)):,} leave, "
            f"{int(moves.get('more', 0)):,} get more, {int(moves.get('less', 0)):,} less",
            "",
            f"Agencies{'declared':>10}{'overstated':>12}{'kept':>10}{'best':>10}{'at risk':>10}",
        ]
        for row in agencies.head(SHOWN).to_dict("records"):
            numbers = "".join(f"{row[name]:>z10,.2f}" for name in ("kept", "best", "at_risk"))
            scores = f"{row['declared']:>10,}{row['overstated']:>z12,.2f}"
            lines.append(f"{'':<8}{scores}{numbers}  {row['agency']}")
        lines += [f"  ... and {len(agencies) - SHOWN} more"] if len(agencies) > SHOWN else []
        return on_screen(lines)
