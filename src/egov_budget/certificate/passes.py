"""passes: the plans of a folder, each after the one that it was made from."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from egov_budget.certificate.sealed import DOCUMENT, read, seal
from egov_budget.errors import Fault, IntakeError

NAMES = ["plan", "parent", "kept", "pool", "credits", "gain", "seal"]


def passes(folder: str | PathLike[str]) -> pd.DataFrame:
    """List the plans in the folders of a folder.

    Parameters
    ----------
    folder : str or path-like
        Holds folders that ``egov-budget allocate --out``, ``replan --out`` and others left.

    Returns
    -------
    DataFrame
        One row a plan: plan, the name of its folder; parent, the folder of the plan that it was made from, or
        the seal of that if it is not here, empty for one made from requests; kept, whether the document is as
        it was sealed; pool, credits (currency units), gain (points) and its own seal. A plan comes after its
        parent, and otherwise in the order of names.

    Raises
    ------
    IntakeError
        If there is no plan, or a document cannot be read.
    """
    documents = {path.parent.name: read(path) for path in sorted(Path(folder).glob(f"*/{DOCUMENT}"))}
    known = {name: one for name, one in documents.items() if _is_of_a_year(one)}
    if not known:
        raise IntakeError([Fault.of("no_plan_in_it", Path(folder).name, value=str(folder))])
    named = {one["certificate"]["seal"]: name for name, one in known.items()}
    rows = {name: _row(name, one, named) for name, one in known.items()}
    found: dict[str, dict[str, Any]] = {}
    for name in rows:
        line = [name]
        while (above := rows[line[-1]]["parent"]) in rows and above not in (*found, *line):
            line.append(above)
        found |= {each: rows[each] for each in reversed(line) if each not in found}
    return pd.DataFrame([*found.values()], columns=NAMES)


def _is_of_a_year(content: Any) -> bool:
    parts = ("settings", "plan", "certificate")
    shaped = isinstance(content, dict) and all(isinstance(content.get(part), dict) for part in parts)
    return shaped and "seal" in content["certificate"] and "begun" not in content["plan"]


def _row(name: str, content: dict[str, Any], named: dict[str, str]) -> dict[str, Any]:
    settings, certificate = content["settings"], content["certificate"]
    parent = content["plan"].get("parent", "")
    return {
        "plan": name,
        "parent": named.get(parent, parent),
        "kept": seal(content) == certificate["seal"],
        "pool": settings["pool"],
        "credits": sum(content["plan"]["quanta"].values()) * settings.get("quantum", 1.0),
        "gain": certificate["gain"],
        "seal": certificate["seal"],
    }
