"""The tables of a Fiscal Data Package: budget lines with their fiscal meaning, and the tables of the plan."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from egov_budget.allocation import Allocation
from egov_budget.reporting.tables import tables

REQUESTED, PROPOSED = "requested", "proposed"
YEAR = re.compile(r"\d{4}")
COFOG = re.compile(r"\d{2}(\.\d){0,2}")
KINDS = {"i": "integer", "u": "integer", "f": "number", "b": "boolean"}  # of numpy; all else is text
ABOUT = {
    "budget": "Budget lines: what each project asked for and what the plan proposes.",
    "agencies": "Agencies: asked, last year's credits, proposed credits, gain.",
    "projects": "Projects: asked, proposed credits, share delivered, role, gain.",
    "services": "Services: attainment before and after the plan.",
    "bands": "Number of services by band of attainment, before and after the plan.",
    "indicators": "Points gained by indicator.",
    "shared work": "Projects whose common work is done once: role, credits, what the group saves.",
}
KEYS = {"agencies": "agency", "projects": "id", "services": "service", "bands": "band",
        "indicators": "indicator", "shared work": "project"}  # fmt: skip
REFERS = {  # columns of a table that name a row of another
    "budget": {"agency": "agencies", "project": "projects"},
    "projects": {"agency": "agencies"},
    "services": {"agency": "agencies"},
    "shared work": {"project": "projects", "agency": "agencies"},
}


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
        found["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": table, "fields": [column]}}
            for name, (table, column) in self.refers.items()
        ]
        return found

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
    plain = {name: frame for name, frame in tables(allocation).items() if name in ABOUT}
    others = [
        FiscalTable(
            _resource(name), ABOUT[name], frame, (KEYS[name],),
            _refers(name), _titles(name),
        )
        for name, frame in plain.items()
    ]  # fmt: skip
    return [_budget(allocation, plain["projects"]), *others]


def _budget(allocation: Allocation, projects: pd.DataFrame) -> FiscalTable:
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
    means = {
        "agency": "administrative-classification:generic:code", "project": "activity:generic:project:code",
        "title": "activity:generic:project:label", "function": "functional-classification:cofog:code",
        "direction": "direction", "phase": "phase:id", "currency": "value-currency:code", "value": "value",
    }  # fmt: skip
    if year is not None:
        frame.insert(0, "fiscal_year", int(year[0]))
        means["fiscal_year"] = "date:fiscal-year"
    within: dict[str, dict[str, Any]] = {
        "direction": {"enum": ["expenditure"]}, "phase": {"enum": [REQUESTED, PROPOSED]},
        "value": {"required": True, "minimum": 0},
    }  # fmt: skip
    about = ABOUT["budget"]
    return FiscalTable("budget", about, frame, ("project", "phase"), _refers("budget"), means, within)


def _resource(name: str) -> str:
    return name.replace(" ", "-")


def _refers(name: str) -> dict[str, tuple[str, str]]:
    return {column: (_resource(table), KEYS[table]) for column, table in REFERS.get(name, {}).items()}


def _titles(name: str) -> dict[str, str]:
    agency, project = "administrative-classification:generic", "activity:generic:project"
    return {
        "agencies": {"agency": f"{agency}:code", "title": f"{agency}:label"},
        "projects": {"id": f"{project}:code", "title": f"{project}:label"},
    }.get(name, {})
