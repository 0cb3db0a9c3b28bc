"""Whatever stands in the requests, no screen hands a terminal what steers it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import egov_budget as eb
from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.template import template
from egov_budget.scenario.columns import TABLES
from egov_budget.scenario.field import Kind
from shell import run

STEERING = "\x1b[2Jx\x07\x9b2J\u202e\u2066"
STEERED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067]")
COMMANDS = (
    "check", "allocate", "allocate --lang fa", "overlaps", "conflicts", "prices", "unreachable", "interests",
    "exchanges", "four-numbers", "ledger", "near-best", "core-index --samples 3", "overstated", "robust",
    "frontier", "tranches",
)  # fmt: skip


def steering() -> eb.Scenario:
    """Return the template with every id, title, text and list spoilt, and the name, currency and year."""
    plain = template()
    tables = {}
    for table in TABLES:
        frame = plain.tables[table.name]
        for column in table.columns:
            if column.kind in (Kind.ID, Kind.TEXT, Kind.LIST):
                frame[column.name] = frame[column.name].where(
                    frame[column.name] == "", frame[column.name] + STEERING
                )
        tables[table.name] = frame
    settings = {
        name: f"{getattr(plain.settings, name)}{STEERING}" for name in ("name", "currency", "fiscal_year")
    }
    return plain.replace(**tables, **settings)


@pytest.fixture(scope="module")
def requests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("steering") / "requests.json"
    eb.write_scenario(steering(), path)
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_prints_what_steers_a_terminal(command: str, requests: Path) -> None:
    name, *options = command.split()
    result = run(name, requests, *options)
    assert result.exit_code in {0, 1}, result.output
    assert len(result.output) > 20
    assert STEERED.findall(result.output) == []


def test_no_noun_prints_what_steers_a_terminal(requests: Path) -> None:
    scenario = eb.read_scenario(requests)
    plan = eb.allocate(scenario)
    nouns = (scenario, plan, plan.audit(), eb.conflicts(scenario), eb.conflict_index(scenario))
    texts = [text for noun in nouns for text in (str(noun), repr(noun))]
    assert STEERED.findall("".join(texts)) == []


def test_no_fault_prints_what_steers_a_terminal() -> None:
    fault = Fault(f"t{STEERING}", 2, f"c{STEERING}", "", f"f{STEERING}\nmore", f"r{STEERING}")
    assert STEERED.findall(str(IntakeError([fault]))) == []
    assert len(str(IntakeError([fault])).splitlines()) == 2
