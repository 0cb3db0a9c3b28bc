"""read_pabulib: an election of a participatory budget -> Scenario."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.catalogues.assemble import assemble
from egov_budget.catalogues.notes import noted
from egov_budget.catalogues.pabulib.ballot import Ballot
from egov_budget.catalogues.pabulib.election import Election, read_election
from egov_budget.catalogues.quantum import quanta_in, quantum_of
from egov_budget.errors import Fault
from egov_budget.intake.draft import Draft
from egov_budget.language import all_digits, counted
from egov_budget.money import exact
from egov_budget.scenario.columns import SETTINGS
from egov_budget.scenario.conform import read_column

if TYPE_CHECKING:
    from egov_budget.scenario import Scenario

INDICATOR = "support"
MADE = ("indicators", "agencies", "services", "scores", "effects")  # from the projects; faults are told there
NO_VOTES = "Nobody voted for it: it has no effect"
NOT_TOLD = "The file does not tell what the city selected: last year's plan is empty"
OTHERWISE = "The city selected it in another way than from this budget: it stands in last year's plan"
THRESHOLD = "min_project_score_threshold"


def read_pabulib(path: str | PathLike[str]) -> Scenario:
    """Read an election of Pabulib (a ``.pb`` file) as a scenario, all or nothing.

    A project on the ballot is a project, its votes (its score, if the file has no votes) are its
    gain, the budget is the pool. Each project stands for a service of its own: importance its votes, a
    score of 0, one effect that lifts it to full marks. So a funded project gains exactly its votes,
    no gain is capped, and the best plan is the knapsack of the election. No overlap binds.

    What the city itself selected is kept as last year's plan: ``last_year`` of a project is its cost
    if it was selected, and that of the one agency, the city, is their sum.

    Parameters
    ----------
    path : str or path-like
        The file.

    Returns
    -------
    Scenario
        Its ``notes`` tell by which rule the city selected, and what of it is not imposed here.

    Raises
    ------
    IntakeError
        With every fault of the file; rows are its lines.

    Examples
    --------
    >>> import tempfile
    >>> election = '''META
    ... key;value
    ... description;Example
    ... budget;100
    ... PROJECTS
    ... project_id;cost;votes;name;selected
    ... 1;60;9;Park;1
    ... 2;50;8;Lights;0
    ... 3;50;7;Library;0
    ... VOTES
    ... voter_id;vote
    ... 1;1,2
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "example.pb").write_text(election, "utf-8")
    ...     scenario = read_pabulib(f"{folder}/example.pb")
    >>> scenario
    <Scenario 'Example': 1 agency, 3 services, 3 projects, pool 100 credits>
    >>> scenario.projects["last_year"].tolist()
    [60.0, 0.0, 0.0]
    >>> from egov_budget import allocate
    >>> allocate(scenario).gain
    15.0
    """
    election = read_election(Path(path))
    ballot, meta = Ballot.of(election), election.meta
    pool, pool_faults = _pool(election)
    draft = Draft(faults=[*election.faults, *ballot.faults, *pool_faults], unread=set(MADE))
    quantum = quantum_of(pd.concat([ballot.cost, pd.Series([pool])]))
    if not pool_faults:
        draft.settings = {
            "name": meta.get("description") or election.name,
            "pool": pool,
            "currency": meta.get("currency", ""),
            "quantum": quantum,
            "fiscal_year": meta.get("instance", ""),
        }
    city = meta.get("unit") or "city"
    ids = election.projects.ids
    kept = ballot.cost.where(ballot.selected > 0, 0.0).fillna(0.0)
    spent = float(quanta_in(kept, quantum) * exact(quantum))
    voted = ballot.support > 0
    shared = ballot.projects.reindex(columns=["id", "title"]).assign(agency=city)
    draft.tables = {
        "indicators": pd.DataFrame({"id": [INDICATOR], "title": ["Support by the voters"]}),
        "agencies": pd.DataFrame({"id": [city], "title": [meta.get("district", city)], "last_year": [spent]}),
        "services": shared.assign(importance=ballot.support.where(voted, 1.0)),
        "scores": pd.DataFrame({"service": ids, "indicator": INDICATOR, "score": 0.0}),
        "projects": ballot.projects.assign(agency=city, divisible=False, last_year=kept),
        "effects": pd.DataFrame({"project": ids, "service": ids, "indicator": INDICATOR, "points": 1.0})[
            voted
        ],
        "notes": pd.concat([*_notes(election, ballot)], ignore_index=True),
    }
    if len(ids) and not voted.any() and not draft.faults:
        draft.faults.append(Fault.of("nobody_voted", "effects"))
    return assemble(draft, [election.projects])


def _pool(election: Election) -> tuple[float, list[Fault]]:
    """Read the budget; its faults stand at its line."""
    label = "budget"
    if label not in election.meta:
        there = bool(election.meta)  # a section that is missing is told of already
        return 0.0, [Fault.of("no_budget", election.name, None, label)] * there
    read, found = read_column(election.name, SETTINGS["pool"], pd.Series([election.meta[label]]))
    at = election.lines[label]
    return float(read.iloc[0]), [dataclasses.replace(fault, row=at, column=label) for fault in found]


def _notes(election: Election, ballot: Ballot) -> Iterator[pd.DataFrame]:
    """Yield what the city did by its own rule, and what of it has no place in the scenario."""
    listed, meta = election.projects, election.meta
    chosen = ballot.selected > 0
    rule = meta.get("rule", "unknown")
    yield listed.noted(ballot.support == 0, NO_VOTES)
    yield listed.noted(ballot.selected > 1, OTHERWISE)
    if ballot.told:
        spent, votes = ballot.cost[chosen].sum(), ballot.support[chosen].sum()
        money = f"{all_digits(spent)} {meta.get('currency', 'credits')}"
        note = f"The city selected {counted(chosen.sum(), 'project')}: {money}, {all_digits(votes)} votes"
        yield noted(election.name, [election.lines.get("rule")], [f"rule {rule}"], note)
    else:
        yield noted(election.name, [None], [election.name], NOT_TOLD)
    if THRESHOLD in meta:
        note = f"The city asked a project for {meta[THRESHOLD]} votes or more: that is not imposed here"
        yield noted(election.name, [election.lines[THRESHOLD]], [THRESHOLD], note)
