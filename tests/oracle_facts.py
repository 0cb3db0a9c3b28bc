"""What the tables say, in decimal fractions as they are written: for the oracle, from the pages alone."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import numpy as np

from egov_budget import Scenario


def exactly(number: float) -> Fraction:
    """Return the decimal number that was written."""
    return Fraction(repr(float(number)))


def expected_part(scenario: Scenario) -> dict[str, float]:
    """Return the part of its promises that each agency delivers: given, or willingness times ability."""
    return {
        row.id: row.willingness * row.ability if np.isnan(row.readiness) else row.readiness
        for row in scenario.agencies.itertuples()
    }


def barred(scenario: Scenario) -> set[str]:
    """Return the agencies whose index of conflicts of interest exceeds the threshold."""
    owner = scenario.projects.set_index("id")["agency"].to_dict()
    found = set()
    for agency in scenario.agencies.itertuples():
        strongest: dict[str, Fraction] = {}
        for row in scenario.interests.itertuples():
            if (row.agency or owner[row.project]) == agency.id:
                strongest[row.kind] = max(strongest.get(row.kind, Fraction(0)), exactly(row.strength))
        clean = 1 - exactly(agency.conflict)
        for strength in strongest.values():
            clean *= 1 - strength
        if 1 - clean > exactly(scenario.settings.conflict_threshold):
            found.add(agency.id)
    return found


def given_up(scenario: Scenario) -> set[str]:
    """Return the projects that are excluded, or retired in favour of another."""
    verdicts = scenario.verdicts[scenario.verdicts["verdict"] == "retired"]
    gone = {row.project_b if row.lead == row.project_a else row.project_a for row in verdicts.itertuples()}
    return gone | set(scenario.projects.loc[scenario.projects["excluded"], "id"])


def amount(scenario: Scenario, row: dict[str, float], side: str) -> Fraction:
    """Return a floor or ceiling in money, whatever its unit."""
    of = {"percent of pool": scenario.settings.pool, "percent of last year": row.get("last_year", 0.0)}
    unit = str(row[f"{side}_unit"])
    return exactly(row[side]) * (exactly(of[unit]) / 100 if unit in of else 1)


class Exchange(NamedTuple):
    """An exchange, and the project that opens it."""

    status: str
    project: str


def exchanges_of(scenario: Scenario) -> dict[tuple[str, str], Exchange]:
    """Return what each service is to get from each register."""
    table = scenario.exchanges
    keys = zip(table["service"], table["register"], strict=True)
    return dict(zip(keys, map(Exchange, table["status"], table["project"]), strict=True))


def openers(exchanges: dict[tuple[str, str], Exchange], service: str, registers: str) -> list[str] | None:
    """Return the projects that open the exchanges an effect needs; None if one of them is withheld."""
    needed = [exchanges[service, name] for name in registers.split(";") if name]
    if any(exchange.status == "withheld" for exchange in needed):
        return None
    return [exchange.project for exchange in needed if exchange.status == "planned"]
