"""What is worth reading comes first, what is decided is kept with who, when and why, and holds next year."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import find_overlaps, read_scenario, worlds, write_scenario
from egov_budget.overlaps import Overlaps, carry_over, decide
from egov_budget.overlaps.queue import queue
from egov_budget.overlaps.reviewing import Reviewer, card
from egov_budget.scenario import Scenario
from egov_budget.scenario.columns import TABLES
from shell import run

CHANCE = st.floats(0, 1)
ROW = st.tuples(CHANCE, CHANCE, st.floats(0, 1e6), st.sampled_from(["", "accept"]))


@pytest.fixture(scope="module")
def national() -> Scenario:
    scenario = worlds.national_1400(services=200, projects=200, seed=7)
    return scenario.replace(verdicts=scenario.verdicts.head(0))


@pytest.fixture(scope="module")
def found(national: Scenario) -> Overlaps:
    return find_overlaps(national)


@settings(max_examples=50, deadline=None)
@given(st.lists(ROW, max_size=12), CHANCE)
def test_the_queue_covers_most_doubtful_money_first_and_stops_where_it_is_material(
    rows: list[tuple[float, float, float, str]], materiality: float
) -> None:
    pairs = pd.DataFrame(rows, columns=["overlap", "duplication", "at_stake", "verdict"])
    told = {"degree": "overlap", "relation": "site", "parallel": 0.1, "share": 0.5, "project_b": "q"}
    pairs = pairs.assign(**told, project_a=[f"p{at:02d}" for at in range(len(rows))])
    read = queue(pairs, materiality)
    assert set(read["project_a"]) == set(pairs.loc[pairs["verdict"] == "", "project_a"])
    assert (np.diff(read["worth"]) <= 0).all()
    assert (np.diff(read["covered"]) >= -1e-12).all()
    assert ((read["doubt"] >= 0) & (read["doubt"] <= 1)).all()
    assert (np.diff(read["material"].astype(int)) <= 0).all()
    if read["worth"].sum() > 0:
        assert read["covered"].iloc[-1] == pytest.approx(1)
        assert read.loc[read["material"], "worth"].sum() >= materiality * read["worth"].sum() - 1e-6


def test_a_part_that_is_no_part_is_refused() -> None:
    with pytest.raises(ValueError, match="materiality is 2"):
        find_overlaps(worlds.four_projects()).queue(2)


def test_verdicts_hold_next_year_by_id_and_by_text_and_say_who_when_and_why(
    national: Scenario, found: Overlaps
) -> None:
    read = found.pairs.head(12)
    verdicts = read[["project_a", "project_b"]].assign(
        verdict="accept", share=0.5, reviewer="R. Ahmadi", date="1400-11-02", reason="one desk serves both"
    )
    apart = ~(verdicts["project_a"].duplicated() | verdicts["project_b"].duplicated())
    last = decide(national, verdicts[apart])
    name = {project: f"new-{project}" for project in national.projects["id"].iloc[::2]}
    renamed = {
        table.name: national.tables[table.name].replace(
            {column.name: name for column in table.columns if column.refers_to == "projects"}
        )
        for table in TABLES
        if any(column.refers_to == "projects" for column in table.columns)
    }
    now = national.replace(projects=national.projects.replace({"id": name}), **renamed)
    carried = carry_over(last, now)
    for old, new, how in carried.projects[["project", "now", "how"]].itertuples(index=False):
        assert new in ("", name.get(old, old))
        assert how == ("gone" if not new else "text" if old in name else "id")
    assert len(carried.verdicts) + len(carried.lost) == apart.sum()
    assert len(carried.verdicts) >= 0.8 * apart.sum()
    assert carried.verdicts[["reviewer", "date", "reason"]].drop_duplicates().values.tolist() == [
        ["R. Ahmadi", "1400-11-02", "one desk serves both"]
    ]
    bound = find_overlaps(decide(now, carried.verdicts)).pairs
    assert (bound.loc[bound["verdict"] == "accept", "binds"]).sum() == len(carried.verdicts)
    assert carry_over(last, decide(now, carried.verdicts)).verdicts.empty  # what was decided again stays


def test_an_id_that_stands_for_other_work_now_carries_no_verdict() -> None:
    last = worlds.four_projects()
    other = {"title": "Vaccine cold chain", "description": "Refrigerated vans"}
    changed = last.projects.copy()
    changed.loc[changed["id"] == "tax-login", list(other)] = list(other.values())
    carried = carry_over(last, last.replace(projects=changed, verdicts=last.verdicts.head(0)))
    assert carried.verdicts.empty
    assert carried.projects.set_index("project")["how"]["tax-login"] == "other work"
    assert len(carried.lost) == 1


def test_a_card_shows_both_projects_the_money_and_what_they_share(
    national: Scenario, found: Overlaps
) -> None:
    pair = found.queue().iloc[0]
    told = card(national, found, pair, (1, 9))
    projects = national.projects.set_index("id")
    for end in ("project_a", "project_b"):
        assert pair[end] in told
        assert projects.at[pair[end], "title"][:30] in told
    assert "1 of 9" in told
    assert "million rials at stake" in told


def test_an_answer_becomes_a_verdict_and_no_answer_none() -> None:
    pair = find_overlaps(worlds.four_projects()).pairs.iloc[0]
    who = Reviewer("me", "1401-01-01")
    assert who.verdict(pair, "2")["lead"] == pair["project_a"]
    assert who.verdict(pair, "1", reason="old")["verdict"] == "retired"
    assert who.verdict(pair, "a", share=0.4)["share"] == 0.4
    with pytest.raises(ValueError, match="decides nothing"):
        who.verdict(pair, "s")


def test_the_terminal_walks_the_queue_and_writes_what_was_decided(
    tmp_path: Path, national: Scenario, found: Overlaps
) -> None:
    write_scenario(national, tmp_path / "asked")
    queue = found.queue()
    told = run("review", tmp_path / "asked", "--out", tmp_path / "done", "--reviewer", "board",
               answers="x\na\nsame desk\nd\n\n2\nolder one\ns\nq\n")  # fmt: skip
    assert told.exit_code == 0, told.output
    assert "3 verdicts by board written" in told.output
    done = read_scenario(tmp_path / "done")
    assert sorted(done.verdicts["verdict"]) == ["accept", "different requirement", "retired"]
    first = done.verdicts[done.verdicts["verdict"] == "accept"].iloc[0]
    assert first[["project_a", "project_b", "reviewer", "reason"]].tolist() == [
        queue["project_a"][0], queue["project_b"][0], "board", "same desk"
    ]  # fmt: skip
    assert done.projects.set_index("id")["excluded"][queue["project_b"][2]]
    again = run(
        "review", tmp_path / "asked", "--last", tmp_path / "done", "--out", tmp_path / "new", answers="q\n"
    )
    assert "Verdicts of last year that hold: 3, that do not: 0" in again.output
    assert len(read_scenario(tmp_path / "new").verdicts) == 3


def test_an_answer_that_contradicts_another_is_told_and_asked_again(tmp_path: Path) -> None:
    four = worlds.four_projects()
    tables = {name: getattr(four, name) for name in ("projects", "effects")}
    for name, key in (("projects", "id"), ("effects", "project")):
        rows = tables[name]
        third = rows[rows[key] == "tax-login"].assign(**{key: "third-login"})
        tables[name] = pd.concat([rows, third], ignore_index=True)
    write_scenario(four.replace(**tables), tmp_path / "asked")
    walk = ("review", tmp_path / "asked", "--materiality", 1, "--reviewer", "me", "--out")
    told = run(*walk, tmp_path / "done", answers="a\n\n1\n\n2\n\ns\n")  # both of the second pair are shared
    assert told.exit_code == 0, told.output
    for project in ("tax-login", "third-login"):
        assert f"'{project}' is retired and cannot share work" in told.output
    assert "1 verdict by me written" in told.output
    assert find_overlaps(read_scenario(tmp_path / "done")).members["group"].nunique() == 1
