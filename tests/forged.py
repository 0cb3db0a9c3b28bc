"""Documents of plans as a forger would leave them: changed, and everything that seals them made anew."""

from __future__ import annotations

import json
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import Any

from egov_budget import Allocation, Scenario, Verification, verify
from egov_budget.certificate.sealed import seal
from egov_budget.reporting.document import document


def written(plan: Allocation) -> dict[str, Any]:
    """Return a plan's document as it stands in its file."""
    found: dict[str, Any] = json.loads(json.dumps(document(plan)))
    return found


def resealed(plan: dict[str, Any], scenario: Scenario | None = None) -> Verification:
    """State what can be counted from a changed document, seal it anew, and check it beside the requests."""
    counted, stated = verify(plan, scenario), plan["certificate"]
    stated["gain"] = _decimal(counted.gain, ROUND_FLOOR)
    stated["bound"] = _decimal(counted.bound, ROUND_CEILING)
    stated["inputs"] = counted.inputs
    stated["seal"] = seal(plan)
    return verify(plan, scenario)


def paid(plan: dict[str, Any], project: str, quanta: int, billionths: int) -> None:
    """Pay a project another sum for another share, in the plan and in the table that shows it."""
    plan["plan"]["quanta"][project] = quanta
    plan["plan"]["billionths"][project] = billionths
    for row in plan["projects"]:
        if row["id"] == project:
            quantum = plan["settings"].get("quantum", 1.0)
            row.update(credits=quanta * quantum, share=billionths / 10**9)


def without(plan: dict[str, Any], *rules: str) -> None:
    """Leave rules out, and the prices that belong to them."""
    plan["inputs"]["rules"] = [rule for rule in plan["inputs"]["rules"] if rule["name"] not in rules]
    for name in rules:
        plan["certificate"]["multipliers"].pop(name, None)


def _decimal(number: Fraction, rounding: str) -> float:
    return float(
        Context(prec=15, rounding=rounding).divide(Decimal(number.numerator), Decimal(number.denominator))
    )
