"""A plan's document read again: its parts, each of the right shape, or every fault at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egov_budget.certificate.inputs import digest, tables_of
from egov_budget.counting.tree import DEEPEST, Branch
from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.text_file import read_text
from egov_budget.money import LARGEST
from egov_budget.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

HUGE = 1e300  # nothing that is counted comes near it; whole numbers of JSON have no end
OBJECTS = ("quanta", "billionths", "leads")
DOCUMENT = "plan.json"  # in the folder of a plan
AGAIN = "Write the document anew from the plan"
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
        The plan.
    rules : list of dict
        Rules, with what each was made with.
    certificate : dict
        Stated gain, bound, multipliers, trees, hash of the inputs and seal.
    embedded : bool
        Whether the scenario is the one in the document, which has no texts.
    """

    content: dict[str, Any]
    scenario: Scenario
    members: pd.DataFrame
    quanta: dict[str, int]
    parts: dict[str, int]
    lead: dict[str, str]
    rules: list[dict[str, Any]]
    certificate: dict[str, Any]
    embedded: bool

    @classmethod
    def of(cls, content: Any, beside: Scenario | None = None) -> Sealed:
        """Take a document apart.

        Raises
        ------
        IntakeError
            If a part is missing or has not the shape it must have; all faults at once.
        """
        faults = [*_parts(content)]
        if faults:
            raise IntakeError(faults)
        given = content["inputs"]
        try:
            seal(content)
        except (TypeError, ValueError, RecursionError) as error:
            raise IntakeError([_fault("document", "", error, "it holds what no JSON does")]) from error
        tables, members = tables_of(given)
        scenario = beside if beside is not None else Scenario.from_frames(content["settings"], **tables)
        plan = content["plan"]
        faults = [*_members(members, scenario), *_branch(content["certificate"])]
        if not faults or faults[0].table != "common_work":
            faults = [*_plan(plan, members, scenario), *faults]
        if faults:
            raise IntakeError(faults)
        return cls(
            content=content,
            scenario=scenario,
            members=members,
            quanta=plan["quanta"],
            parts=plan["billionths"],
            lead=plan["leads"],
            rules=given["rules"],
            certificate=content["certificate"],
            embedded=beside is None,
        )

    @property
    def seal(self) -> str:
        """SHA-256 of all that the document says, but for the seal on it."""
        return seal(self.content)

    @property
    def proof(self) -> Branch:
        """Multipliers and trees."""
        return Branch.of(self.certificate)


def seal(content: dict[str, Any]) -> str:
    """Return the SHA-256 of a plan's document, but for the seal on it."""
    stripped = {name: value for name, value in content["certificate"].items() if name != "seal"}
    return digest({**content, "certificate": stripped})


def read(path: Path) -> Any:
    """Read a document, or that of a plan's folder; no key stands in it twice, no number is none.

    Raises
    ------
    IntakeError
        If it is not there or is no JSON.
    """
    path = path / DOCUMENT if path.is_dir() else path
    text = read_text(path, path.name)
    if isinstance(text, Fault):
        raise IntakeError([text])
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise IntakeError(
            [Fault(path.name, None, "", "", f"{path.name} is no JSON that can be read: {error}", AGAIN)]
        ) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return made


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


def _fault(part: str, column: str, value: object, fault: str) -> Fault:
    return Fault(part, None, column, str(value)[:60], fault, AGAIN)


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
        yield _fault("document", "format", form, fault)
        return
    for part, names in wanted.items():
        known = content.get(part) if isinstance(content, dict) else None
        if not isinstance(known, dict):
            yield _fault(part, "", known, f"the document has no {part}")
            continue
        for name in names:
            if name not in known:
                yield _fault(part, name, "", f"{name} is missing")
            elif name in OBJECTS and not isinstance(known[name], dict):
                yield _fault(part, name, known[name], f"{name} is no object")
        if part == "inputs":
            yield from _lists(known)


def _lists(tables: dict[str, Any]) -> Iterator[Fault]:
    """Yield each table that is no list of records, and each rule without a name."""
    for name, rows in tables.items():
        if not (isinstance(rows, list) and all(isinstance(row, dict) for row in rows)):
            yield _fault("inputs", name, "", f"{name} is no list of records")
        elif name == "rules" and not all(
            isinstance(row.get(key), str) for row in rows for key in ("name", "rule")
        ):
            yield _fault("inputs", name, "", "a rule has no name")


def _members(members: pd.DataFrame, scenario: Scenario) -> Iterator[Fault]:
    cost = dict(zip(scenario.projects["id"], scenario.projects["cost"], strict=True))
    seen: set[str] = set()
    for row in members.to_dict("records"):
        project, money = row["project"], (row["connection"], row["common"])
        if not isinstance(project, str) or project not in cost or project in seen:
            fault = f"{project!r} is no project or stands there twice"
            yield _fault("common_work", "project", project, fault)
        elif not isinstance(row["group"], str) or not isinstance(row["lead"], bool):
            yield _fault("common_work", "group", row["group"], f"the group of {project!r} is no text")
        elif not all(_number(part) for part in money):
            yield _fault("common_work", "common", money, "the common work is no number")
        elif not 0 <= money[0] <= money[1] <= cost[project]:
            fault = f"the common work of {project!r} exceeds its request"
            yield _fault("common_work", "common", money, fault)
        seen.add(str(project))


def _plan(plan: dict[str, Any], members: pd.DataFrame, scenario: Scenario) -> Iterator[Fault]:
    ids = set(scenario.projects["id"])
    for name in ("quanta", "billionths"):
        for project in sorted(ids.symmetric_difference(plan[name])):
            yield _fault(name, project, "", f"{project!r} is not both in the scenario and in the plan")
        for project, amount in plan[name].items():
            if type(amount) is not int or not 0 <= amount <= LARGEST:
                yield _fault(name, project, amount, f"{amount!r} is no whole number from 0 to 2**53")
    inside = dict(zip(members["project"], members["group"], strict=True))
    for group, lead in plan["leads"].items():
        if not isinstance(lead, str) or inside.get(lead) != group:
            yield _fault("leads", group, lead, f"{lead!r} is no member of {group!r}")


def _branch(branch: Any, deep: int = 0) -> Iterator[Fault]:
    """Yield what is no branch of trees; the certificate is the lowest one."""
    parts = ("multipliers", dict), ("trees", list)
    if not isinstance(branch, dict) or not all(isinstance(branch.get(name), kind) for name, kind in parts):
        yield _fault("certificate", "trees", branch, "a branch has no multipliers or no trees")
        return
    yield from _multipliers(branch["multipliers"])
    for tree in branch["trees"]:
        names = [tree.get(name) for name in ("rule", "subject")] if isinstance(tree, dict) else []
        if deep == DEEPEST or not names or not all(isinstance(name, str) for name in names):
            fault = f"a tree has no rule or no subject, or stands on {DEEPEST} others"
            yield _fault("certificate", "trees", tree, fault)
            continue
        for side in ("no", "yes"):
            yield from _branch(tree.get(side), deep + 1)


def _multipliers(multipliers: dict[str, Any]) -> Iterator[Fault]:
    for rule, known in multipliers.items():
        if not isinstance(known, dict):
            yield _fault("certificate", rule, known, "the multipliers of a rule are no object")
            continue
        for subject, value in known.items():
            if not _number(value) or value < 0:
                yield _fault("certificate", f"{rule}: {subject}", value, f"{value!r} is no number from 0 on")


def _number(value: Any) -> bool:
    """Tell whether a value is a finite number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= HUGE
