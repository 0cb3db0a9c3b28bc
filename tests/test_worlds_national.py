"""The national world: the article's bands to the last service, the same world for the same seed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from egov_budget import Scenario, find_overlaps, worlds
from egov_budget.overlaps import agreement
from egov_budget.scenario import Attainment, bands
from egov_budget.scenario.settled import UNSETTLED
from egov_budget.similarity.text import fold
from egov_budget.worlds.agencies import agencies
from egov_budget.worlds.doubled import doubled, long_words
from egov_budget.worlds.lexicon import lexicon
from egov_budget.worlds.services import services, services_table


@pytest.fixture(scope="module")
def national() -> Scenario:
    return worlds.national_1400()


def band_counts(scenario: Scenario) -> list[int]:
    return bands(Attainment.of(scenario).mean)[["high", "medium", "low", "none"]].tolist()


def test_the_bands_are_those_of_the_eighth_evaluation(national: Scenario) -> None:
    assert band_counts(national) == [161, 2238, 3309, 260]


def test_it_has_the_services_agencies_and_requests_that_are_asked_for(national: Scenario) -> None:
    assert (len(national.services), len(national.agencies), len(national.projects)) == (5968, 105, 2400)


def test_the_pool_is_a_third_of_the_requests(national: Scenario) -> None:
    assert national.settings.pool / national.projects["cost"].sum() == pytest.approx(1 / 3, rel=1e-4)


def test_persian_titles_have_no_latin_letter_and_no_word_twice(national: Scenario) -> None:
    for world in (national, worlds.national_1400(1500, 600, seed=21)):
        for name in ("agencies", "services", "projects"):
            titles = world.tables[name]["title"]
            assert not titles.str.contains("[A-Za-z]").any()
            assert not titles.map(doubled).any()


def test_no_scope_says_a_word_again_of_any_title_it_may_end() -> None:
    words = lexicon()
    ends = [{word for scope in of for word in long_words(scope)} for of in words.scopes]
    for service, type_ in np.argwhere(words.suits):
        for title in words.titles[type_]:
            told = {*long_words(title.format(words.services[service]))}
            assert told.isdisjoint(ends[words.placed[type_]])


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("size", [200, 5968, 30_000])
def test_no_two_services_have_one_title(size: int, lang: str) -> None:
    words = lexicon(lang)
    held = agencies(size, 1400, words)
    assert services_table(services(size, held, words, 1400), held, words, 1400)["title"].is_unique


def test_a_service_is_narrowed_down_only_by_what_makes_sense_for_it(national: Scenario) -> None:
    words = lexicon()
    field = national.services["agency"].str.split("-").str[0]
    sensible = {
        (words.fields[of, 0], title)
        for of, titles in zip(words.field, words.variants, strict=False)
        for title in titles
    }
    assert set(zip(field, national.services["title"], strict=True)) <= sensible


def test_what_has_no_application_form_is_not_scored_on_signing_and_paying(national: Scenario) -> None:
    words = lexicon()
    name = national.services.set_index("id")["keyword"]
    without = set(words.services[~words.applies])
    trusted = national.scores[national.scores["indicator"] == "trusted"]["service"]
    assert not name[trusted].isin(without).any()
    assert name.isin(without).any()


def test_nothing_is_far_smarter_than_the_data_it_lives_on(national: Scenario) -> None:
    wide = national.scores.pivot_table(index="service", columns="indicator", values="score")
    assert (wide["smart"] - wide["integrated"]).max() <= 0.2 + 1e-9


def test_another_language_changes_words_alone() -> None:
    persian, english = (worlds.national_1400(300, 120, lang=lang) for lang in ("fa", "en"))
    for name, table in persian.tables.items():
        numbers = [column for column in table if column == "id" or table[column].dtype.kind in "fib"]
        pd.testing.assert_frame_equal(table[numbers], english.tables[name][numbers])
    for table in english.tables.values():
        for column in table:
            assert not table[column].astype(str).str.contains("[\u0600-\u06ff]").any(), column
    with pytest.raises(ValueError, match="lang is 'de', must be one of fa, en"):
        worlds.national_1400(10, 10, lang="de")


@pytest.mark.parametrize("sizes", [(1, 1), (7, 3), (300, 120)])
def test_every_size_is_a_valid_world_of_that_size(sizes: tuple[int, int]) -> None:
    small = worlds.national_1400(*sizes)
    assert (len(small.services), len(small.projects)) == sizes
    assert sum(band_counts(small)) == sizes[0]


def test_the_same_seed_gives_the_same_world_and_another_seed_another() -> None:
    first, again, other = (worlds.national_1400(200, 80, seed) for seed in (5, 5, 6))
    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])
    assert not first.projects["title"].equals(other.projects["title"])


@pytest.fixture(scope="module")
def truth() -> pd.DataFrame:
    return worlds.national_truth()


def test_the_truth_names_pairs_of_different_agencies_once_each(
    national: Scenario, truth: pd.DataFrame
) -> None:
    owner = national.projects.set_index("id")["agency"]
    assert (truth["project_a"] < truth["project_b"]).all()
    assert not truth.duplicated(["project_a", "project_b"]).any()
    assert (owner[truth["project_a"]].to_numpy() != owner[truth["project_b"]].to_numpy()).all()
    assert set(truth["degree"]) == {"duplication", "overlap", "fragmentation"}


def test_each_relation_is_planted_and_told_in_both_requests(national: Scenario, truth: pd.DataFrame) -> None:
    assert ((truth["relation"] == "") == (truth["degree"] == "fragmentation")).all()
    told = national.projects.set_index("id")
    text = (told["title"] + " " + told["description"]).map(fold)
    cue = {"joint": text.str.contains("این طرح مشترک با"), "site": text.str.contains("ساختمان ?های")}
    name = told["title"].str.extract("«(.+)»")[0]
    for relation, pairs in truth.groupby("relation"):
        first, second = (pairs[side].tolist() for side in ("project_a", "project_b"))
        if relation in cue:
            assert cue[relation][[*first, *second]].all()
        if relation == "rollout":
            assert name[first].notna().all()
            assert name[first].map(fold).tolist() == name[second].map(fold).tolist()
    assert set(truth["relation"]) == {"", "parallel", "joint", "rollout", "site"}


def test_degrees_of_the_truth_follow_from_the_share_of_common_work(truth: pd.DataFrame) -> None:
    lowest = truth.groupby("degree")["share"].min()
    highest = truth.groupby("degree")["share"].max()
    assert lowest["duplication"] >= 0.6
    assert lowest["overlap"] >= 0.3
    assert highest["fragmentation"] < 0.3


def test_the_projects_alone_are_those_of_the_world(national: Scenario, truth: pd.DataFrame) -> None:
    projects, planted = worlds.national_projects()
    same = national.projects[projects.columns.intersection(national.projects.columns)]
    assert np.array_equal(same["title"], projects["title"])
    pd.testing.assert_frame_equal(planted, truth)


def test_two_reviewers_have_read_what_was_planted_and_where_they_disagree_nothing_binds() -> None:
    size = {"services": 300, "projects": 600, "seed": 7}
    scenario, truth = worlds.national_1400(**size), worlds.national_truth(**size)
    pairs = find_overlaps(scenario).pairs
    read = pairs[pairs["verdict"] != ""].merge(truth, on=["project_a", "project_b"], suffixes=("", "_true"))
    assert len(read) == (truth["degree"] == "duplication").sum()
    disputed = read["verdict"] == UNSETTLED
    assert 0 < disputed.sum() < len(read) / 8
    assert (read["verdict"] == read["relation_true"])[~disputed].all()
    assert (read["binds"] == (read["verdict"] == "parallel")).all()
    assert not pairs.loc[pairs["verdict"] == "", "binds"].any()
    [both] = agreement(scenario.verdicts).query("read > 1").to_dict("records")
    assert 0.8 < both["kappa"] < 1
    answers = scenario.verdicts[scenario.verdicts["reviewer"].isin(scenario.agencies["id"])]
    assert (answers["verdict"].tolist(), (answers["reason"] != "").all()) == (["reject"], True)
