"""demand_words: what one demand of one rule says, in plain words and with its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.allocation.demands import records
from egov_budget.rules import Ceiling, Floor, MeanTarget, ServicesTarget
from egov_budget.rules.limits import HOLDS

if TYPE_CHECKING:
    from egov_budget.program import Program
    from egov_budget.program.grounds import Ground

MONEY_SHOWN = ",.10g"


def demand_words(program: Program, ground: Ground) -> str:
    """Return a demand in words.

    Parameters
    ----------
    program : Program
        Where it stands.
    ground : Ground
        The demand.

    Returns
    -------
    str
        Without a full stop at its end; a rule of one's own is given by its name and subject.
    """
    scenario, subject = program.scenario, ground.subject
    currency = scenario.settings.currency
    rule = next((rule for rule in program.rules if rule.name == ground.rule), None)
    if ground.rule == "pool":
        return f"the pool is {scenario.settings.pool:{MONEY_SHOWN}} {currency}"
    if isinstance(rule, Floor | Ceiling):
        side, most = ("least", program.row_lower) if isinstance(rule, Floor) else ("most", program.row_upper)
        amount = np.rint(most[ground.rows[0]] * program.columns.unit) * program.columns.quantum
        row = next(row for row in records(scenario.tables[rule.of]) if row["id"] == subject)
        percent = _percent(row, "floor" if isinstance(rule, Floor) else "ceiling")
        return f"{HOLDS[rule.of]} {subject!r} gets at {side} {amount:{MONEY_SHOWN}} {currency}{percent}"
    if isinstance(rule, ServicesTarget):
        return f"{rule.count:,} services reach {100 * rule.level:.6g} %"
    if isinstance(rule, MeanTarget):
        return f"the mean attainment of {subject!r} reaches {rule.level:.6g}"
    project = next((row for row in records(scenario.projects) if row["id"] == subject), {})
    return _about_projects(project, ground, currency)


def _percent(row: dict[str, Any], side: str) -> str:
    unit = row[f"{side}_unit"]
    return "" if unit == "credits" else f" ({row[side]:.6g} {unit})"


def _about_projects(project: dict[str, Any], ground: Ground, currency: str) -> str:
    subject = ground.subject
    cost = f"{project.get('cost', 0.0):{MONEY_SHOWN}} {currency}"
    share = f"{100 * project.get('minimum_share', 0.0):.6g} %"
    words = {
        "mandatory": f"{subject!r} is mandatory ({cost})",
        "excluded": f"{subject!r} is excluded",
        "all or nothing": f"{subject!r} is funded in full or not at all ({cost})",
        "minimum share": f"{subject!r} is funded to {share} at least or not at all ({cost})",
        "prerequisite": subject,
        "alternatives": f"one project at most of the set {subject!r} is funded",
        "independent lead": f"{subject!r} may not lead: its agency has a conflict of interest",
        "named lead": f"{subject!r} may not lead: a verdict names another",
        "one lead": f"group {subject!r} has one lead",
    }
    return words.get(ground.rule, f"{ground.rule} ({subject})")
