"""What reviewers decided: pairs that stand together, pairs that stand apart, and contradictions."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import pandas as pd

from egov_budget.errors import Fault, IntakeError

FIRST_ROW = 2  # a spreadsheet's header is row 1


REFUSED = ("reject", "different requirement")


def decided(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Return the verdicts with each pair in the order of the ids.

    Parameters
    ----------
    verdicts : DataFrame
        The scenario's table of verdicts.

    Returns
    -------
    DataFrame
        The same rows and columns, ``project_a`` < ``project_b``.

    Raises
    ------
    IntakeError
        If verdicts contradict each other: a pair was rejected although accepted verdicts put both
        projects in one group, or one group has two leads.
    """
    faults = [*_torn(verdicts), *_led_twice(verdicts)]
    if faults:
        raise IntakeError(faults)
    swapped = verdicts["project_a"] > verdicts["project_b"]
    return verdicts.assign(
        project_a=verdicts["project_a"].where(~swapped, verdicts["project_b"]),
        project_b=verdicts["project_b"].where(~swapped, verdicts["project_a"]),
    )


def _accepted(verdicts: pd.DataFrame) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    accepted = verdicts[verdicts["verdict"] == "accept"]
    graph.add_edges_from(accepted[["project_a", "project_b"]].itertuples(index=False))
    return graph


def _torn(verdicts: pd.DataFrame) -> Iterator[Fault]:
    together = _accepted(verdicts)
    refused = verdicts[verdicts["verdict"].isin(REFUSED)]
    for row, a, b, verdict in refused[["project_a", "project_b", "verdict"]].itertuples():
        if a in together and b in together and nx.has_path(together, a, b):
            path = " - ".join(nx.shortest_path(together, a, b))
            yield Fault("verdicts", int(row) + FIRST_ROW, "verdict", verdict,
                        f"{a!r} and {b!r} are kept apart, but accepted verdicts join them: {path}",
                        "Accept this pair, or reject one of the pairs on the way")  # fmt: skip


def _led_twice(verdicts: pd.DataFrame) -> Iterator[Fault]:
    together = _accepted(verdicts)
    named = verdicts[(verdicts["verdict"] == "accept") & (verdicts["lead"] != "")]
    for group in nx.connected_components(together):
        inside = named[named["project_a"].isin(group)]
        leads = sorted(set(inside["lead"]))
        if len(leads) > 1:
            row = int(inside.index[inside["lead"] != inside["lead"].iloc[0]][0])
            yield Fault("verdicts", row + FIRST_ROW, "lead", inside["lead"].loc[row],
                        f"{len(leads)} leads are named for one group: {', '.join(map(repr, leads))}",
                        "Name one of them")  # fmt: skip
