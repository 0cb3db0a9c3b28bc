"""Numbers on screens are rounded for people: no exponent, no nan, no -0; one of a kind is singular."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import egov_budget as eb
from egov_budget.intake.template import template
from random_scenarios import random_scenario
from shell import run

pytestmark = pytest.mark.once

COMMANDS = (
    "check", "overlaps", "conflicts", "unreachable", "interests", "exchanges", "prices --every",
    "four-numbers", "ledger", "near-best --plans 1", "core-index --samples 1", "overstated", "robust",
    "frontier", "tranches", "years", "allocate",
)  # fmt: skip
MANY = (
    "rows|pairs|groups|projects|samples|others|demands|years|gammas|pools|agencies|services|faults|plans|"
    "inputs|exchanges|registers|providers|points|requests"
)
UNREADABLE = re.compile(
    r"\d[eE][-+]?\d|\bnan\b|\bNone\b|<[A-Z]\w+|(?<![\w.,])-0(?:[.,]0+)?%?(?![\w.,])|\d\.\d{9,}"
    rf"|(?<![\d.,])(?<! of )1 (?:{MANY})\b"
)


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


SCENARIOS = {
    "one": one_project,
    "template": template,
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
