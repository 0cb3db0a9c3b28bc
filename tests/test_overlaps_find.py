"""What binds, who shares how much, and which verdicts contradict each other."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget.errors import IntakeError
from egov_budget.overlaps import find_overlaps
from egov_budget.scenario import Scenario
from egov_budget.similarity import similarity_graph
from egov_budget.worlds import four_projects

pytestmark = pytest.mark.once

VERDICTS = ("accept", "reject", "different requirement")


def scenario(verdicts: list[dict[str, object]], **changes: object) -> Scenario:
    """Six projects of six agencies, p0, p1, p2 the same work in other words, the rest of their own."""
    titles = ["Document management system"] * 2 + ["Document management system renewal"]
    titles += ["Border radar", "Vaccine cold chain", "Land parcels map"]
    projects = pd.DataFrame({
        "id": [f"p{at}" for at in range(6)], "agency": [f"a{at}" for at in range(6)], "title": titles,
        "description": ["Records and papers of the ministry in one archive"] * 3 + ["Radar", "Cold", "Map"],
        "cost": [100, 60, 33, 50, 70, 10],
    })  # fmt: skip
    agencies = pd.DataFrame({"id": projects["agency"]})
    services = pd.DataFrame({"id": ["s"], "agency": ["a0"]})
    tables = {
        "projects": projects, "agencies": agencies, "services": services,
        "indicators": pd.DataFrame({"id": ["i"]}),
        "scores": pd.DataFrame({"service": ["s"], "indicator": ["i"], "score": [0.0]}),
        "effects": pd.DataFrame({"project": ["p0"], "service": ["s"], "indicator": ["i"], "points": [0.5]}),
        "verdicts": pd.DataFrame(verdicts),
    }  # fmt: skip
    return Scenario.from_frames({"name": "Six", "pool": 100, **changes}, **tables)


def verdict(a: str, b: str, decision: str = "accept", **more: object) -> dict[str, object]:
    return {"project_a": a, "project_b": b, "verdict": decision, **more}


def groups(found: object) -> list[list[str]]:
    return [rows["project"].tolist() for _, rows in found.members.groupby("group")]  # type: ignore[attr-defined]


def test_the_sign_in_of_the_four_projects_is_shared_as_on_paper() -> None:
    found = find_overlaps(four_projects())
    assert found.members.to_dict("list") == {
        "group": ["G:health-login", "G:health-login"],
        "project": ["health-login", "tax-login"],
        "common": [40.0, 40.0],
        "connection": [8.0, 8.0],
        "lead": [False, False],
    }
    pair = found.pairs.iloc[0]
    assert pair[["project_a", "project_b", "binds", "share", "at_stake"]].tolist() == [
        "health-login", "tax-login", True, 0.8, 40.0
    ]  # fmt: skip


def test_nothing_binds_unread_unless_the_settings_say_so_of_duplications() -> None:
    found = find_overlaps(scenario([], binding="duplication"))
    assert groups(found) == [["p0", "p1", "p2"]]
    assert found.pairs["degree"].eq("duplication").all()
    assert not find_overlaps(scenario([])).members.size
    assert find_overlaps(scenario([])).families["project"].tolist() == ["p0", "p1", "p2"]


def test_pairs_inside_an_agency_are_found_and_alternatives_only_once_they_are_read() -> None:
    asked = scenario([])
    home = asked.projects["agency"].mask(asked.projects["id"] == "p1", "a0")
    asked = asked.replace(projects=asked.projects.assign(agency=home))
    assert len(find_overlaps(asked).pairs) == 3
    rivals = asked.replace(alternatives=pd.DataFrame({"set": "one", "project": ["p0", "p1"]}))
    assert find_overlaps(rivals).pairs[["project_a", "project_b"]].to_numpy()[:, 1].tolist() == ["p2", "p2"]
    read = rivals.replace(verdicts=pd.DataFrame([verdict("p0", "p1")]))
    assert groups(find_overlaps(read)) == [["p0", "p1"]]


def test_copies_bind_in_one_group_however_many_there_are() -> None:
    asked = scenario([], binding="duplication")
    ids = [f"q{at:02}" for at in range(60)]
    title = "Laptops for the staff of the ministry"
    copies = pd.DataFrame({"id": ids, "agency": ids, "title": title, "cost": 10})
    found = find_overlaps(
        asked.replace(
            projects=pd.concat([asked.projects, copies], ignore_index=True),
            agencies=pd.DataFrame({"id": [*asked.agencies["id"], *ids]}),
        )
    )
    assert [len(group) for group in groups(found)] == [3, 60]
    assert "left out" not in repr(found)


def test_an_accepted_pair_binds_though_similarity_never_found_it() -> None:
    found = find_overlaps(scenario([verdict("p4", "p3", share=0.5, lead="p4")]))
    assert found.members.to_dict("records") == [
        {"group": "G:p3", "project": "p3", "common": 25.0, "connection": 5.0, "lead": False},
        {"group": "G:p3", "project": "p4", "common": 25.0, "connection": 5.0, "lead": True},
    ]


@pytest.mark.parametrize("decision", ["reject", "different requirement"])
def test_a_refused_pair_never_binds_and_never_shares_a_group(decision: str) -> None:
    found = find_overlaps(scenario([verdict("p0", "p1", decision)], binding="duplication"))
    pair = found.pairs[(found.pairs["project_a"] == "p0") & (found.pairs["project_b"] == "p1")]
    assert not pair["binds"].any()
    assert all(not {"p0", "p1"} <= set(group) for group in groups(found))


def test_common_work_is_the_largest_with_any_partner_and_connection_is_rounded_up() -> None:
    decided = [verdict("p0", "p1", share=0.5), verdict("p1", "p2", share=1.0, connection_cost=0.1)]
    found = find_overlaps(scenario(decided)).members.set_index("project")
    assert found["common"].to_dict() == {"p0": 30.0, "p1": 33.0, "p2": 33.0}
    assert found["connection"].to_dict() == {"p0": 6.0, "p1": 4.0, "p2": 4.0}  # ceil(0.1 x 33) = 4


def test_cents_are_exact() -> None:
    found = find_overlaps(scenario([verdict("p0", "p1", share=1 / 3)], quantum=0.01))
    assert found.members[["common", "connection"]].values.tolist() == [[20.0, 4.0]] * 2


def test_every_contradiction_of_the_verdicts_is_reported() -> None:
    decided = [
        verdict("p0", "p1", lead="p0"), verdict("p1", "p2", lead="p2"), verdict("p0", "p2", "reject"),
        verdict("p3", "p4", "reject"),
    ]  # fmt: skip
    with pytest.raises(IntakeError) as caught:
        find_overlaps(scenario(decided))
    faults = caught.value.faults
    assert faults[["row", "column"]].values.tolist() == [[4, "verdict"], [3, "lead"]]
    assert "p0 - p1 - p2" in str(caught.value)


def test_a_graph_of_other_projects_is_refused() -> None:
    with pytest.raises(ValueError, match="differ in 10 projects"):
        find_overlaps(four_projects(), similarity_graph(scenario([])))


@settings(max_examples=20, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(list(itertools.combinations([f"p{at}" for at in range(6)], 2))),
        st.tuples(st.sampled_from(VERDICTS), st.none() | st.floats(0, 1)),
        max_size=6,
    ),
    st.sampled_from(["none", "duplication", "overlap"]),
)
def test_what_binds_obeys_the_verdicts(
    decided: dict[tuple[str, str], tuple[str, float | None]], binding: str
) -> None:
    rows = [verdict(a, b, word, share=share) for (a, b), (word, share) in decided.items()]
    asked = scenario(rows, binding=binding)
    try:
        found = find_overlaps(asked)
    except IntakeError as error:
        assert "accepted verdicts join them" in str(error)
        return
    cost = asked.projects.set_index("id")["cost"]
    assert found.members["project"].is_unique
    assert (found.members["common"] <= cost[found.members["project"]].to_numpy()).all()
    assert (found.members.groupby("group").size() >= 2).all() if len(found.members) else True
    home = found.members.set_index("project")["group"]
    for (a, b), (word, _) in decided.items():
        together = a in home.index and b in home.index and home[a] == home[b]
        assert together if word == "accept" else not together
    bound = found.pairs[found.pairs["binds"]]
    assert set(bound["project_a"]) | set(bound["project_b"]) == set(home.index)
    assert (home[bound["project_a"]].to_numpy() == bound["group"].to_numpy()).all()
    for name, members in home.groupby(home).groups.items():
        assert name == f"G:{min(members)}"


@settings(max_examples=10)
@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_confidence_binds_no_more_pairs(one: float, other: float) -> None:
    few, many = (
        find_overlaps(scenario([], binding="duplication", binding_confidence=float(level)))
        .pairs["binds"]
        .sum()
        for level in (max(one, other), min(one, other))
    )
    assert few <= many


def test_the_queue_puts_most_money_at_most_confidence_first() -> None:
    pairs = find_overlaps(scenario([])).pairs
    worth = (pairs["at_stake"] * pairs["overlap"]).to_numpy()
    assert (np.diff(worth) <= 0).all()
