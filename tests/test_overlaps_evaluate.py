"""Evaluation agrees with counting by hand, and the defaults are good on what was planted and judged."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import find_overlaps, worlds
from egov_budget.errors import IntakeError
from egov_budget.overlaps import DEGREES, binding_confidence
from egov_budget.overlaps.evaluate import evaluate_pairs
from egov_budget.scenario import Scenario

pytestmark = pytest.mark.once

DATA = os.environ.get("EGOV_BUDGET_DATA")
IDS = [f"p{at}" for at in range(6)]
PAIR = st.sampled_from(list(itertools.combinations(IDS, 2)))
FOUND = st.dictionaries(PAIR, st.tuples(st.sampled_from(DEGREES[1:]), st.floats(0.01, 1)), max_size=9)
JUDGED = st.dictionaries(PAIR, st.sampled_from(DEGREES), min_size=1, max_size=9)
GROUPS = st.dictionaries(st.sampled_from(IDS), st.sampled_from(["f", "g"]), max_size=6)


def table(found: dict, **names: int) -> pd.DataFrame:
    rows = [(a, b, degree, chance, 0.5) for (a, b), (degree, chance) in found.items()]
    return pd.DataFrame(rows, columns=["project_a", "project_b", "degree", "overlap", "estimated_share"])


def labelled(judged: dict) -> pd.DataFrame:
    rows = [(b, a, degree) for (a, b), degree in judged.items()]  # the other way round: it must not matter
    return pd.DataFrame(rows, columns=["project_a", "project_b", "degree"])


@settings(max_examples=60, deadline=None)
@given(FOUND, JUDGED, GROUPS, st.booleans())
def test_it_agrees_with_counting_by_hand(found: dict, judged: dict, groups: dict, complete: bool) -> None:
    ids = pd.Series(IDS)
    grouped = pd.Series(groups, dtype="str")
    result = evaluate_pairs(table(found), grouped, ids, labelled(judged), degree="overlap", complete=complete)
    pairs = set(itertools.combinations(IDS, 2)) if complete else set(judged)
    right = {pair for pair in judged if judged[pair] in ("overlap", "duplication")}
    graded = {pair for pair in found if pair in pairs and found[pair][0] in ("overlap", "duplication")}
    assert result.pairs.precision == (len(right & graded) / len(graded) if graded else 1)
    assert result.pairs.recall == (len(right & graded) / len(right) if right else 1)
    together = {(a, b) for a, b in pairs if a in groups and b in groups and groups[a] == groups[b]}
    assert result.groups.precision == (len(right & together) / len(together) if together else 1)
    assert result.groups.recall == (len(right & together) / len(right) if right else 1)
    partners = {name: [pair for pair in right | together if name in pair] for name in IDS}
    kept = [[1 + sum(pair in right & together for pair in mine),
             1 + sum(pair in together for pair in mine), 1 + sum(pair in right for pair in mine)]
            for mine in partners.values() if mine]  # fmt: skip
    if kept:
        assert result.b_cubed.precision == pytest.approx(np.mean([hit / all_ for hit, all_, _ in kept]))
        assert result.b_cubed.recall == pytest.approx(np.mean([hit / all_ for hit, _, all_ in kept]))
    curve = result.curve
    for row in curve.itertuples():
        taken = {pair for pair in found if pair in pairs and found[pair][1] >= row.threshold}
        assert row.found == len(taken)
        assert row.precision == pytest.approx(len(taken & right) / len(taken))
    assert result.reliability["pairs"].sum() == len(set(found) & pairs)


def test_the_cheapest_threshold_is_the_one_that_trying_them_all_finds() -> None:
    scenario = worlds.national_1400(services=600, projects=400)
    truth = worlds.national_truth(services=600, projects=400)
    result = find_overlaps(scenario).evaluate(truth, complete=True)
    curve = result.curve
    right = curve["precision"] * curve["found"]
    for false, missed in ((1, 1), (3, 1), (100, 1), (1, 100), (1, 0)):
        costs = (curve["found"] - right) * false - right * missed
        best = result.threshold(false=false, missed=missed)
        mine = costs[curve["threshold"] == best].sum() if best <= 1 else 0.0
        assert mine == pytest.approx(min(0.0, costs.min()))
    with pytest.raises(ValueError, match="give what each costs"):
        result.threshold(false=0, missed=0)


@given(st.floats(0.01, 100), st.floats(0.01, 100), st.floats(0, 1))
def test_from_the_binding_confidence_on_binding_costs_less(
    false: float, missed: float, chance: float
) -> None:
    cheaper = (1 - chance) * false <= chance * missed
    level = binding_confidence(false=false, missed=missed)
    assert cheaper == (chance >= level) or chance == pytest.approx(level)


def test_what_was_planted_is_found_by_the_defaults() -> None:
    scenario = worlds.national_1400(services=600, projects=1200, seed=21)
    scenario = scenario.replace(verdicts=scenario.verdicts.head(0), binding="duplication")
    found = find_overlaps(scenario)
    truth = worlds.national_truth(services=600, projects=1200, seed=21)
    overlap = found.evaluate(truth, complete=True)
    assert overlap.pairs.precision > 0.9
    assert overlap.pairs.f1 > 0.82
    assert overlap.b_cubed.f1 > 0.88
    duplication = found.evaluate(truth, degree="duplication", complete=True)
    assert duplication.pairs.f1 > 0.84
    assert duplication.groups.precision > 0.9  # what binds without a reviewer must be right
    assert "Duplication or worse" in str(duplication)
    likely = overlap.reliability[overlap.reliability["pairs"] >= 50]
    assert (likely["promised"] - likely["kept"]).abs().max() < 0.1


def test_overlaps_without_pairs_find_nothing_and_say_nothing_wrong() -> None:
    scenario = worlds.national_1400(services=60, projects=30)
    found = find_overlaps(
        scenario.replace(projects=scenario.projects.assign(agency=scenario.agencies["id"].iloc[0]))
    )
    ids = scenario.projects["id"]
    labels = pd.DataFrame({"project_a": [ids[0]], "project_b": [ids[1]], "degree": ["overlap"]})
    result = found.evaluate(labels)
    assert (result.pairs.precision, result.pairs.recall, result.average_precision) == (1, 0, 0)
    with pytest.raises(ValueError, match="it is one of fragmentation, overlap, duplication"):
        found.evaluate(labels, degree="huge")
    with pytest.raises(IntakeError, match="no such project"):
        found.evaluate(labels.assign(project_a="nobody"))


@pytest.mark.skipif(not DATA, reason="EGOV_BUDGET_DATA names no folder of real data")
def test_judged_pairs_are_graded_well_from_end_to_end() -> None:
    folder = Path(str(DATA)) / "canada"
    read = pd.read_csv(folder / "it_projects_2022.csv")
    cost = pd.to_numeric(read["totalBudget"].str.replace(r"[$,]", "", regex=True)).fillna(1e6).round()
    names = {"uniqueId": "id", "deptAcronym": "agency", "projectName": "title"}
    projects = read.rename(columns=names)[[*names.values(), "description"]].assign(cost=cost)
    scenario = Scenario.from_frames(
        {"name": "Canada", "pool": 1e9},
        projects=projects,
        agencies=pd.DataFrame({"id": projects["agency"].unique()}),
        services=pd.DataFrame({"id": ["s"], "agency": projects["agency"].head(1)}),
        indicators=pd.DataFrame({"id": ["i"]}),
        scores=pd.DataFrame({"service": ["s"], "indicator": ["i"], "score": [0.0]}),
        effects=pd.DataFrame({"project": projects["id"].head(1), "service": ["s"], "indicator": ["i"],
                              "points": [0.5]}),
    )  # fmt: skip
    judged = pd.read_csv(folder / "judged_pairs_2022.csv")
    grade = np.floor((judged["grade_1"] + judged["grade_2"]) / 2 + 0.5).astype(int)
    labels = pd.DataFrame({
        "project_a": judged["uniqueId_a"], "project_b": judged["uniqueId_b"],
        "degree": grade.map(dict(enumerate(DEGREES))), "share": (judged["share_1"] + judged["share_2"]) / 200,
    })  # fmt: skip
    result = find_overlaps(scenario).evaluate(labels)
    assert result.pairs.f1 > 0.75
    assert result.share_error < 0.16
