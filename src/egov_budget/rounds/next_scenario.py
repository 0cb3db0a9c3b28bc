"""next_scenario: Evaluation -> the Scenario of the next round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from egov_budget.errors import Fault, IntakeError
from egov_budget.money import to_amounts, to_quanta
from egov_budget.rounds.remaining import Remaining
from egov_budget.rounds.year import following, ordinal
from egov_budget.rules.limits import HOLDS, Holder, limits
from egov_budget.scenario.columns import TABLES

if TYPE_CHECKING:
    from egov_budget.rounds.evaluation import Evaluation
    from egov_budget.scenario import Scenario

UNSTATED = "not stated"
ENDS = ["project_a", "project_b"]


class Note(NamedTuple):
    """What is noted of a round: where it stood, what it is about, what was noticed."""

    source: str
    subject: str
    note: str


def next_scenario(
    evaluation: Evaluation,
    *,
    pool: float | None = None,
    fiscal_year: str | None = None,
    requests: Mapping[str, pd.DataFrame] | None = None,
) -> Scenario:
    """Return the scenario of the next round.

    Scores are as observed and readiness is as learned. What was delivered (funded in full and spent in
    full) asks no more; what was begun asks for the rest of it, and promises the rest; where the common
    work of a group was delivered by its lead, the other members ask what joining it costs. Agencies and
    projects have as last year's credits what the plan gave. Verdicts stay, but for those about what is
    no longer asked for, which the notes keep. A floor above all that is still asked for sinks to that.

    Parameters
    ----------
    evaluation : Evaluation
        The round before.
    pool : float or None
        Its pool, currency units; ``None`` keeps that of the round before.
    fiscal_year : str or None
        Its year; ``None`` writes the next one.
    requests : mapping of str to DataFrame or None
        New rows by table, such as projects and their effects.

    Returns
    -------
    Scenario
        Its notes say what became of each project that left, shrank or was shut out.

    Raises
    ------
    IntakeError
        If the year is not after that of the plan, nothing is left to ask for, or new rows do not fit;
        every fault at once.

    Examples
    --------
    >>> from egov_budget import allocate, evaluate, worlds
    >>> plan = allocate(worlds.four_projects())
    >>> after = plan.scenario.scores.assign(score=[0.5, 0.25, 0.5, 0.5, 1, 0.5, 1, 0.5])
    >>> ahead = next_scenario(evaluate(plan, after, plan.credits), pool=60)
    >>> ahead.projects[["id", "cost", "last_year"]].values.tolist()
    [['e-filing', 40.0, 0.0], ['e-booking', 8.0, 22.0]]
    """
    last = evaluation.plan.scenario
    settings = last.settings
    year = following(settings.fiscal_year) if fiscal_year is None else fiscal_year
    left = Remaining.of(evaluation)
    faults = [*_out_of_order(settings.fiscal_year, year), *_strangers(last, requests)]
    if not requests and not any(left.cost.values()):
        fault = "every project was delivered, and no new one is given"
        faults.append(Fault("projects", None, "", "", fault, "Give new requests"))
    if faults:
        raise IntakeError(faults)
    tables, notes = _tables(evaluation, left)
    for name, frame in (requests or {}).items():
        before = tables.get(name, last.tables[name])
        tables[name] = (
            pd.concat([before, frame]) if len(before) and len(frame) else (before if len(before) else frame)
        )
    tables = {name: frame.reset_index(drop=True) for name, frame in tables.items()}
    amount = settings.pool if pool is None else pool
    ahead = last.replace(pool=amount, fiscal_year=year, **tables)
    lowered, more = _floors(ahead)
    told = pd.DataFrame([*notes, *more], columns=["source", "subject", "note"])
    return ahead.replace(**lowered, notes=told.assign(row=None))


def _tables(evaluation: Evaluation, left: Remaining) -> tuple[dict[str, Any], list[Note]]:
    plan, last = evaluation.plan, evaluation.plan.scenario
    gone = [project for project, cost in left.cost.items() if cost == 0]
    begun = {project for project, rest in left.part.items() if 0 < rest < 1}
    notes = [Note("plan", project, "delivered: asks no more") for project in gone]
    notes += [
        Note("plan", project, f"begun: asks for {float(left.part[project]):.4f} of it") for project in begun
    ]
    notes += [
        Note("plan", project, f"joins the common work that {lead} built")
        for project, lead in left.built.items()
    ]
    projects = last.projects.set_index("id", drop=False)
    projects["last_year"] = plan.credits.reindex(projects.index)
    projects["cost"] = to_amounts([left.cost[project] for project in projects.index], plan.columns.quantum)
    rest = np.array([float(left.part[project]) for project in projects.index])
    projects["cost_more"] = to_amounts(
        np.floor(to_quanta(projects["cost_more"], plan.columns.quantum) * rest), plan.columns.quantum
    )
    projects["minimum_share"] = projects["minimum_share"].mask(projects["id"].isin(begun), 0.0)
    chosen = last.alternatives[last.alternatives["project"].isin([*gone, *begun])]
    rivals = last.alternatives[last.alternatives["set"].isin(chosen["set"])]["project"]
    shut = sorted(set(rivals) - set(chosen["project"]))
    projects["excluded"] |= projects["id"].isin(shut)
    projects["mandatory"] &= ~projects["id"].isin(shut)
    notes += [Note("alternatives", project, "another of its set was funded: shut out") for project in shut]
    effects = last.effects[~last.effects["project"].isin(gone)]
    part = effects["project"].map({project: float(rest) for project, rest in left.part.items()})
    verdicts, more = _verdicts(last.verdicts, set(gone), left)
    tables = {
        **_without(last, set(gone)),
        "agencies": _agencies(evaluation),
        "scores": _scores(evaluation),
        "projects": projects[~projects["id"].isin(gone)],
        "effects": effects.assign(points=effects["points"] * part, points_less=effects["points_less"] * part),
        "verdicts": verdicts,
        "exchanges": last.exchanges.assign(
            status=last.exchanges["status"].mask(last.exchanges["project"].isin(gone), "open"),
            project=last.exchanges["project"].mask(last.exchanges["project"].isin(gone), ""),
        ),
    }
    return tables, [*sorted(notes), *more]


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
    row = known.services.get_indexer(pd.Index(scores["service"]))
    column = known.indicators.get_indexer(pd.Index(scores["indicator"]))
    key = ["service", "indicator"]
    seen = scores[key].merge(evaluation.scores[[*key, "evidence"]], how="left", on=key)["evidence"]
    said = seen.where(seen != UNSTATED)
    return scores.assign(
        score=evaluation.observed[row, column],
        evidence=said.fillna(scores["evidence"].where(seen.isna(), UNSTATED)),
    )


def _verdicts(verdicts: pd.DataFrame, gone: set[str], left: Remaining) -> tuple[pd.DataFrame, list[Note]]:
    """Keep the verdicts on what is still asked for; who joins the same finished work shares no other."""
    out = verdicts[ENDS].isin(gone).any(axis=1)
    notes = [
        Note(
            "verdicts",
            f"{row['project_a']} / {row['project_b']}",
            f"{row['verdict']} ({row['reviewer'] or 'no reviewer'}): one of them was delivered",
        )
        for row in verdicts[out].to_dict("records")
    ]
    joined: dict[str, list[str]] = {}
    for project, lead in sorted(left.built.items()):
        joined.setdefault(lead, []).append(project)
    apart = {pair: lead for lead, members in joined.items() for pair in combinations(members, 2)}
    pairs = [tuple(sorted(pair)) for pair in verdicts[ENDS].itertuples(index=False)]
    over = np.array([pair in apart for pair in pairs], dtype=bool)
    new = pd.DataFrame(
        [
            (*pair, "different requirement", "the round before", f"the work they share was built by {lead}")
            for pair, lead in sorted(apart.items())
        ],
        columns=[*ENDS, "verdict", "reviewer", "reason"],
    )
    kept = verdicts[~out & ~over]
    parts = [frame for frame in (kept, new) if len(frame)] or [kept]
    return pd.concat(parts, ignore_index=True), notes


def _floors(ahead: Scenario) -> tuple[dict[str, pd.DataFrame], list[Note]]:
    """Lower each floor above all that its holder still asks for."""
    changed: dict[str, pd.DataFrame] = {}
    notes: list[Note] = []
    asks = ahead.projects[~ahead.projects["excluded"]]
    quantum = ahead.settings.quantum
    holders: tuple[tuple[Holder, str], ...] = (("agencies", "agency"), ("categories", "category"))
    for holder, column in holders:
        asked = asks.groupby(column)["cost"].sum()
        table = ahead.tables[holder]
        for name, floor in limits(ahead, holder, "floor").items():
            most = int(to_quanta(asked.get(name, 0.0), quantum))
            if floor > most:
                here = table["id"] == name
                table["floor"] = table["floor"].mask(here, float(to_amounts(most, quantum)))
                table["floor_unit"] = table["floor_unit"].mask(here, "credits")
                note = f"the floor of the {HOLDS[holder]} sinks to all it still asks for"
                notes.append(Note(holder, name, note))
        changed[holder] = table
    return changed, notes


def _out_of_order(before: str, after: str) -> Iterator[Fault]:
    one, two = ordinal(before), ordinal(after)
    if (before and before == after) or (one is not None and two is not None and two <= one):
        fault = f"the next round is of {after!r}, the plan of {before!r}"
        yield Fault("settings", None, "fiscal_year", after[:60], fault, f"Name a year after {before!r}")


def _strangers(last: Scenario, requests: Mapping[str, pd.DataFrame] | None) -> Iterator[Fault]:
    for name in requests or {}:
        if name not in last.tables:
            fault = "there is no such table"
            yield Fault(name, None, "", name, fault, f"Name one of: {', '.join(last.tables)}")
