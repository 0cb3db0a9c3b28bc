"""A plan's document read again: its parts, each of the right shape, or every fault at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egov_budget.certificate.branch_faults import AGAIN, as_fault, branch_faults, is_number
from egov_budget.certificate.canonical import canonical, hashed, of_object
from egov_budget.certificate.inputs import tables_of
from egov_budget.counting import Plan
from egov_budget.counting.course_of import course_of
from egov_budget.counting.pools import pools_of
from egov_budget.counting.tree import Branch
from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.text_file import read_text
from egov_budget.money import LARGEST
from egov_budget.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.counting.course import Course

OBJECTS = ("quanta", "billionths", "leads")
DOCUMENT = "plan.json"  # in the folder of a plan
FORMAT = 3  # of a plan's document; 2 had no trees, 1 no number and rules of one's own without their rows


@dataclass(frozen=True, eq=False)
class Sealed:
    """What a document holds.

    Parameters
    ----------
    content : dict
        The whole document.
    scenario : Scenario
        What the plan rests on: the one given beside, or the one in the document.
    members : DataFrame
        Common work.
    quanta, parts, lead : dict
        The plan; over several years with a list of years for each project.
    begun : dict or None
        What earlier plans began, in a plan over several years.
    rules : list of dict
        Rules, with what each was made with.
    certificate : dict
        Stated gain, bound, multipliers, trees, hash of the inputs and seal.
    seal : str
        SHA-256 of all that the document says, but for the seal on it.
    forms : dict of str to str
        Canonical form of the settings and of each part of the inputs in the document.
    embedded : bool
        Whether the scenario is the one in the document, which has no texts.
    """

    content: dict[str, Any]
    scenario: Scenario
    members: pd.DataFrame
    quanta: dict[str, Any]
    parts: dict[str, Any]
    lead: dict[str, str]
    begun: dict[str, int] | None
    rules: list[dict[str, Any]]
    certificate: dict[str, Any]
    seal: str
    forms: dict[str, str]
    embedded: bool

    @classmethod
    def of(cls, content: Any, beside: Scenario | None = None) -> Sealed:
        """Take a document apart.

        Raises
        ------
        IntakeError
            If a part is missing or has not the shape it must have; all faults at once.
        """
        IntakeError.if_any(_parts(content))
        given = content["inputs"]
        try:
            forms = {name: canonical(part) for name, part in given.items()}
            own = seal(content, inputs="".join(of_object(forms)))
            forms["settings"] = canonical(content["settings"])
        except (TypeError, ValueError, RecursionError) as error:
            raise IntakeError([as_fault("document", "", error, "it holds what no JSON does")]) from error
        tables, members = tables_of(given)
        scenario = beside if beside is not None else Scenario.from_frames(content["settings"], **tables)
        plan = content["plan"]
        faults = [*_members(members, scenario), *branch_faults(content["certificate"])]
        if not faults or faults[0].table != "common_work":
            faults = [*_plan(plan, members, scenario), *faults]
        IntakeError.if_any(faults)
        return cls(
            content=content,
            scenario=scenario,
            members=members,
            quanta=plan["quanta"],
            parts=plan["billionths"],
            lead=plan["leads"],
            begun=plan.get("begun"),
            rules=given["rules"],
            certificate=content["certificate"],
            seal=own,
            forms=forms,
            embedded=beside is None,
        )

    @property
    def course(self) -> Course | None:
        """The plan over several years; ``None`` for one of one year."""
        if self.begun is None:
            return None
        return course_of(self.scenario, self.members, begun=self.begun, **self._counts)

    @property
    def plan(self) -> Plan:
        """The plan of one year."""
        return Plan.of(self.scenario, self.members, **self._counts)

    @property
    def _counts(self) -> dict[str, dict[str, Any]]:
        return {"quanta": self.quanta, "parts": self.parts, "lead": self.lead}

    @property
    def proof(self) -> Branch:
        """Multipliers and trees."""
        return Branch.of(self.certificate)


def seal(content: dict[str, Any], **known: str) -> str:
    """Return the SHA-256 of a plan's document but for the seal on it; of some parts the form is known."""
    stripped = {name: value for name, value in content["certificate"].items() if name != "seal"}
    parts = {**content, "certificate": stripped}
    return hashed(of_object({name: known.get(name) or canonical(parts[name]) for name in parts}))


