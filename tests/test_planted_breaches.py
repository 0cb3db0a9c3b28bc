"""A planted breach of every rule, standard and added, is found by the audit and by verify."""

from __future__ import annotations

import dataclasses
import json
from typing import NamedTuple

import pandas as pd
import pytest

import egov_budget as eb
from egov_budget import rules
from forged import resealed, written
from planted import ADDED, everything, planted
from small_scenarios import apart, one_work
from years_drawn import years

Changes = dict[str, tuple[int, float]]


class Breach(NamedTuple):
    """What the audit says is had and needed, and what breaks it: credits and shares, perhaps leads."""

    rule: str
    told: tuple[float, float]
    changes: Changes
    leads: dict[str, str] | None = None


BREACHES = {
    "more than the pool": Breach("pool", (610, 600), {"p9": (40, 0.0)}),
    "more than all of a project": Breach("share", (1.1e9, 1e9), {"p7": (120, 1.1)}),
    "a share that is not paid for": Breach("paid for", (60, 50), {"p7": (50, 0.6)}),
    "an adopter ahead of its lead": Breach("shared work", (1e9, 9e8), {"p4": (100, 0.9)}),
    "a group that nobody leads, paid as if it shared": Breach("paid for", (100, 60), {}, {"p10": "p10"}),
    "a lead that is no member": Breach("shared work", (1e9, 0), {}, {"p4": "p0", "p10": "p10"}),
    "another lead than the named one": Breach(
        "named lead", (0, 1), {"p4": (60, 1.0), "p5": (100, 1.0)}, {"p4": "p5", "p10": "p10"}
    ),
    "a lead with a conflict of interest": Breach(
        "independent lead",
        (0.9, 0.7),
        {"p9": (100, 1.0), "p10": (60, 1.0), "p7": (0, 0.0)},
        {"p4": "p4", "p10": "p9"},
    ),
    "ahead of its prerequisite": Breach("prerequisite", (2e8, 0), {"p6": (20, 0.2)}),
    "two alternatives": Breach("alternatives", (1.1e9, 1e9), {"p8": (24, 0.6)}),
    "below an agency's floor": Breach("agency floor", (200, 250), {"p10": (0, 0.0)}, {"p4": "p4"}),
    "above an agency's ceiling": Breach("agency ceiling", (325, 320), {"p0": (125, 1.0)}),
    "below a category's floor": Breach("category floor", (70, 80), {"p0": (70, 0.7)}),
    "above a category's ceiling": Breach("category ceiling", (172, 170), {"p3": (72, 0.72)}),
    "a mandatory project in part": Breach("mandatory", (9e8, 1e9), {"p0": (90, 0.9)}),
    "an excluded project": Breach("excluded", (2e8, 0), {"p1": (20, 0.2)}),
    "a part of what is whole": Breach("all or nothing", (9e8, 1e9), {"p2": (90, 0.9)}),
    "below the minimum share": Breach("minimum share", (4e8, 5e8), {"p3": (40, 0.4)}),
    "a frozen project that delivers less": Breach("frozen", (4e8, 5e8), {"p7": (50, 0.4)}),
    "a frozen project that is paid more": Breach("frozen", (55, 50), {"p7": (55, 0.5)}),
    "a frozen project that is paid less": Breach("frozen", (45, 50), {"p7": (45, 0.45)}),
    "a project below its floor": Breach("project floor", (50, 55), {"p5": (50, 0.8)}),
    "a project above its ceiling": Breach("project ceiling", (68, 65), {"p3": (68, 0.6)}),
    "means below their target": Breach(
        "mean target by agency", (51 / 220, 0.27), {"p10": (0, 0.0)}, {"p4": "p4"}
    ),
    "services below their target": Breach("target of services at 50 %", (4, 5), {"p2": (90, 0.9)}),
    "a pool that pays no overrun": Breach("robust pool", (610, 600), {"p9": (20, 0.0)}),
}
COUNTED = {"coverage", "data exchange", "one lead"}  # they count, or hold by the form of a plan


def test_the_plan_in_which_breaches_are_planted_keeps_every_rule() -> None:
    plan = planted({})
    assert plan.audit().breaches.empty
    assert plan.audit().unchecked == ()
    assert eb.verify(written(plan)), eb.verify(written(plan)).faults
    assert eb.verify(written(plan), everything())


def test_every_rule_there_is_has_a_planted_breach() -> None:
    told = {breach.rule for breach in BREACHES.values()} | COUNTED
    names = {rule.name for rule in (*rules.STANDARD, *ADDED)}
    assert names - told == set()


@pytest.mark.parametrize("way", BREACHES)
def test_the_audit_tells_both_numbers_of_a_planted_breach(way: str) -> None:
    rule, told, changes, leads = BREACHES[way]
    found = planted(changes, leads).audit().breaches.set_index("rule")
    assert told in [(float(one.have), float(one.need)) for one in found.loc[[rule]].itertuples()]


@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside the requests"])
@pytest.mark.parametrize("way", BREACHES)
def test_whoever_checks_the_document_finds_a_planted_breach(way: str, beside: bool) -> None:
    rule, _, changes, leads = BREACHES[way]
    plan = written(planted(changes, leads))
    try:
        found = eb.verify(plan, everything() if beside else None)
    except eb.IntakeError:  # a share above 1, a lead that is no member: no document of a plan
        return
    assert not found
    assert rule in set(found.faults["table"])


def test_what_is_broken_in_the_first_year_alone_is_found_by_the_audit_and_by_verify() -> None:
    whole, least = [False] + [True] * 5, [0, 0, 0.5, 0, 0, 0]
    asked = apart(
        [10] * 6, 60, points=[0.6, 0.5, 0.1, 0.4, 0.4, 0.4],
        projects={"divisible": whole, "minimum_share": least},
        years=years(60, 10), verdicts=one_work(("p4", "p5", 0.5), lead="p4"),
        prerequisites=pd.DataFrame({"project": ["p3"], "requires": ["p1"]}),
    )  # fmt: skip
    plan = eb.plan_years(asked)
    assert plan.audit()
    assert plan.parts[[0, 1, 3, 4, 5], 0].tolist() == [10**9] * 5
    ways = {"all or nothing": (0, 4), "prerequisite": (1, 0), "minimum share": (2, 3), "shared work": (4, 0)}
    for rule, (project, tenths) in ways.items():
        parts = plan.parts.copy()
        parts[project, 0] = tenths * 10**8
        broken = dataclasses.replace(plan, parts=parts)
        assert rule in set(broken.audit().breaches["rule"])
        assert rule in set(eb.verify(json.loads(broken.to_json() or "")).faults["table"])


def test_points_that_are_covered_by_no_project_are_refused() -> None:
    plan = written(planted({}))
    plan["certificate"]["gain"] += 0.1
    found = eb.verify(plan)
    assert not found
    assert "gain" in set(found.faults["column"])


def test_points_that_wait_for_an_exchange_are_refused_beside_the_requests() -> None:
    asked = everything()
    exchange = {"service": "s0", "provider": "b", "register": "r", "status": "withheld"}
    drawing = asked.effects.assign(registers=["r"] + [""] * 10)
    waiting = asked.replace(effects=drawing, exchanges=pd.DataFrame([exchange]))
    assert not resealed(written(planted({})), waiting)
