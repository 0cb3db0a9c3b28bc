"""Screens are for people: no exponent, nan or -0; one of a kind is singular; nothing steers the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import egov_budget as eb
from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.template import template
from egov_budget.scenario.columns import TABLES
from egov_budget.scenario.field import Kind
from random_scenarios import random_scenario
from shell import run

pytestmark = pytest.mark.once

COMMANDS = (
    "check", "overlaps", "conflicts", "unreachable", "interests", "exchanges", "prices --every",
    "four-numbers", "ledger", "near-best --plans 1", "core-index --samples 1", "overstated", "robust",
    "frontier", "tranches", "years", "allocate", "allocate --lang fa",
)  # fmt: skip
MANY = (
    "rows|pairs|groups|projects|samples|others|demands|years|gammas|pools|agencies|services|faults|plans|"
    "inputs|exchanges|registers|providers|points|requests"
)
UNREADABLE = re.compile(
    r"\d[eE][-+]?\d|\bnan\b|\bNone\b|<[A-Z]\w+|(?<![\w.,])-0(?:[.,]0+)?%?(?![\w.,])|\d\.\d{9,}"
    rf"|(?<![\d.,])(?<! of )1 (?:{MANY})\b"
)


STEERING = "\x1b[2Jx\x07\x9b2J\u202e\u2066"
STEERED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067]")


def one_project() -> eb.Scenario:
    """Return a scenario in which there is one of everything, which gains a third of a point."""
    plain = eb.worlds.four_projects()
    kept = {"projects": "health-login"}
    effects = plain.effects[plain.effects["project"] == "health-login"].head(1)
    projects = plain.projects[plain.projects["id"] == kept["projects"]]
    services = plain.services[plain.services["id"] == effects["service"].iloc[0]]
    scores = plain.scores[plain.scores["service"] == services["id"].iloc[0]]
    agencies = plain.agencies[plain.agencies["id"].isin([*projects["agency"], *services["agency"]])]
    none = {name: plain.tables[name].head(0) for name in ("prerequisites", "verdicts")}
    years = pd.DataFrame({"year": [1401], "pool": [33.33]})
    return plain.replace(
        projects=projects, effects=effects.assign(points=1 / 3), services=services, scores=scores,
        agencies=agencies, years=years, pool=33.33, quantum=0.01, **none,
    )  # fmt: skip


def years_of(scenario: eb.Scenario) -> eb.Scenario:
    pool = scenario.settings.pool
    return scenario.replace(years=pd.DataFrame({"year": [1401, 1402], "pool": [pool / 2, pool / 2]}))


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


SCENARIOS = {
    "one": one_project,
    "steering": steering,
    "random": lambda: years_of(random_scenario(3)),
    "without money": lambda: years_of(eb.worlds.four_projects().replace(pool=2.0)),
}


@pytest.fixture(scope="module", params=SCENARIOS)
def requests(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "requests.json"
    eb.write_scenario(SCENARIOS[request.param](), path)
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_screen_can_be_read_by_people(command: str, requests: Path) -> None:
    name, *options = command.split()
    told = run(name, requests, *options)
    assert told.exception is None or isinstance(told.exception, SystemExit)
    assert UNREADABLE.findall(told.output) == [], told.output
    assert STEERED.findall(told.output) == []
    assert len(told.output) > 20


def test_what_cannot_be_read_is_found() -> None:
    for text in ("gain 9.999944e+10", "nan%", "<Audit of", "-0.00", "1 rows", "0.464783719149889"):
        assert UNREADABLE.search(text)
    for text in ("plan-0.csv", "11 rows", "1,001 rows", "1.1 points", "0.4647"):
        assert not UNREADABLE.search(text)


def test_two_inputs_that_differ_read_differently() -> None:
    plan = eb.allocate(eb.worlds.four_projects())
    projects = plan.scenario.projects
    other = plan.scenario.replace(projects=projects.assign(cost=projects["cost"] + 1e-6), quantum=1e-6)
    lines = [line for line in str(eb.compare(plan, eb.allocate(other))).splitlines() if " cost: " in line]
    assert [line for line in lines if len({*line.split(": ")[1].split(" -> ")}) == 1] == []
    assert lines


def test_no_noun_prints_what_steers_a_terminal() -> None:
    scenario = steering()
    plan = eb.allocate(scenario)
    nouns = (scenario, plan, plan.audit(), eb.conflicts(scenario), eb.conflict_index(scenario))
    texts = [text for noun in nouns for text in (str(noun), repr(noun))]
    assert STEERED.findall("".join(texts)) == []


def test_no_fault_prints_what_steers_a_terminal() -> None:
    fault = Fault(f"t{STEERING}", 2, f"c{STEERING}", "", f"f{STEERING}\nmore", f"r{STEERING}")
    assert STEERED.findall(str(IntakeError([fault]))) == []
    assert len(str(IntakeError([fault])).splitlines()) == 2
