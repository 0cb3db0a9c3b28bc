"""An index: new requests have the edges and grades of a full run, one at a time or all at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import compare_new, grade, similarity_graph, worlds, write_index
from egov_budget.errors import IntakeError
from egov_budget.overlaps.index import HEADER
from shell import run

pytestmark = pytest.mark.once

ENDS = ["a", "b"]
Told = tuple[str, list[str], list[str]]
TEXTS = ["id", "agency", "title", "description"]
SAID = ("portal", "grants", "GCdocs", "network", "site", "for", "of", "the", "2024", "سامانه")
WORDS = st.lists(st.sampled_from(SAID), max_size=5)


def ordered(pairs: pd.DataFrame) -> pd.DataFrame:
    return pairs.sort_values(ENDS).reset_index(drop=True)


def from_both_sides(pairs: pd.DataFrame) -> pd.DataFrame:
    return ordered(pd.concat([pairs, pairs.rename(columns={"a": "b", "b": "a"})]))


@pytest.fixture(scope="module")
def requests() -> pd.DataFrame:
    return worlds.national_projects(240)[0]


@pytest.mark.parametrize("attributes", [True, False])
def test_a_request_of_the_list_has_the_edges_and_grades_of_a_full_run(
    requests: pd.DataFrame, tmp_path: Path, attributes: bool
) -> None:
    table = requests if attributes else requests[TEXTS]
    write_index(table, tmp_path / "index")
    full = from_both_sides(grade(similarity_graph(table)))
    found = compare_new(tmp_path / "index", table.sample(frac=1, random_state=1))
    assert ordered(found)[full.columns].equals(full)
    some = table.head(7)
    told = compare_new(tmp_path / "index", some)
    assert ordered(told)[full.columns].equals(ordered(full[full["a"].isin(some["id"])]))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("XYZ"), WORDS, WORDS), max_size=30), st.data())
def test_any_list_of_texts_and_any_part_of_it_too(
    tmp_path_factory: pytest.TempPathFactory, told: list[Told], data: st.DataObject
) -> None:
    rows = [
        (f"p{at:02}", agency, " ".join(title), " ".join(text))
        for at, (agency, title, text) in enumerate(told)
    ]
    table, place = pd.DataFrame(rows, columns=TEXTS, dtype="str"), tmp_path_factory.mktemp("index")
    write_index(table, place)
    drawn = data.draw(st.lists(st.booleans(), min_size=len(table), max_size=len(table)))
    some = table[np.array(drawn, dtype=bool)]
    full = from_both_sides(grade(similarity_graph(table)))
    found = ordered(compare_new(place, some))
    assert found[ENDS].values.tolist() == ordered(full[full["a"].isin(some["id"])])[ENDS].values.tolist()
    for name in ("overlap", "duplication", "share", "parallel"):
        assert np.array_equal(found[name], ordered(full[full["a"].isin(some["id"])])[name])


def test_others_that_are_asked_about_make_no_difference(requests: pd.DataFrame, tmp_path: Path) -> None:
    new, old = requests.iloc[::12], requests.drop(requests.index[::12])
    write_index(old, tmp_path / "index")
    every = compare_new(tmp_path / "index", new)
    alone = [compare_new(tmp_path / "index", new.iloc[[at]]) for at in range(len(new))]
    assert every.equals(
        pd.concat([part for part in alone if len(part)], ignore_index=True).sort_values(
            "a", kind="stable", ignore_index=True
        )
    )
    assert set(every["b"]) <= set(old["id"])
    assert not every["a"].isin(old["id"]).any()


def test_what_is_no_index_says_how_to_write_one(requests: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match=r"is no index.*--index of egov-budget overlaps"):
        compare_new(tmp_path, requests)
    write_index(requests.head(5), tmp_path / "index")
    (tmp_path / "index" / "bar.npy").write_bytes(b"?")
    with pytest.raises(IntakeError, match=r"cannot be read\. Write the index again"):
        compare_new(tmp_path / "index", requests)
    (tmp_path / "index" / HEADER).write_text('{"format": 0}')
    with pytest.raises(IntakeError, match="but of 0"):
        compare_new(tmp_path / "index", requests)


def test_a_request_is_checked_before_it_is_submitted(tmp_path: Path) -> None:
    run("new", tmp_path / "requests")
    assert run("overlaps", tmp_path / "requests", "--index", tmp_path / "index").exit_code == 0
    new = pd.DataFrame({"id": ["n"], "title": ["Sign-in platform"], "description": ["One account for all"]})
    new.to_csv(tmp_path / "new.csv", index=False)
    words = ("check-new", tmp_path / "new.csv", "--against", tmp_path / "index")
    told = run(*words, "--out", tmp_path / "out.csv")
    assert told.exit_code == 0
    assert "1 request compared with 6" in told.stdout
    assert "parallel: tax-login" in told.stdout
    assert "sign" in told.stdout
    assert {"tax-login", "health-login"} <= set(pd.read_csv(tmp_path / "out.csv")["b"])
    persian = run(*words, "--lang", "fa")
    assert "درخواست" in persian.stdout


def test_truly_new_requests_find_what_a_full_run_over_both_lists_finds(
    requests: pd.DataFrame, tmp_path: Path
) -> None:
    new, old = requests.iloc[5::40], requests.drop(requests.index[5::40])
    write_index(old, tmp_path / "index")
    full = from_both_sides(grade(similarity_graph(requests)))
    full = full[full["a"].isin(new["id"]) & full["b"].isin(old["id"])]
    both = full.merge(compare_new(tmp_path / "index", new), on=ENDS, how="left")
    likely = both[both["overlap_x"] >= 0.5]  # words of the new requests count in the full run alone
    assert len(likely) and not likely["overlap_y"].isna().any()
    assert np.abs(both["overlap_x"] - both["overlap_y"]).mean() < 0.02
