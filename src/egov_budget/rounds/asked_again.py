"""What is asked for after a round: delivered projects out, begun ones at what is left of them."""

from __future__ import annotations

from itertools import combinations
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from egov_budget.horizon.roll import exchanges_after
from egov_budget.money import to_amounts, to_quanta
from egov_budget.rounds.effects_after import effects_after
from egov_budget.rounds.year import ordinal
from egov_budget.scenario.adopted import by_verdict
from egov_budget.scenario.columns import ENDS, TABLES

if TYPE_CHECKING:
    from egov_budget.rounds.evaluation import Evaluation
    from egov_budget.rounds.remaining import Remaining
    from egov_budget.scenario import Scenario

UNSTATED = "not stated"


class Note(NamedTuple):
    """What is noted of a round: where it stood, what it is about, what was noticed."""

    source: str
    subject: str
    note: str


def asked_again(evaluation: Evaluation, left: Remaining) -> tuple[dict[str, pd.DataFrame], list[Note]]:
    """Return the tables of a round that change with what came of it, and what is noted of them.

    Parameters
    ----------
    evaluation : Evaluation
        The round.
    left : Remaining
        What is left of each project.

    Returns
    -------
    tables : dict of str to DataFrame
        Without what is no longer asked for.
    notes : list of Note
        What became of each project that left, shrank or was shut out.
    """
    last = evaluation.plan.scenario
    gone = [project for project, cost in left.cost.items() if cost == 0]
    begun = {project for project, rest in left.part.items() if 0 < rest < 1}
    notes = [Note("plan", project, "delivered: asks no more") for project in gone]
    told = {name: f"begun: asks for {float(left.part[name]):.4f} of it" for name in begun}
    notes += [Note("plan", name, words) for name, words in told.items()]
    joins = "joins the common work that {} built"
    notes += [Note("plan", name, joins.format(lead)) for name, lead in left.built.items()]
    projects, shut = _projects(evaluation, left, gone, begun)
    notes += [Note("alternatives", project, "another of its set was funded: shut out") for project in shut]
    effects, waited = effects_after(evaluation.plan, left)
    brings = "brings the points of {} that wait for it"
    notes += [Note("exchanges", opener, brings.format(project)) for project, opener in waited]
    verdicts, more = _verdicts(last.verdicts, set(gone), left)
    tables = {
        **_without(last, set(gone)),
        "agencies": _agencies(evaluation),
        "scores": _scores(evaluation),
        "projects": projects[~projects["id"].isin(gone)],
        "effects": effects,
        "verdicts": verdicts,
        "decisions": last.decisions[by_verdict(last.decisions)],  # the others were about what was asked then
        "exchanges": exchanges_after(last, gone),
    }
    return tables, [*sorted(notes), *more]


def _projects(
    evaluation: Evaluation, left: Remaining, gone: list[str], begun: set[str]
) -> tuple[pd.DataFrame, list[str]]:
    """Return projects at what is left of them, and those that a funded one of their set shuts out."""
    plan, last = evaluation.plan, evaluation.plan.scenario
    projects = last.projects.set_index("id", drop=False)
    projects["last_year"] = plan.credits.reindex(projects.index)
    projects["cost"] = to_amounts([left.cost[project] for project in projects.index], plan.columns.quantum)
    for name, whole in (("cost_more", floor), ("yearly_cost", ceil)):
        quanta = zip(to_quanta(projects[name], plan.columns.quantum).tolist(), projects.index, strict=True)
        rest = [whole(amount * left.part[project]) for amount, project in quanta]
        projects[name] = to_amounts(rest, plan.columns.quantum)
    projects["minimum_share"] = projects["minimum_share"].mask(projects["id"].isin(begun), 0.0)
    chosen = last.alternatives[last.alternatives["project"].isin([*gone, *begun])]
    rivals = last.alternatives[last.alternatives["set"].isin(chosen["set"])]["project"]
    shut = sorted(set(rivals) - set(chosen["project"]))
    projects["excluded"] |= projects["id"].isin(shut)
    projects["mandatory"] &= ~projects["id"].isin(shut)
    projects[["floor", "ceiling"]] = np.nan
    return projects, shut


def _without(last: Scenario, gone: set[str]) -> dict[str, pd.DataFrame]:
    """Return the other tables without rows about projects that are gone or years that are past."""
    found = {}
    for table in TABLES:
        names = [column.name for column in table.columns if column.refers_to == "projects"]
        if names:
            frame = last.tables[table.name]
            found[table.name] = frame[~frame[names].isin(gone).any(axis=1)]
    now = ordinal(last.settings.fiscal_year)
    if now is not None:
        for name, frame in (("years", last.tables["years"]), ("commitments", found["commitments"])):
            found[name] = frame[frame["year"] > now]
    return found


def _agencies(evaluation: Evaluation) -> pd.DataFrame:
    agencies, factors = evaluation.plan.scenario.agencies, evaluation.factors
    given = evaluation.plan.by_agency().set_index("agency")["credits"]
    learned = evaluation.credibility.table["projects"].sum() > 0
    year = evaluation.plan.scenario.settings.fiscal_year or "the last round"
    return agencies.assign(
        last_year=given.reindex(agencies["id"]).to_numpy(),
        readiness=factors.reindex(agencies["id"]).to_numpy() if learned else agencies["readiness"],
        readiness_source=f"learned by {year}" if learned else agencies["readiness_source"],
    )


def _scores(evaluation: Evaluation) -> pd.DataFrame:
    scores, known = evaluation.plan.scenario.scores, evaluation.attribution.columns.attainment
    key = ["service", "indicator"]
    seen = scores[key].merge(evaluation.scores[[*key, "evidence"]], how="left", on=key)["evidence"]
    said = seen.where(seen != UNSTATED)
    return scores.assign(
        score=evaluation.observed[known.cells_of(scores)],
        evidence=said.fillna(scores["evidence"].where(seen.isna(), UNSTATED)),
    )


def _verdicts(verdicts: pd.DataFrame, gone: set[str], left: Remaining) -> tuple[pd.DataFrame, list[Note]]:
    """Return the verdicts on what is still asked for; who joins the same finished work shares no other."""
    out = verdicts[ENDS].isin(gone).any(axis=1)
    notes = []
    for row in verdicts[out].to_dict("records"):
        said = f"{row['verdict']} ({row['reviewer'] or 'no reviewer'}): one of them was delivered"
        notes.append(Note("verdicts", f"{row['project_a']} / {row['project_b']}", said))
    joined: dict[str, list[str]] = {}
    for project, lead in sorted(left.built.items()):
        joined.setdefault(lead, []).append(project)
    apart = {pair: lead for lead, members in joined.items() for pair in combinations(members, 2)}
    pairs = [tuple(sorted(pair)) for pair in verdicts[ENDS].itertuples(index=False)]
    over = np.array([pair in apart for pair in pairs], dtype=bool)
    new = pd.DataFrame(sorted(apart), columns=ENDS).assign(
        verdict="different requirement", reviewer="the round before",
        reason=[f"the work they share was built by {apart[pair]}" for pair in sorted(apart)],
    )  # fmt: skip
    kept = verdicts[~out & ~over]
    parts = [frame for frame in (kept, new) if len(frame)] or [kept]
    return pd.concat(parts, ignore_index=True), notes
