"""next_scenario: Evaluation -> the Scenario of the next round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.counting.holders import COLUMN
from egov_budget.errors import Fault, IntakeError
from egov_budget.money import to_amounts, to_quanta
from egov_budget.rounds.asked_again import Note, asked_again
from egov_budget.rounds.remaining import Remaining
from egov_budget.rounds.year import following, ordinal
from egov_budget.rules.holders import HOLDS, bounds_of
from egov_budget.scenario.map_change import MOVE, RENAME

if TYPE_CHECKING:
    from egov_budget.rounds.evaluation import Evaluation
    from egov_budget.scenario import Scenario


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
    projects have as last year's credits what the plan gave; floors and ceilings of single projects were of
    that year. Verdicts stay, but for those about what is
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
        faults.append(Fault.of("nothing_left", "projects"))
    IntakeError.if_any(faults)
    tables, notes = asked_again(evaluation, left)
    for name, frame in (requests or {}).items():
        before = tables.get(name, last.tables[name])
        tables[name] = pd.concat([part for part in (before, frame) if len(part)] or [frame])
    tables = {name: frame.reset_index(drop=True) for name, frame in tables.items()}
    amount = settings.pool if pool is None else pool
    ahead = last.replace(pool=amount, fiscal_year=year, **tables)
    lowered, more = _floors(ahead)
    told = pd.DataFrame([*notes, *more], columns=["source", "subject", "note"])
    kept = last.notes[last.notes["source"].isin((RENAME, MOVE))]
    told = pd.concat([kept, told.assign(row=None)], ignore_index=True) if len(kept) else told.assign(row=None)
    return ahead.replace(**lowered, notes=told)


def _floors(ahead: Scenario) -> tuple[dict[str, pd.DataFrame], list[Note]]:
    """Return the tables with each floor lowered to what its holder still asks for, and notes on it."""
    changed: dict[str, pd.DataFrame] = {}
    notes: list[Note] = []
    asks = ahead.projects[~ahead.projects["excluded"]]
    quantum = ahead.settings.quantum
    for holder in HOLDS:
        asked = asks.groupby(COLUMN[holder])["cost"].sum()
        table = ahead.tables[holder]
        for name, floor in bounds_of(ahead, holder, "floor").items():
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
        where = ("settings", None, "fiscal_year", after[:60])
        yield Fault.of("no_later_year", *where, after=after, before=before)


def _strangers(last: Scenario, requests: Mapping[str, pd.DataFrame] | None) -> Iterator[Fault]:
    for name in requests or {}:
        if name not in last.tables:
            yield Fault.of("no_such_table", name, value=name, known=", ".join(last.tables))
