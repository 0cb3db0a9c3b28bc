"""Relations: only parallel work is shared, a verdict always wins, and order changes nothing."""

from __future__ import annotations

import os
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import allocate, savings_ledger, worlds
from egov_budget.errors import IntakeError
from egov_budget.overlaps import decide, find_overlaps, grade
from egov_budget.overlaps import degree as degree_room
from egov_budget.overlaps.calibration import Calibration, Curves
from egov_budget.overlaps.features import NAMES, features
from egov_budget.overlaps.relation import CURVES, chances, relations
from egov_budget.reporting import overlaps_screen
from egov_budget.reporting.html.clusters import clusters
from egov_budget.scenario import Scenario
from egov_budget.scenario.columns import ENDS
from egov_budget.scenario.relations import RELATIONS, TOGETHER
from egov_budget.similarity import similarity_graph
from small_scenarios import apart

pytestmark = pytest.mark.once

DATA = os.environ.get("EGOV_BUDGET_DATA")
WORDS = ("accept", "parallel", *TOGETHER, "reject", "different requirement", "")
BINDING = ["none", "duplication", "overlap"]
FLAT = Curves((9.0,) * 3, ((0.0,) * len(NAMES),) * 3)
CERTAIN = Calibration(FLAT, FLAT, ((0.5,),) * 4)  # every pair is the same work
TEXTS = (
    ("Grants portal", "A portal for grants to farms"),
    ("Adopt GCdocs", "Move all records to GCdocs, the standard"),
    ("Sign-in shared with A1", "A1 leads this joint project of both agencies"),
    ("Closure of the data centre", "Move servers of the head office"),
)


def scenario(text: tuple[str, str], binding: str, verdict: str) -> Scenario:
    """Two requests of two agencies in the same words, and what a reviewer said of them."""
    ids, agencies = ["p0", "p1"], ["A0", "A1"]
    projects = pd.DataFrame(
        {"id": ids, "agency": agencies, "title": text[0], "description": text[1], "cost": [10, 20]}
    )
    rows = [{"project_a": "p1", "project_b": "p0", "verdict": verdict}] if verdict else []
    tables = {
        "projects": projects,
        "agencies": pd.DataFrame({"id": agencies}),
        "services": pd.DataFrame({"id": ["s"], "agency": ["A0"]}),
        "indicators": pd.DataFrame({"id": ["i"]}),
        "scores": pd.DataFrame({"service": ["s"], "indicator": ["i"], "score": [0.0]}),
        "effects": pd.DataFrame({"project": ["p0"], "service": ["s"], "indicator": ["i"], "points": [0.5]}),
        "verdicts": pd.DataFrame(rows, columns=["project_a", "project_b", "verdict"]),
    }
    return Scenario.from_frames(
        {"name": "Two", "pool": 20, "binding": binding, "binding_confidence": 0.5}, **tables
    )


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(TEXTS), st.sampled_from(BINDING), st.sampled_from(WORDS))
def test_a_verdict_always_wins_and_nothing_but_parallel_work_is_ever_shared(
    text: tuple[str, str], binding: str, verdict: str
) -> None:
    found = find_overlaps(scenario(text, binding, verdict))
    pair = found.pairs.iloc[0]
    shared = len(found.members) > 0
    assert shared == bool(pair["binds"])
    if verdict:
        assert shared == (verdict in {"accept", "parallel"})
    if shared:
        assert pair["relation"] == "parallel"
    if verdict in TOGETHER:
        assert pair["relation"] == verdict


@settings(max_examples=15, deadline=None)
@given(st.sets(st.sampled_from([*combinations(range(5), 2)]), max_size=3), st.sampled_from(BINDING))
def test_likely_joint_work_is_never_led_once_through_a_third_that_no_verdict_joins_to_both(
    accepted: set[tuple[int, int]], binding: str
) -> None:
    ids, owners = [f"p{at}" for at in range(5)], [f"Agency{at}" for at in range(5)]
    texts = ["A portal for grants, led by Agency4", *["A portal for grants"] * 4]
    asked = apart(
        [10] * 5, 20, agency=owners, projects={"title": "Grants portal", "description": texts},
        verdicts=pd.DataFrame([(ids[a], ids[b], "accept") for a, b in accepted], columns=[*ENDS, "verdict"]),
        binding=binding,
    )  # fmt: skip
    found = find_overlaps(asked, calibration=CERTAIN)
    joint = found.pairs[(found.pairs["relation"] != "parallel")]
    assert joint[ENDS].to_numpy().tolist() == ([["p0", "p4"]] if (0, 4) not in accepted else [])
    assert not joint["binds"].any()
    joined = nx.Graph([*accepted])
    by_verdict = {0, 4} <= {*joined} and nx.has_path(joined, 0, 4)
    home = found.members.set_index("project")["group"]
    assert (joint["group"] != "").tolist() == [by_verdict] * len(joint)
    assert by_verdict or home.get("p0", "one") != home.get("p4", "other")
    assert binding == "none" or {"p1", "p2", "p3"} <= {*home.index}


