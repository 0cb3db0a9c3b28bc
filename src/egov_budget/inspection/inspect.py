"""inspect: Allocation, Evaluation -> Inspection."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.inspection.evidence import rows_of
from egov_budget.inspection.inspection import Inspection
from egov_budget.scenario import conflict_index

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.rounds import Evaluation
    from egov_budget.whatif import Withholding


def inspect(
    allocation: Allocation,
    evaluation: Evaluation | None = None,
    *,
    costs: Withholding | None = None,
    date: str = "",
) -> Inspection:
    """Put together what the oversight bodies are to know, per agency and overall.

    Services with nothing done and services by band, credits received and gains delivered against
    promised, work that goes on twice although it was found out, exchanges withheld and what that costs,
    conflicts of interest; and behind each line the rows of the tables it rests on.

    Parameters
    ----------
    allocation : Allocation
        What was decided.
    evaluation : Evaluation or None
        What came of it; ``None`` reports on the plan alone.
    costs : Withholding or None
        What withholding costs, as ``withholding`` found it; ``None`` leaves it open.
    date : str
        Date of the inspection, which new findings bear.

    Returns
    -------
    Inspection
        Tables; ``to_markdown``, ``to_html`` and ``to_excel`` write them in a language.

    Raises
    ------
    ValueError
        If the evaluation is of another plan.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> found = inspect(allocate(worlds.four_projects()))
    >>> found.untouched.empty, found.agencies[["agency", "none", "low"]].values.tolist()
    (False, [['tax', 0, 2], ['health', 1, 1]])
    """
    if evaluation is not None and not evaluation.plan.columns.projects.equals(allocation.columns.projects):
        raise ValueError("the evaluation is of another plan: their projects differ")
    scenario = allocation.scenario
    exchanges = scenario.exchanges[scenario.exchanges["status"] == "withheld"]
    frame = exchanges[["service", "register", "provider", "legal_duty"]]
    frame = frame.assign(evidence=[rows_of("exchanges", [place]) for place in exchanges.index])
    order = frame.sort_values(["register", "provider", "service"], ignore_index=True)
    registers = _registers(exchanges, costs)
    return Inspection(allocation, evaluation, conflict_index(scenario), order, registers, date)


def _registers(exchanges: pd.DataFrame, costs: Withholding | None) -> pd.DataFrame:
    """Return one row a register that is withheld from somebody, with its cost, which is counted once."""
    found = [
        (register, ";".join(sorted(set(rows["provider"]))), rows["service"].nunique(),
         int(rows["legal_duty"].sum()), "; ".join(sorted({*rows["law"]} - {""})),
         min({*rows["due"]} - {""}, default=""), rows_of("exchanges", rows.index))
        for register, rows in exchanges.groupby("register")
    ]  # fmt: skip
    names = ["register", "provider", "services", "duty", "law", "due", "evidence"]
    frame = pd.DataFrame(found, columns=names)
    known = pd.DataFrame(columns=["gain", "credits"]) if costs is None else costs.registers.set_index("name")
    for at, name in enumerate(("gain", "credits"), start=6):
        frame.insert(at, name, frame["register"].map(known[name]).astype(float))
    return frame.sort_values(["gain", "register"], ascending=[False, True], ignore_index=True)
