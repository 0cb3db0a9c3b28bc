"""What reviewers decided: pairs that stand together, pairs that stand apart, and contradictions."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from egov_budget.errors import Fault, IntakeError
from egov_budget.scenario import Scenario, retired
from egov_budget.scenario.adopted import adoptions
from egov_budget.scenario.circles import in_order
from egov_budget.scenario.columns import ENDS
from egov_budget.scenario.relations import ACCEPTED, TOGETHER
from egov_budget.scenario.retired import RETIRED
from egov_budget.scenario.row_faults import row_faults
from egov_budget.scenario.settled import settled

REFUSED = ("reject", "different requirement", *TOGETHER, RETIRED)  # nothing is shared


def decided(scenario: Scenario) -> pd.DataFrame:
    """Return what the verdicts say of each pair together; see ``scenario.settled``.

    Parameters
    ----------
    scenario : Scenario
        Its verdicts and projects.

    Returns
    -------
    DataFrame
        One row a pair, ``project_a`` < ``project_b``; ``unsettled`` where its reviewers disagree.

    Raises
    ------
    IntakeError
        If settled verdicts contradict each other: a pair was rejected although accepted verdicts put both
        projects in one group, one group has two leads, a project is retired and yet asks for
        credits, shares work, or stays in favour of whom it was retired, or one adopts what exists and yet
        shares work.
    """
    verdicts = settled(scenario.verdicts)
    if verdicts.empty:
        return verdicts
    platform = dict(adoptions(scenario.verdicts)[["project", "platform"]].to_numpy().tolist())
    faults = [
        *_torn(verdicts),
        *_led_twice(verdicts),
        *_half_retired(verdicts, scenario.projects),
        *_shared("adopts_and_shares", verdicts, platform),
    ]
    IntakeError.if_any(faults)
    return verdicts.reset_index(drop=True)


def _joined(verdicts: pd.DataFrame) -> dict[str, int]:
    """Return the group of each project that accepted verdicts name, counted as they name them.

    Scipy has no part in it, for verifying a plan comes here too.
    """
    into: dict[str, str] = {}

    def first(project: str) -> str:
        while into.setdefault(project, project) != project:
            into[project] = project = into[into[project]]
        return project

    for a, b in verdicts.loc[verdicts["verdict"].isin(ACCEPTED), ENDS].itertuples(index=False, name=None):
        into[first(b)] = first(a)
    count: dict[str, int] = {}
    return {project: count.setdefault(first(project), len(count)) for project in [*into]}


def _torn(verdicts: pd.DataFrame) -> Iterator[Fault]:
    group = _joined(verdicts)
    refused = verdicts[verdicts["verdict"].isin(REFUSED)]
    for row, a, b, verdict in refused[["project_a", "project_b", "verdict"]].itertuples():
        if a in group and group[a] == group.get(b):
            path = " - ".join(_path(verdicts, a, b))
            yield Fault.at("joined_and_apart", "verdicts", row, "verdict", verdict, a=a, b=b, path=path)


def _path(verdicts: pd.DataFrame, a: str, b: str) -> list[str]:
    """Return the fewest projects through which accepted verdicts join two."""
    import networkx as nx  # slow to come by, and contradictions are seldom

    pairs = verdicts.loc[verdicts["verdict"].isin(ACCEPTED), ENDS]
    graph: nx.Graph[str] = nx.Graph([*pairs.itertuples(index=False, name=None)])
    return nx.shortest_path(graph, a, b)


def _led_twice(verdicts: pd.DataFrame) -> Iterator[Fault]:
    named = verdicts[verdicts["verdict"].isin(ACCEPTED) & (verdicts["lead"] != "")]
    for _, inside in named.groupby(named["project_a"].map(_joined(verdicts))):
        leads = sorted(set(inside["lead"]))
        if len(leads) > 1:
            row = int(inside.index[inside["lead"] != inside["lead"].iloc[0]][0])
            told = {"count": len(leads), "leads": ", ".join(map(repr, leads))}
            yield Fault.at("led_twice", "verdicts", row, "lead", inside["lead"].loc[row], **told)


def _half_retired(verdicts: pd.DataFrame, projects: pd.DataFrame) -> Iterator[Fault]:
    rows = verdicts[verdicts["verdict"] == RETIRED]
    if rows.empty:
        return
    stays = (rows["lead"] == rows["project_a"]) | (rows["lead"] == rows["project_b"])
    yield from row_faults("retired_for_nobody", rows, ~stays)
    gone = retired(verdicts[verdicts.index.isin(rows.index[stays]) | (verdicts["verdict"] != RETIRED)])
    into = [*gone[["project", "in_favour_of"]].itertuples(index=False, name=None)]
    if not in_order(into):
        import networkx as nx

        waits: nx.DiGraph[str] = nx.DiGraph(into)
        for ring in nx.simple_cycles(waits):
            path = " -> ".join([*ring, ring[0]])
            yield Fault.of("retired_in_a_circle", "verdicts", None, "lead", ring[0], path=path)
    asks = set(projects.loc[~projects["excluded"], "id"])
    place = {project: row for row, project in enumerate(projects["id"])}
    for project, other in gone[["project", "in_favour_of"]].itertuples(index=False):
        if project in asks:
            told = {"project": project, "other": other}
            yield Fault.at("retired_and_asking", "projects", place[project], "excluded", project, **told)
    yield from _shared("retired_and_shares", verdicts, dict(into))


def _shared(name: str, verdicts: pd.DataFrame, instead: dict[str, str]) -> Iterator[Fault]:
    """Yield each accepted pair of which something else is in place of one: nothing is left to build once."""
    if not instead:
        return
    shared = verdicts[verdicts["verdict"].isin(ACCEPTED)]
    lost = [min({a, b} & {*instead}, default="") for a, b in shared[ENDS].to_numpy().tolist()]
    told = shared.assign(lost=lost, instead=[instead.get(project, "") for project in lost])
    yield from row_faults(name, told, told["lost"] != "")
