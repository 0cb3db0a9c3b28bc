"""Beside the requests a plan keeps the standard rules and what verdicts state, and shows its own figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import egov_budget as eb
from egov_budget import rules, worlds
from egov_budget.language import counted
from forged import resealed, without, written
from own_rules import SharesWithin
from shell import run
from small_scenarios import apart, one_work

Forgery = Callable[[dict[str, Any]], object]


@cache
def asked() -> eb.Scenario:
    """Return two that are the same work, led by p1, two that are not, and one that is retired."""
    verdicts = pd.concat(
        [
            one_work(("p0", "p1", 0.4), lead="p1"),
            pd.DataFrame([{"project_a": "p2", "project_b": "p3", "verdict": "reject"}]),
            pd.DataFrame([{"project_a": "p5", "project_b": "p4", "verdict": "retired", "lead": "p4"}]),
        ]
    )
    excluded = {"excluded": [False] * 5 + [True]}
    costs = [500, 600, 400, 300, 200, 100]
    return apart(costs, 1500, agency=[*"abcabc"], projects=excluded, verdicts=verdicts)


@cache
def text() -> str:
    return json.dumps(written(eb.allocate(asked())))


def member(project: str, group: str, **changes: Any) -> dict[str, Any]:
    return {
        "group": group, "project": project, "common": 100.0, "connection": 20.0, "lead": False, **changes
    }  # fmt: skip


def alter(plan: dict[str, Any], project: str, **changes: Any) -> None:
    for row in plan["inputs"]["common_work"]:
        if row["project"] == project:
            row.update(changes)


def add(plan: dict[str, Any], *members: dict[str, Any]) -> None:
    plan["inputs"]["common_work"] += members


def drop(plan: dict[str, Any]) -> None:
    plan["inputs"]["common_work"] = []
    plan["plan"]["leads"] = {}


def namesake(plan: dict[str, Any]) -> None:
    """Put a rule of one's own that is easily kept in the place of the pool, under its name."""
    own = SharesWithin(6, name="pool")
    other = written(eb.score(asked(), {}, rules=[*rules.STANDARD, own]))
    without(plan, "pool")
    plan["inputs"]["rules"].append(other["inputs"]["rules"][-1])


FORGERIES: dict[str, tuple[str, str, Forgery]] = {
    "more in common than stated": ("common_work", "common", partial(alter, project="p0", common=300.0)),
    "less in common than stated": ("common_work", "common", partial(alter, project="p0", common=100.0)),
    "joining made cheaper": ("common_work", "connection", partial(alter, project="p0", connection=0.0)),
    "joining made dearer": ("common_work", "connection", partial(alter, project="p0", connection=50.0)),
    "the lead dropped": ("common_work", "lead", partial(alter, project="p1", lead=False)),
    "another lead named": ("common_work", "lead", partial(alter, project="p0", lead=True)),
    "common work left out": ("common_work", "group", drop),
    "an accepted pair torn": ("common_work", "group", partial(alter, project="p0", group="G:x")),
    "a rejected pair joined": (
        "common_work", "group", lambda plan: add(plan, member("p2", "G:p2"), member("p3", "G:p2"))
    ),
    "a retired project that shares": (
        "common_work", "project", lambda plan: add(plan, member("p2", "G:p2"), member("p5", "G:p2"))
    ),
    "a rule left out": ("rules", "name", lambda plan: without(plan, "pool")),
    "a namesake of a rule": ("rules", "name", namesake),
}  # fmt: skip


def test_the_plan_that_is_forged_holds_and_all_its_common_work_is_stated() -> None:
    found = eb.verify(json.loads(text()), asked())
    assert found, found.faults
    assert found.estimate == (0, 0)
    assert str(found).splitlines()[0] == "Verified: apart, a pool of 1,500 credits"


@pytest.mark.parametrize("way", FORGERIES)
def test_what_the_requests_demand_is_demanded_of_the_document(way: str) -> None:
    table, column, forge = FORGERIES[way]
    plan = json.loads(text())
    forge(plan)
    found = resealed(plan, asked())
    told = found.faults[found.faults["table"] == table]
    assert not found
    assert column in set(told["column"])
    assert (told[["fault", "remedy"]] != "").all(axis=None)


