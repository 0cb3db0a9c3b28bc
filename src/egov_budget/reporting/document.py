"""A plan as one JSON document, for tools that embed it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from egov_budget.allocation import Allocation
from egov_budget.certificate.canonical import of_object
from egov_budget.certificate.certify import certify
from egov_budget.certificate.inputs import worded
from egov_budget.certificate.rests_on import canonical_form, rests_on
from egov_budget.certificate.sealed import FORMAT, seal
from egov_budget.certificate.stated import stated
from egov_budget.intake.atomic_write import write_whole
from egov_budget.intake.document import as_json
from egov_budget.reporting.tables import rows_of, tables

if TYPE_CHECKING:
    from egov_budget.certificate.provable import Provable
    from egov_budget.horizon import Schedule


def document(allocation: Allocation) -> dict[str, Any]:
    """Return a plan as plain lists and dictionaries.

    Parameters
    ----------
    allocation : Allocation
        The plan.

    Returns
    -------
    dict
        ``format``, a number; ``settings`` and ``inputs``, all that credits and gains depend on;
        ``plan`` with credits in whole quanta, billionths delivered and leads; ``certificate`` with
        the gain, a bound on any gain, the multipliers and trees that prove it, and a seal on the whole;
        every table as a list of
        records. ``verify`` checks it.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> document(allocate(worlds.four_projects()))["plan"]["leads"]
    {'G:health-login': 'health-login'}
    """
    counted = allocation.counted
    plan = {"quanta": dict(counted.quanta), "billionths": dict(counted.parts), "leads": dict(counted.lead)}
    made_from = {"parent": allocation.parent} if allocation.parent else {}
    return _sealed(allocation, plan | made_from, tables(allocation))


def document_of_years(schedule: Schedule) -> dict[str, Any]:
    """Return a plan over several years as plain lists and dictionaries; ``verify`` checks it.

    Its ``plan`` has the credits and shares of each project as a list of years, and what was begun before;
    its tables are ``projects``, ``by_year`` and ``summary``.
    """
    course, proof = schedule.course, certify(schedule)
    plan = {
        "quanta": dict(course.paid),
        "billionths": {name: [year.parts[name] for year in course.plans] for name in course.paid},
        "begun": dict(course.begun.parts),
        "leads": dict(course.begun.lead),
    }
    years = schedule.pools.astype({"year": str})
    facts = {"gain": float(proof.gain), "bound": stated(proof.bound, up=True)}
    summary = pd.DataFrame({"fact": [*facts], "value": [*facts.values()]})
    return _sealed(schedule, plan, {"projects": schedule.table(), "by year": years, "summary": summary})


def _sealed(allocation: Provable, plan: dict[str, Any], shown: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    given, proof = rests_on(allocation), certify(allocation)
    found = {
        "format": FORMAT,
        "settings": given.pop("settings"),
        "inputs": given,
        "plan": plan,
        "certificate": {
            "gain": stated(proof.gain, up=False),
            "bound": stated(proof.bound, up=True),
            "inputs": proof.inputs,
            "texts": worded(allocation.scenario),
            **proof.proof.record,
        },
        **{name.replace(" ", "_"): rows_of(frame) for name, frame in shown.items()},
    }
    form = canonical_form(allocation)
    known = "".join(of_object({name: form[name] for name in given}))
    found["certificate"]["seal"] = seal(found, inputs=known)
    return found


def write_document(allocation: Allocation, path: Path | None) -> str | None:
    """Write a plan as JSON, whole or not at all.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    path : Path or None
        File to write, replaced if it is there; ``None`` returns the text.

    Returns
    -------
    str or None
        The text, if no file is named.
    """
    return _left(_text(document(allocation)), path)


def write_document_of_years(schedule: Schedule, path: Path | None) -> str | None:
    """Write a plan over several years likewise."""
    return _left(_text(document_of_years(schedule)), path)


def _left(text: str, path: Path | None) -> str | None:
    if path is None:
        return text
    write_whole(text, path)
    return None


def _text(found: dict[str, Any]) -> str:
    """Write a key a line and a record a line: quick to write, and two plans can be told apart by a diff."""
    keys = []
    for key, value in found.items():
        rows = ",\n".join(as_json(row) for row in value) if isinstance(value, list) else ""
        keys.append(f"{as_json(key)}: " + (f"[\n{rows}\n]" if rows else as_json(value)))
    return "{\n" + ",\n".join(keys) + "\n}\n"
