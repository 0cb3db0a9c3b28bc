"""The tables of a Fiscal Data Package: budget lines with their fiscal meaning, and the tables of the plan."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from egov_budget.allocation import Allocation
from egov_budget.language.toml_of import toml_of
from egov_budget.reporting.tables import tables

REQUESTED, PROPOSED = "requested", "proposed"
YEAR = re.compile(r"\d{4}")
COFOG = re.compile(r"\d{2}(\.\d){0,2}")
KINDS = {"i": "integer", "u": "integer", "f": "number", "b": "boolean"}  # of numpy; all else is text


def meanings() -> dict[str, Any]:
    """Return what is told of each table of a package, and the ``concepts`` of the taxonomy."""
    return toml_of("egov_budget.reporting", "fiscal.toml")


@dataclass(frozen=True, eq=False)
class FiscalTable:
    """One table of a package.

    Parameters
    ----------
    name : str
        Name of the resource.
    about : str
        What it holds.
    frame : DataFrame
        Its rows.
    key : tuple of str
        Columns that tell rows apart.
    refers : mapping of str to tuple of str
        Table and column that a column refers to.
    means : mapping of str to str
        Fiscal concept of a column.
    within : mapping of str to dict
        What the values of a column keep to.
    """

    name: str
    about: str
    frame: pd.DataFrame
    key: tuple[str, ...]
    refers: dict[str, tuple[str, str]] = field(default_factory=dict)
    means: dict[str, str] = field(default_factory=dict)
    within: dict[str, dict[str, Any]] = field(default_factory=dict)

    def schema(self) -> dict[str, Any]:
        """Return its Table Schema, with the fiscal concept of each column that has one."""
        found: dict[str, Any] = {"fields": [self._field(str(name)) for name in self.frame.columns]}
        found["primaryKey"] = [*self.key]
        keys = [
            {"fields": [name], "reference": {"resource": table, "fields": [column]}}
            for name, (table, column) in self.refers.items()
        ]
        return found | ({"foreignKeys": keys} if keys else {})

    def _field(self, name: str) -> dict[str, Any]:
        told = {"name": name, "type": KINDS.get(self.frame[name].dtype.kind, "string")}
        concept = {"columnType": self.means[name]} if name in self.means else {}
        required = {"required": True} if name in self.key or name in self.refers else {}
        limits = required | self.within.get(name, {})
        return told | concept | ({"constraints": limits} if limits else {})


def fiscal_tables(allocation: Allocation) -> list[FiscalTable]:
    """Return the tables of a package.

    Parameters
    ----------
    allocation : Allocation
        The plan.

    Returns
    -------
    list of FiscalTable
        ``budget`` first, two lines a project (requested, proposed), each a single amount; then the
        tables of the plan. No column is left without its meaning where the taxonomy has one.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> budget = fiscal_tables(allocate(worlds.four_projects()))[0].frame
    >>> budget.loc[budget["project"] == "tax-login", ["phase", "value"]].to_numpy().tolist()
    [['requested', 60.0], ['proposed', 28.0]]
    """
    plain = tables(allocation)
    frames = {"budget": _budget(allocation, plain["projects"]), **plain}
    told = meanings()
    return [
        FiscalTable(
            name=_resource(name),
            about=told[name]["about"],
            frame=frames[name],
            key=tuple(told[name]["key"]),
            refers={
                column: (_resource(table), told[table]["key"][0])
                for column, table in told[name].get("refers", {}).items()
            },
            means=told[name].get("means", {}),
            within=told[name].get("within", {}),
        )
        for name in frames if name in told
    ]  # fmt: skip


def _budget(allocation: Allocation, projects: pd.DataFrame) -> pd.DataFrame:
    settings = allocation.scenario.settings
    functions = allocation.scenario.projects.set_index("id")["function"].reindex(projects["id"])
    lines = pd.DataFrame({
        "agency": projects["agency"], "project": projects["id"], "title": projects["title"],
        "function": [name if COFOG.fullmatch(name) else "" for name in functions],
        REQUESTED: projects["asked"], PROPOSED: projects["credits"],
    })  # fmt: skip
    frame = lines.melt(["agency", "project", "title", "function"], [REQUESTED, PROPOSED], "phase", "value")
    together = np.tile(np.arange(len(lines)), 2).argsort(kind="stable")  # the lines of a project
    frame = frame.iloc[together].reset_index(drop=True)
    frame["phase"] = frame["phase"].astype("str")
    frame.insert(4, "direction", "expenditure")
    frame.insert(6, "currency", settings.currency)
    year = YEAR.search(settings.fiscal_year)
    if year is not None:
        frame.insert(0, "fiscal_year", int(year[0]))
    return frame


def _resource(name: str) -> str:
    return name.replace(" ", "-")
