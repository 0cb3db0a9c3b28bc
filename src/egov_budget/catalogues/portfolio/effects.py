"""Effects of projects: those that are stated, and for all others by their type, on the services they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.scenario.columns import ASSUMED

if TYPE_CHECKING:
    from egov_budget.catalogues.portfolio.portfolio import Portfolio

COLUMNS = ("project", "service", "indicator", "points", "evidence")


def effects(read: Portfolio, stated: pd.DataFrame | None) -> pd.DataFrame:
    """Return the effects of all projects, those that are stated first.

    Parameters
    ----------
    read : Portfolio
        The list.
    stated : DataFrame or None
        Effects as the table ``effects`` has them; a project in it gets no others.

    Returns
    -------
    DataFrame
        project, service, indicator, points and evidence, with what else is stated. A row without an id, or
        an id that stands twice, adds nothing more: it is a fault of the list.
    """
    known = pd.DataFrame(columns=[*COLUMNS], dtype=object) if stated is None else stated.astype(object)
    done = {"", *known.get("project", ())}
    rows = []
    for project, services, (type_, _) in zip(
        read.table.ids.str.strip(), read.owners.serves, read.types, strict=True
    ):
        if project not in done:
            done.add(project)
            rows += [
                (project, service, indicator, points, ASSUMED)
                for service in filter(None, services)
                for indicator, points in type_.points.items()
            ]
    assumed = pd.DataFrame(rows, columns=[*COLUMNS], dtype=object)
    return pd.concat([known, assumed], ignore_index=True)
