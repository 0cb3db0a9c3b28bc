"""Stages: from the requests of one plan to those of another, one kind of input after the other."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from egov_budget.scenario import Scenario
from egov_budget.scenario.adopted import by_verdict
from egov_budget.scenario.decided import can_be_made, undecided
from egov_budget.scenario.spent_line import spent_line

CAUSES = ("requests", "verdicts", "decisions", "pool")  # in the order in which they are taken up


@dataclass(frozen=True)
class Stages:
    """Requests between those of two plans.

    Parameters
    ----------
    before, after : Scenario
        The requests of the two plans, with their verdicts, decisions and pools.
    """

    before: Scenario
    after: Scenario

    def with_new(self, *new: str) -> Scenario:
        """Return the requests in which some kinds of input are those after, the others those before.

        Parameters
        ----------
        new : str
            Of ``CAUSES``. Verdicts and decisions about what is not there are left out, and so is a line for
            money spent on a project that the decisions taken do not give up.
        """
        stage = (self.after if cause in new else self.before for cause in CAUSES)
        requests, verdicts, decisions, pool = stage
        if {*new} == {*CAUSES}:
            return self.after
        asked = undecided(requests)
        projects = _with_lines(asked.projects, requests.projects, decisions.projects)
        told = undecided(verdicts).verdicts
        there = {*projects["id"], *asked.platforms["id"]}
        known = told[["project_a", "project_b"]].isin(there).all(axis=1)
        known &= (told["lead"] == "") | told["lead"].isin({*projects["id"]})
        mixed = asked.replace(projects=projects, verdicts=told[known].reset_index(drop=True))
        made = can_be_made(mixed, decisions.decisions)
        kept = made[made["table"] + " " + made["column"] != "settings pool"]  # the last stage sets it
        return mixed.replace(decisions=kept, pool=pool.settings.pool)

    def changed(self) -> list[str]:
        """Return the kinds of input that differ, in their order."""
        old, new = self.before, self.after
        without = [undecided(each).replace(pool=0.0, notes=each.notes.iloc[:0]) for each in (old, new)]
        asked = [each.replace(verdicts=each.verdicts.iloc[:0]) for each in without]
        differs = {
            "requests": asked[0] != asked[1],
            "verdicts": not without[0].verdicts.equals(without[1].verdicts),
            "decisions": not _made(old).equals(_made(new)),
            "pool": old.settings.pool != new.settings.pool,
        }
        return [cause for cause in CAUSES if differs[cause]]


def _with_lines(projects: pd.DataFrame, asked: pd.DataFrame, decided: pd.DataFrame) -> pd.DataFrame:
    """Return projects with the lines for money spent that go with decisions, and their owners' floors."""
    owners = {*projects["id"], *decided["id"]}
    lines = {*map(spent_line, owners)} & {*asked["id"], *decided["id"]}
    given_up = projects["id"].map(spent_line).isin(lines)
    floor = projects["id"].map(decided.set_index("id")["floor"]).astype(float)
    own = projects.assign(floor=projects["floor"].mask(given_up, floor))
    parts = [own[~own["id"].isin(lines)], decided[decided["id"].isin(lines)]]
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


def _made(scenario: Scenario) -> pd.DataFrame:
    made = scenario.decisions
    return made[~by_verdict(made)].drop(columns="before").reset_index(drop=True)
