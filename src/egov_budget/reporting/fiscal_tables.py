"""The tables of a Fiscal Data Package: budget lines with their fiscal meaning, and the tables of the plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    told : dict
        What fiscal.toml says of it: about, key, and of columns what they refer to, mean and keep to.
    frame : DataFrame
        Its rows.
    """

    name: str
    told: dict[str, Any]
    frame: pd.DataFrame

    def schema(self) -> dict[str, Any]:
        """Return its Table Schema, with the fiscal concept of each column that has one."""
        fields = [self._field(str(name)) for name in self.frame.columns]
        keys = [
            {"fields": [name], "reference": {"resource": _resource(of), "fields": meanings()[of]["key"]}}
            for name, of in self.told.get("refers", {}).items()
        ]
        found = {"fields": fields, "primaryKey": self.told["key"]}
        return found | ({"foreignKeys": keys} if keys else {})

    def _field(self, name: str) -> dict[str, Any]:
        told, means, refers = self.told, self.told.get("means", {}), self.told.get("refers", {})
        found = {"name": name, "type": KINDS.get(self.frame[name].dtype.kind, "string")}
        concept = {"columnType": means[name]} if name in means else {}
        required = {"required": True} if name in told["key"] or name in refers else {}
        limits = required | told.get("within", {}).get(name, {})
        return found | concept | ({"constraints": limits} if limits else {})


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
    return [FiscalTable(_resource(name), told[name], frames[name]) for name in frames if name in told]


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
