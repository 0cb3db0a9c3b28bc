"""Which effects can be had for their exchanges, and with which projects, from the tables alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from egov_budget.scenario import Scenario


def openers(scenario: Scenario, effects: pd.DataFrame) -> pd.Series:
    """Return the other projects that each effect waits for.

    Parameters
    ----------
    scenario : Scenario
        What was asked for.
    effects : DataFrame
        Effects with ``project``, ``service`` and ``registers``.

    Returns
    -------
    Series of tuple
        Ids, sorted, by row of the effects; missing where an exchange it needs is withheld.
    """
    rows = scenario.exchanges[["service", "register", "status", "project"]].to_numpy(dtype=object)
    known = {(service, register): (status, project) for service, register, status, project in rows.tolist()}
    found: list[tuple[str, ...] | None] = []
    drawing = effects[["project", "service", "registers"]].to_numpy(dtype=object)
    for project, service, registers in drawing.tolist():
        states = [known[service, register] for register in registers.split(";") if register]
        waits = {opener for status, opener in states if status == "planned"} - {project}
        had = all(status != "withheld" for status, _ in states)
        found.append(tuple(sorted(waits)) if had else None)
    return pd.Series(found, index=effects.index, dtype=object)


def joint_shares(effects: pd.DataFrame, projects: pd.Index) -> dict[str, Any]:
    """Return the fields of a ``Tally`` about joint shares.

    Parameters
    ----------
    effects : DataFrame
        Effects that can be had, with ``openers``.
    projects : Index
        Ids, sorted.

    Returns
    -------
    dict
        ``joint``, ``joints``, ``behind`` and ``ahead``.
    """
    pairs = list(zip(effects["project"].tolist(), effects["openers"].tolist(), strict=True))
    known = {pair: at for at, pair in enumerate(sorted({pair for pair in pairs if pair[1]}))}
    ends = [(at, member) for (owner, waits), at in known.items() for member in (owner, *waits)]
    return {
        "joint": np.array([known.get(pair, -1) for pair in pairs], dtype=np.int64),
        "joints": [f"{owner} with {' and '.join(waits)}" for owner, waits in known],
        "behind": np.array([at for at, _ in ends], dtype=np.int64),
        "ahead": projects.get_indexer(pd.Index([name for _, name in ends])).astype(np.int64),
    }