def test_relations_add_up_to_one_whatever_the_order_of_the_rows() -> None:
    titles, texts = zip(*TEXTS, strict=True)
    table = pd.DataFrame({"id": [*"abcd"], "agency": [*"abcd"], "title": titles, "description": texts})
    pairs = pd.DataFrame({"a": [*"aaabbc"], "b": [*"bcdcdd"]})
    there = grade(table, pairs)
    graph = similarity_graph(table)
    ends = graph.rows(pairs["a"]), graph.rows(pairs["b"])
    assert np.allclose(relations(graph.records, *ends, features(graph, *ends)).sum(axis=1), 1)
    back = grade(table.iloc[[2, 0, 3, 1]], pairs.rename(columns={"a": "b", "b": "a"}))
    assert there.drop(columns=["a", "b"]).equals(back.drop(columns=["a", "b"]))


@pytest.mark.parametrize("columns", [slice(None), ["id", "agency", "title", "description"]])
def test_grading_in_blocks_changes_nothing(columns: object, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = similarity_graph(worlds.national_projects(240)[0].loc[:, columns])
    expected = grade(graph)
    assert len(expected) > 70
    monkeypatch.setattr(degree_room, "AT_ONCE", len(expected) // 5 + 1)
    assert grade(graph).equals(expected)


@pytest.mark.skipif(not DATA, reason="EGOV_BUDGET_DATA names no folder of real data")
def test_parallel_work_of_one_year_is_told_by_the_other() -> None:
    pytest.importorskip("sklearn")
    from benchmarks.overlaps_relation import YEARS, fitted, planted, told

    years, world = [told(Path(str(DATA)), year) for year in YEARS], planted(7)
    for year, other in zip(years, years[::-1], strict=True):
        chance, right = chances(fitted([other], world), year.signs), year.said.argmax(axis=1)
        always = max((right == 0).mean(), (right != 0).mean())
        assert ((right == 0) == (chance[:, 0] >= 0.5)).mean() > always + 0.1
    assert np.allclose(CURVES, fitted(years, world), atol=0.006)  # the numbers that ship
    assert len(RELATIONS) == len(CURVES)


@pytest.mark.skipif(not DATA, reason="EGOV_BUDGET_DATA names no folder of real data")
@pytest.mark.parametrize("year", [2019, 2022])
def test_what_both_readers_call_joint_or_a_rollout_saves_nothing_under_any_binding(year: int) -> None:
    from benchmarks.overlaps_saved import listed, together
    from benchmarks.overlaps_saved import told as said

    verdicts = said(Path(str(DATA)), year)
    asked = listed(Path(str(DATA)), year, verdicts)
    graph = similarity_graph(asked)
    for binding in BINDING:
        found = find_overlaps(asked.replace(binding=binding, binding_confidence=0.5), graph)
        once, every = together(found, verdicts)
        assert (once, every) == (0, {2019: 72, 2022: 68}[year])
        assert found.pairs["binds"].sum() > 30
    parallel = verdicts[verdicts["verdict"].isin(["joint", "rollout"])].assign(verdict="parallel")
    once, every = together(find_overlaps(asked.replace(verdicts=parallel), graph), verdicts)
    assert once > every / 2  # the readers' words are what keeps them apart
    for binding, once in {"none": 0, "duplication": 0, "overlap": 1}.items():
        found = find_overlaps(asked.replace(verdicts=verdicts.head(0), binding=binding), graph)
        assert together(found, verdicts)[0] == once
        bound = found.pairs[found.pairs["binds"]]
        told = bound.reindex(columns=[binding, "parallel"])
        assert bound.empty or (told >= asked.settings.binding_confidence).all(axis=None)


def test_a_plain_table_of_texts_is_graded_as_its_graph_is_and_strangers_are_refused() -> None:
    titles, texts = zip(*TEXTS, *TEXTS, strict=True)
    ids = [f"p{at}" for at in range(len(titles))]
    table = pd.DataFrame({"id": ids, "agency": ids, "title": titles, "description": texts})
    every = grade(table)
    some = every.loc[every.index[::-2], ["a", "b"]].rename(columns={"a": "b", "b": "a"})
    told = grade(similarity_graph(table), some)
    ends = ["a", "b"]
    assert told.drop(columns=ends).equals(every.loc[some.index].drop(columns=ends).reset_index(drop=True))
    with pytest.raises(IntakeError, match="no such project"):
        grade(table, pd.DataFrame({"a": ["p0"], "b": ["x"]}))


def test_what_joint_contracts_and_purchases_may_save_is_told_and_changes_no_plan() -> None:
    asked = worlds.national_1400(services=60, projects=120, lang="en")
    stated = asked.replace(licence_saving=0.15, purchase_discount=0.1)
    found = find_overlaps(stated)
    at_stake = found.relations.set_index("relation")["at_stake"]
    assert at_stake[["rollout", "site"]].min() > 0
    told = overlaps_screen(stated, found)
    assert f"15.0% of {at_stake['rollout']:,.0f} at most, {0.15 * at_stake['rollout']:,.0f}: no plan" in told
    assert f"10.0% of {at_stake['site']:,.0f} at most, {0.1 * at_stake['site']:,.0f}: no plan" in told
    assert "at most" not in overlaps_screen(asked, found)
    assert allocate(stated, found).credits.equals(allocate(asked, find_overlaps(asked)).credits)


def test_what_stands_in_each_relation_is_counted_once_and_only_parallel_work_is_saved() -> None:
    national = worlds.national_1400(services=120, projects=160, lang="en")
    national = national.replace(verdicts=national.verdicts.head(0), binding="duplication")
    found = find_overlaps(national)
    inside = found.pairs[(found.pairs["overlap"] >= 0.5) & (found.pairs["degree"] != "fragmentation")]
    both = inside.sort_values("at_stake").iloc[-1]
    named = {"project_a": both["project_a"], "project_b": both["project_b"], "verdict": "joint"}
    before, plan = found.relations.set_index("relation"), allocate(national, found)
    decided = find_overlaps(decide(national, pd.DataFrame([named])))
    after = decided.relations.set_index("relation")
    assert (before.index == [*RELATIONS]).all()
    assert before["pairs"].sum() <= len(inside)
    assert (before["at_stake"] <= found.pairs["at_stake"].sum()).all()
    assert before["decided"].sum() == 0
    assert after.at["joint", "decided"] == 1
    stands = decided.related[decided.related["decided"] > 0]
    assert {named["project_a"], named["project_b"]} <= {*stands["project"]}
    ledger = savings_ledger(plan)
    assert ledger.relations is not None
    assert ledger.relations["saved"].tolist() == [ledger.total["certain"], 0, 0, 0]
    assert {*found.pairs.loc[found.pairs["binds"], "relation"]} <= {"parallel"}
    shown = str(ledger).splitlines()[-4:]
    assert [line.split()[0] for line in shown] == [*RELATIONS]
    [part] = [part for part in clusters(decided) if named["project_a"] in part]
    assert named["project_b"] in part  # one undertaking is shown as one, though the two share nothing


def test_a_rollout_names_the_platform_that_both_adopt() -> None:
    told = find_overlaps(scenario(TEXTS[1], "duplication", "rollout"))
    assert told.related[["relation", "platform", "decided"]].values.tolist() == [["rollout", "gcdocs", 1]] * 2
    assert "rollout of gcdocs by verdict: p0, p1" in overlaps_screen(
        scenario(TEXTS[1], "none", "rollout"), told
    )


def test_what_is_no_table_is_a_fault_that_says_what_to_give() -> None:
    texts = pd.DataFrame({"id": ["a", "b"], "title": ["Grants portal", "Portal for grants"]})
    with pytest.raises(IntakeError, match=r"this is no table.*DataFrame with a column id"):
        grade(["Grants portal", "Portal for grants"])  # type: ignore[arg-type]
    with pytest.raises(IntakeError, match=r"this is no table.*DataFrame with the columns a and b"):
        grade(texts, [("a", "b")])  # type: ignore[arg-type]
