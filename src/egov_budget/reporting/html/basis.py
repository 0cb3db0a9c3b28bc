"""What the plan rests on: settings, rules, solver, bound, versions and hashes."""

from __future__ import annotations

import platform
from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from egov_budget.objectives import LeastCost, TotalGain
from egov_budget.reporting.html.plain import LONGEST_TEXT, plain
from egov_budget.scenario.decided_words import decided_words
from egov_budget.scenario.noted_words import noted_words

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.certificate import Certificate
    from egov_budget.language import Language

PACKAGES = ("egov-budget", "highspy", "pulp", "numpy", "scipy", "pandas", "networkx")
NOTES = 50


def basis(allocation: Allocation, certificate: Certificate, language: Language) -> dict[str, Any]:
    """Return what was assumed and what vouches for the plan.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    certificate : Certificate
        What proves it.
    language : Language
        Of its words.

    Returns
    -------
    dict
        settings, tables (rows of each), rules, goals (name, value, gap where the certificate has none),
        status, solver (seconds are left out, so that a report is the same each time), by_hand; proof (gain
        and bound in words), inputs (SHA-256), versions, decisions in force, notes of the scenario and how
        many more there are.
    """
    scenario, outcome = allocation.scenario, allocation.outcome
    notes = [
        " · ".join(plain(part, LONGEST_TEXT) for part in parts if part)
        for parts in noted_words(scenario, language, NOTES)
    ]
    told = {
        key: plain(value) if isinstance(value, str) else value
        for key, value in asdict(scenario.settings).items()
    }
    settled = {TotalGain.name: allocation.gain, LeastCost.name: allocation.spent}  # in whole quanta
    return {
        "settings": told,
        "tables": {name: len(table) for name, table in scenario.tables.items() if len(table)},
        "rules": [plain(rule.name) for rule in allocation.rules],
        "goals": [
            {
                "name": goal.name,
                "value": settled.get(goal.name, goal.value),
                "gap": None if goal.name == TotalGain.name else goal.gap,  # its bound is the certificate's
            }
            for goal in (outcome.reached if outcome else ())
        ],
        "status": str(outcome.status) if outcome else "",
        "solver": plain(outcome.solver) if outcome else "",
        "by_hand": outcome is None and allocation.proof is None,  # a plan that was read back has its proof
        "proof": certificate.told(language),
        "inputs": certificate.inputs,
        "versions": {"Python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "decisions": [plain(words, LONGEST_TEXT) for words in decided_words(scenario, language).values()],
        "notes": notes,
        "more_notes": max(len(scenario.notes) - NOTES, 0),
    }