def test_an_auditor_may_allow_for_other_common_work_and_other_leads() -> None:
    plan = json.loads(text())
    for project in ("p0", "p1"):
        alter(plan, project, common=150.0, connection=30.0, lead=False)
    demanded = eb.verify(plan, asked()).faults
    assert set(demanded.loc[demanded["table"] == "common_work", "column"]) == {"common", "lead"}
    freed = eb.verify(plan, asked(), without=["shared work", "named lead"])
    assert "common_work" not in set(freed.faults["table"])
    assert freed.estimate == (1, 300)


def test_what_may_be_left_out_is_named_as_it_is() -> None:
    with pytest.raises(eb.RuleError, match="no standard rule is named 'pol'"):
        eb.verify(json.loads(text()), asked(), without=["pool", "pol"])


def test_the_command_tells_a_name_that_is_no_rule(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(text(), encoding="utf-8")
    ran = run("verify", tmp_path / "plan.json", "--without", "pol")
    assert ran.exit_code == 2
    assert "Name one of: coverage, " in ran.stderr


def test_a_plan_made_without_a_rule_is_read_back_from_its_folder(tmp_path: Path) -> None:
    fewer = [rule for rule in rules.STANDARD if rule.name != "alternatives"]
    eb.allocate(asked(), rules=fewer).to_json(tmp_path / "plan.json")
    eb.write_scenario(asked(), tmp_path / "requests.json")
    assert [rule.name for rule in eb.read_plan(tmp_path).rules] == [rule.name for rule in fewer]


@cache
def national(binding: str) -> eb.Scenario:
    scenario = worlds.national_1400(services=100, projects=60)
    return scenario.replace(verdicts=scenario.verdicts.head(0), binding=binding)


@pytest.mark.parametrize(("binding", "seed"), [("none", 0), ("duplication", 1), ("overlap", 2)])
def test_whatever_was_judged_an_honest_plan_is_accepted(binding: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    pairs = eb.find_overlaps(national("overlap")).pairs.head(30)
    chosen = pairs.iloc[rng.choice(len(pairs), 6, replace=False)]
    verdicts = pd.DataFrame(
        [
            {
                "project_a": one, "project_b": other, "verdict": "accept",
                "share": rng.choice([0.3, 0.777, np.nan]), "connection_cost": rng.choice([0.37, np.nan]),
            }
            for one, other in chosen[["project_b", "project_a"]].itertuples(index=False)
        ]
    )  # fmt: skip
    judged = national(binding).replace(verdicts=verdicts)
    plan = eb.allocate(judged)
    found = eb.verify(written(plan), judged)
    assert found, found.faults
    assert found.estimate is not None
    groups = plan.overlaps.members.groupby("group")["project"].agg(set) if plan.overlaps else []
    settled = verdicts.dropna(subset="share")
    sure = [{row.project_a, row.project_b} for row in settled.itertuples()]
    certain = sum(pair in sure for pair in groups if len(pair) == 2)
    assert found.estimate.groups <= len(groups) - certain


def test_common_work_by_estimate_is_told_in_the_first_line() -> None:
    plan = eb.allocate(national("duplication"))
    first = str(eb.verify(written(plan), national("duplication"))).splitlines()[0]
    assert plan.overlaps is not None
    members = plan.overlaps.members
    money = f"{members['common'].sum():,.10g} million rials"
    assert f"common work of {counted(members['group'].nunique(), 'group')}, {money}, is by estimate" in first


def test_common_work_by_estimate_is_found_again_in_the_requests() -> None:
    asked, text = national("duplication"), json.dumps(written(eb.allocate(national("duplication"))))
    found = eb.verify(json.loads(text), asked, recompute_overlaps=True)
    assert found, found.faults
    assert str(found).splitlines()[0].endswith("compared with what the requests give")
    told = json.loads(text)
    less = told["inputs"]["common_work"][0]
    less["common"] -= 1.0
    less["connection"] = min(less["connection"], less["common"])
    faults = eb.verify(told, asked, recompute_overlaps=True).faults
    assert less["project"] in set(faults.loc[faults["column"] == "common", "value"])
    with pytest.raises(eb.IntakeError, match="Give the requests"):
        eb.verify(json.loads(text), recompute_overlaps=True)


def test_an_estimate_may_let_agencies_join_for_nothing() -> None:
    asked = national("duplication").replace(connection_cost=0.0)
    plan = written(eb.allocate(asked))
    assert all(row["connection"] == 0 for row in plan["inputs"]["common_work"])
    assert eb.verify(plan, asked), eb.verify(plan, asked).faults


def test_an_estimate_takes_nothing_from_what_a_verdict_states() -> None:
    works = one_work(("p0", "p1", 0.4))
    requests = apart([500, 600], 900, agency=[*"ab"], verdicts=works, binding="overlap")
    plan = written(eb.allocate(requests))
    assert eb.verify(plan, requests)
    alter(plan, "p0", common=300.0)
    told = eb.verify(plan, requests).faults["fault"]
    assert "'p0' has 300 in common, the verdicts leave 200" in set(told)


def test_groups_that_an_estimate_joins_are_not_stated_by_verdicts() -> None:
    verdicts = one_work(("p0", "p1", 0.4), ("p2", "p3", 0.4))
    requests = apart([500, 600, 500, 600], 1500, agency=[*"abcd"], verdicts=verdicts)
    plan = written(eb.allocate(requests))
    assert eb.verify(plan, requests).estimate == (0, 0)
    for row in plan["inputs"]["common_work"]:
        row["group"] = "G:p0"
    plan["plan"]["leads"] = {"G:p0": "p0"}
    assert eb.verify(plan, requests).estimate == (1, 800)


def test_common_work_that_no_verdict_states_is_nothing_to_all_of_the_smaller_request() -> None:
    requests = apart([500, 600], 900, agency=[*"ab"], verdicts=one_work(("p0", "p1", np.nan)))
    plan = written(eb.allocate(requests))
    assert eb.verify(plan, requests).estimate == (
        1,
        sum(row["common"] for row in plan["inputs"]["common_work"]),
    )
    alter(plan, "p1", common=550.0)
    told = eb.verify(plan, requests).faults["fault"]
    assert "'p1' has 550 in common, the verdicts leave 0 to 500" in set(told)


SHOWN = {
    "projects": "agency category asked credits share role gain",
    "agencies": "projects funded asked credits gain last_year",
    "services": "agency importance before after gain",
    "bands": "before after", "indicators": "weight points gain",
    "shared_work": "group role asked credits group_saves",
}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table in SHOWN for column in SHOWN[table].split()]
)
def test_every_figure_that_can_be_counted_again_is(table: str, column: str) -> None:
    plan = json.loads(text())
    row = plan[table][-1]
    row[column] = row[column] * (1 + 1e-6) + 1e-6 if isinstance(row[column], int | float) else "x"
    found = resealed(plan)
    assert not found
    told = set(found.faults[["table", "column"]].itertuples(index=False, name=None))
    assert told == {(table, column)}


COUNTED = (
    "scenario", "fiscal year", "currency", "quantum", "pool", "spent", "left", "gain",
    "saved by shared work", "projects funded", "every rule holds",
)  # fmt: skip


@pytest.mark.parametrize("fact", COUNTED)
def test_every_fact_of_the_summary_that_can_be_counted_again_is(fact: str) -> None:
    plan = json.loads(text())
    (row,) = (row for row in plan["summary"] if row["fact"] == fact)
    row["value"] = row["value"] + 1 if isinstance(row["value"], int | float) else "no"
    assert not resealed(plan)


@pytest.mark.parametrize(
    "table", ["projects", "agencies", "services", "bands", "indicators", "shared_work", "summary"]
)
def test_a_line_that_stands_twice_or_not_at_all_is_a_fault(table: str) -> None:
    twice, missing, none = (json.loads(text()) for _ in range(3))
    twice[table].append(dict(twice[table][0]))
    missing[table].pop()
    none.pop(table)
    for plan, words in ((twice, "two lines"), (missing, "no line"), (none, "no list of records")):
        told = resealed(plan).faults
        assert told.loc[told["table"] == table, "fault"].str.contains(words).all()
        assert len(told) == 1
