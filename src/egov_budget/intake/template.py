"""A first scenario to fill in: small, complete, and it runs as it is."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.write import write_scenario
from egov_budget.scenario.scenario import Scenario
from egov_budget.scenario.settings import Settings

SETTINGS = Settings(
    name="Plan to fill in", pool=900_000.0, currency="thousand credits", quantum=1_000.0, fiscal_year="1401"
)
ROWS: dict[str, list[dict[str, Any]]] = {
    "indicators": [
        {"id": "online", "title": "Can be applied for online", "weight": 2},
        {"id": "sign-in", "title": "One secure sign-in", "weight": 1},
        {"id": "no-paper", "title": "Asks for no paper that another agency holds", "weight": 1},
    ],
    "agencies": [
        {"id": "tax", "title": "Tax administration", "last_year": 400_000, "readiness": 0.9},
        {"id": "health", "title": "Health insurance", "last_year": 300_000, "floor": 100_000},
        {"id": "registry", "title": "Civil registry", "ceiling": 50, "ceiling_unit": "percent of pool",
         "conflict": 0.8},
    ],
    "categories": [{"id": "platforms", "floor": 10, "floor_unit": "percent of pool"}],
    "services": [
        {"id": "tax-return", "agency": "tax", "title": "Income tax return", "importance": 3,
         "description": "Citizens file the yearly return and learn what they owe",
         "addressee": "citizens", "event": "working", "has_input": "income register",
         "channel": "online;office"},
        {"id": "insurance-card", "agency": "health", "title": "Insurance card", "importance": 2,
         "description": "Families order or replace the card that doctors ask for", "addressee": "families"},
        {"id": "birth", "agency": "registry", "title": "Birth certificate",
         "description": "Parents register a birth and get the certificate", "event": "having a child"},
    ],
    "scores": [
        {"service": "tax-return", "indicator": "online", "score": 0.5},
        {"service": "tax-return", "indicator": "sign-in", "score": 0},
        {"service": "tax-return", "indicator": "no-paper", "score": 0.25},
        {"service": "insurance-card", "indicator": "online", "score": 0.25},
        {"service": "insurance-card", "indicator": "sign-in", "score": 0},
        {"service": "birth", "indicator": "online", "score": 0},
        {"service": "birth", "indicator": "no-paper", "score": 0},
    ],
    "projects": [
        {"id": "tax-login", "agency": "tax", "title": "Sign-in platform for taxpayers",
         "description": "One account with a confirmed identity for every online service",
         "category": "platforms", "cost": 300_000},
        {"id": "health-login", "agency": "health", "title": "Sign-in platform for the insured",
         "description": "One account with a confirmed identity for every online service",
         "category": "platforms", "cost": 260_000},
        {"id": "e-return", "agency": "tax", "title": "Tax return online", "cost": 350_000,
         "description": "Form with figures filled in, calculation and payment", "minimum_share": 0.5,
         "has_input": "income register"},
        {"id": "card-shop", "agency": "health", "title": "Cards ordered online", "cost": 180_000,
         "description": "Order, photo upload and delivery of insurance cards", "last_year": 60_000,
         "started": 0.25},
        {"id": "birth-ward", "agency": "registry", "title": "Births reported by the ward", "cost": 220_000,
         "description": "Hospitals report births so that parents bring no paper", "divisible": False},
        {"id": "birth-desk", "agency": "registry", "title": "Births reported at the desk", "cost": 120_000,
         "description": "Terminals in registry offices"},
    ],
    "effects": [
        {"project": "tax-login", "service": "tax-return", "indicator": "sign-in", "points": 0.9},
        {"project": "health-login", "service": "insurance-card", "indicator": "sign-in", "points": 0.9},
        {"project": "e-return", "service": "tax-return", "indicator": "online", "points": 0.5},
        {"project": "e-return", "service": "tax-return", "indicator": "no-paper", "points": 0.5,
         "registers": "income register"},
        {"project": "card-shop", "service": "insurance-card", "indicator": "online", "points": 0.6},
        {"project": "birth-ward", "service": "birth", "indicator": "online", "points": 0.8},
        {"project": "birth-ward", "service": "birth", "indicator": "no-paper", "points": 1},
        {"project": "birth-desk", "service": "birth", "indicator": "online", "points": 0.3},
    ],
    "exchanges": [
        {"service": "tax-return", "provider": "health", "register": "income register", "status": "open",
         "legal_duty": True},
        {"service": "birth", "provider": "health", "register": "ward records", "status": "withheld"},
    ],
    "interests": [
        {"agency": "registry", "kind": "fee income lost", "strength": 0.3, "source": "budget office"},
    ],
    "prerequisites": [{"project": "e-return", "requires": "tax-login"}],
    "alternatives": [{"set": "births", "project": "birth-ward"}, {"set": "births", "project": "birth-desk"}],
    "verdicts": [
        {"project_a": "health-login", "project_b": "tax-login", "verdict": "accept", "share": 0.8,
         "lead": "tax-login", "reviewer": "budget office", "reason": "one sign-in platform serves both"},
    ],
    "years": [
        {"year": 1401, "pool": 900_000, "carry_over": 0.1},
        {"year": 1402, "pool": 500_000},
    ],
    "profiles": [
        {"project": "e-return", "year": 1, "part": 0.6},
        {"project": "e-return", "year": 2, "part": 0.4},
    ],
    "commitments": [{"project": "card-shop", "year": 1401, "credits": 45_000}],
}  # fmt: skip


def template() -> Scenario:
    """Return the scenario that a new folder begins with: every table shown with a row or more.

    Returns
    -------
    Scenario
        Three agencies, six projects, two of them the same work.

    Examples
    --------
    >>> template()
    <Scenario 'Plan to fill in': 3 agencies, 3 services, 6 projects, pool 900,000 thousand credits>
    """
    return Scenario(SETTINGS, {name: pd.DataFrame(rows, dtype=object) for name, rows in ROWS.items()})


def write_template(path: str | PathLike[str]) -> None:
    """Write a scenario to fill in; it is valid and runs as it is.

    Each setting stands with its meaning beside it, and ``columns.csv`` (in a workbook the sheet
    columns) says of every column what it holds and what an empty cell means.

    Parameters
    ----------
    path : str or path-like
        As for ``write_scenario``; nothing may stand there yet but an empty folder.

    Raises
    ------
    IntakeError
        If something stands there.
    """
    place = Path(path)
    if place.is_file() or (place.is_dir() and any(place.iterdir())):
        raise IntakeError([Fault(place.name, None, "", str(place), f"{str(place)!r} is there already",
                                 "Choose another name, or remove it")])  # fmt: skip
    write_scenario(template(), place)