def read(path: Path) -> Any:
    """Read a document, or that of a plan's folder; no key stands in it twice, no number is none.

    Raises
    ------
    IntakeError
        If it is not there or is no JSON.
    """
    path = path / DOCUMENT if path.is_dir() else path
    if not path.is_file() or path.suffix.lower() != ".json":
        key = "no_plan" if path.is_file() else "plan_not_there"
        raise IntakeError([Fault.of(key, path.name, value=path.suffix)])
    text = read_text(path, path.name)
    if isinstance(text, Fault):
        raise IntakeError([text])
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        fault = f"{path.name} is no JSON that can be read: {error}"
        raise IntakeError([Fault(path.name, None, "", "", fault, AGAIN)]) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return made


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


def _parts(content: Any) -> Iterator[Fault]:
    """Yield each part that is not there."""
    wanted = {
        "settings": (), "inputs": ("common_work", "rules"), "plan": OBJECTS,
        "certificate": ("gain", "bound", "multipliers", "trees", "inputs", "texts", "seal"),
    }  # fmt: skip
    first = isinstance(content, dict) and "certificate" in content  # the first format did not say so
    form = content.get("format", 1) if first else FORMAT
    if form != FORMAT:
        fault = f"the document is of format {form!r:.40}, and this release reads format {FORMAT}"
        yield as_fault("document", "format", form, fault)
        return
    for part, names in wanted.items():
        known = content.get(part) if isinstance(content, dict) else None
        if not isinstance(known, dict):
            yield as_fault(part, "", known, f"the document has no {part}")
            continue
        for name in names:
            if name not in known:
                yield as_fault(part, name, "", f"{name} is missing")
            elif name in OBJECTS and not isinstance(known[name], dict):
                yield as_fault(part, name, known[name], f"{name} is no object")
        if part == "inputs":
            yield from _lists(known)


def _lists(tables: dict[str, Any]) -> Iterator[Fault]:
    """Yield each table that is no list of records, and each rule without a name."""
    named = ("name", "rule")
    for name, rows in tables.items():
        if not (isinstance(rows, list) and all(isinstance(row, dict) for row in rows)):
            yield as_fault("inputs", name, "", f"{name} is no list of records")
        elif name == "rules" and not all(isinstance(row.get(key), str) for row in rows for key in named):
            yield as_fault("inputs", name, "", "a rule has no name")


def _members(members: pd.DataFrame, scenario: Scenario) -> Iterator[Fault]:
    cost = dict(zip(scenario.projects["id"], scenario.projects["cost"], strict=True))
    seen: set[str] = set()
    for row in members.to_dict("records"):
        project, money = row["project"], (row["connection"], row["common"])
        if not isinstance(project, str) or project not in cost or project in seen:
            fault = f"{project!r} is no project or stands there twice"
            yield as_fault("common_work", "project", project, fault)
        elif not isinstance(row["group"], str) or not isinstance(row["lead"], bool):
            yield as_fault("common_work", "group", row["group"], f"the group of {project!r} is no text")
        elif not all(is_number(part) for part in money):
            yield as_fault("common_work", "common", money, "the common work is no number")
        elif not 0 <= money[0] <= money[1] <= cost[project]:
            fault = f"the common work of {project!r} exceeds its request"
            yield as_fault("common_work", "common", money, fault)
        seen.add(str(project))


def _plan(plan: dict[str, Any], members: pd.DataFrame, scenario: Scenario) -> Iterator[Fault]:
    ids = set(scenario.projects["id"])
    over_years = "begun" in plan
    years = len(pools_of(scenario).years) if over_years else 1
    for name in ("quanta", "billionths", *(["begun"] if over_years else [])):
        given = plan[name] if isinstance(plan[name], dict) else {}
        for project in sorted(ids.symmetric_difference(given)):
            yield as_fault(name, project, "", f"{project!r} is not both in the scenario and in the plan")
        for project, amount in given.items():
            several = over_years and name != "begun"
            amounts = amount if several and isinstance(amount, list) else [amount]
            if len(amounts) != (years if several else 1):
                yield as_fault(name, project, amount, f"there are {years} years, and not as many amounts")
            for one in (one for one in amounts if type(one) is not int or not 0 <= one <= LARGEST):
                yield as_fault(name, project, one, f"{one!r} is no whole number from 0 to 2**53")
    if not re.fullmatch("[0-9a-f]{64}", str(plan.get("parent", "0" * 64))):
        yield as_fault("plan", "parent", plan["parent"], "the parent is no seal of a plan")
    inside = dict(zip(members["project"], members["group"], strict=True))
    for group, lead in plan["leads"].items():
        if not isinstance(lead, str) or inside.get(lead) != group:
            yield as_fault("leads", group, lead, f"{lead!r} is no member of {group!r}")
